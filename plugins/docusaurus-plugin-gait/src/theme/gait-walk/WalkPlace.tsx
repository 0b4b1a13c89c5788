import type { ReactNode } from 'react';
import { useDesk } from './desk.tsx';

/** Where a walk begins, and the head of one that is under way; nothing until the code of walks is there. */
export function WalkPlace(): ReactNode {
  const walks = useDesk()?.walks;
  if (!walks?.state.isLoaded) return null;
  const { KeepButton, PublishedNotice, StartWalk, WalkHead, WalkBar } = walks.parts;
  return (
    <>
      <PublishedNotice />
      {walks.state.active ? <WalkHead /> : <StartWalk />}
      <KeepButton />
      <WalkBar />
    </>
  );
}
