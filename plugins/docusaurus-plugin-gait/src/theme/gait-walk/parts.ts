import { createContext, useContext } from 'react';

/** What is loaded once the page runs: walks and the parts that show them. */
export type Live = typeof import('./live.ts');

/** The parts that show walks; undefined until their code is there. Apart from the desk, which the parts themselves use. */
export const PartsContext = createContext<Live | undefined>(undefined);

/** See {@link PartsContext}. */
export function useParts(): Live | undefined {
  return useContext(PartsContext);
}
