import { useSyncExternalStore } from 'react';

const never = (): (() => void) => () => undefined;

/** Whether the page runs: false in what the server sends and until the page has come alive. */
export function useRuns(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
