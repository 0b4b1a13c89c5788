import { createContext, useContext } from 'react';
import type { SopPageData } from '../../report/pages/sop.ts';
import type { Offers } from '../../report/walk/offers.ts';
import type { HeldFrom, Stand } from '../../report/walk/stand.ts';
import type { Watch } from './published.ts';
import type { Session } from './session.ts';
import type { SessionState } from './session-state.ts';

/** What an SOP's page has at hand while somebody works from it. */
export interface Desk {
  data: SopPageData;
  /** Values of variables by name; an empty text when there is none. */
  values: Readonly<Record<string, string>>;
  setValue: (name: string, value: string) => void;
  /** What a link offers and nobody has answered yet. */
  offers: Offers;
  answerOffer: (name: string, isTaken: boolean) => void;
  /** Carries values that only this tab has over to a walk that has just begun. */
  carryOver: (walk: string) => void;
  /** Values of secret variables that were typed on this page. */
  secrets: readonly string[];
  /** Undefined until the code of walks is there. */
  walks?: { session: Session; watch: Watch; state: SessionState; stand?: Stand; heldFrom?: HeldFrom };
}

/** What the page has at hand; undefined on pages that are no SOP. */
export const DeskContext = createContext<Desk | undefined>(undefined);
/** The step that is shown around a piece of text, and its place. */
export const StepContext = createContext<{ id: string; index: number } | undefined>(undefined);
/** The variables of the page and their values: apart from the rest, so that a tick does not draw every command anew. */
export const ValuesContext = createContext<
  (Pick<Desk, 'values'> & { variables: SopPageData['variables'] }) | undefined
>(undefined);
/** The place from which on everything is held; apart for the same reason. */
export const HeldFromContext = createContext<HeldFrom | undefined>(undefined);
/** Why a piece of text is held; undefined when it is not. */
export const HeldContext = createContext<string | undefined>(undefined);

/** What the page has at hand; undefined on pages that are no SOP. */
export function useDesk(): Desk | undefined {
  return useContext(DeskContext);
}
