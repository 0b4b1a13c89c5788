import { compareText } from '../model/diagnostic.ts';

/** The same map, its keys in order. */
export function sortMap<T>(map: Map<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => compareText(a, b)));
}
