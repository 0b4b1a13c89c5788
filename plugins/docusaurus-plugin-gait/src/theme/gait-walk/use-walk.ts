import { useDesk, type Desk } from './desk-context.ts';
import type { Walk } from '../../report/walk/text.ts';
import type { Stand } from '../../report/walk/stand.ts';

/** The desk of a page on which the code of walks is there. */
type LiveDesk = Desk & { walks: NonNullable<Desk['walks']> };

/**
 * The desk, for parts that are shown only once walks are loaded.
 * @throws {Error} before.
 */
export function useLiveDesk(): LiveDesk {
  const desk = useDesk();
  if (!desk?.walks) throw new Error('Unexpected part of a walk before walks are loaded');
  return desk as LiveDesk;
}

/** The walk that the page shows and where it stands; undefined when there is none. */
export function useActive(): { walk: Walk; stand: Stand } | undefined {
  const { state, stand } = useLiveDesk().walks;
  return state.active && stand && { walk: state.active, stand };
}
