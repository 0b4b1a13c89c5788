import { useState } from 'react';
import { useLiveDesk } from './use-walk.ts';

/** What goes on being typed after a reload, in a crash and in a closed tab. What looks like a credential is in memory alone. */
interface Draft {
  /** What was typed into a field before; empty when nothing was. */
  readDraft: (field: string) => string;
  keepDraft: (field: string, text: string) => void;
}

/** Reads and keeps what is typed into fields of the active walk before it becomes part of it. */
export function useDrafts(): Draft {
  const { secrets, walks } = useLiveDesk();
  return {
    readDraft: walks.session.getDraft,
    keepDraft: (field, text) => walks.session.writeDraft(field, text, secrets),
  };
}

/** A text that is being typed into a field of the active walk, and how it changes. */
export function useDraft(field: string, initial = ''): [string, (text: string) => void] {
  const { readDraft, keepDraft } = useDrafts();
  const [text, setText] = useState(() => readDraft(field) || initial);
  return [
    text,
    (next) => {
      setText(next);
      keepDraft(field, next);
    },
  ];
}
