import type { ReactNode } from 'react';
import { useDesk } from './desk-context.ts';
import { useParts } from './parts.ts';

/** Where a walk begins, and the head of one that is under way; nothing until the code of walks is there. */
export function WalkPlace(): ReactNode {
  const walks = useDesk()?.walks;
  const parts = useParts();
  if (!walks?.state.isLoaded || !parts) return null;
  const { KeepButton, PublishedNotice, StartWalk, WalkHead, WalkBar } = parts;
  return (
    <>
      <PublishedNotice />
      {walks.state.active ? <WalkHead /> : <StartWalk />}
      <KeepButton />
      <WalkBar />
    </>
  );
}
