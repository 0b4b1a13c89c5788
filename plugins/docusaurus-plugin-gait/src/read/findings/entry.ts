import type { Finding } from '../../model/finding.ts';

/** What an entry of a file says: findings without the file's name, or in words why it is none. */
export type Entry = { findings: Omit<Finding, 'source'>[] } | { problem: string };

/** An entry that is no finding. @param got what is there. @param expected what should be. */
export function toProblem(got: string, expected: string): Entry {
  return { problem: `Unexpected ${got}, expected ${expected}` };
}
