import type { FindingProblem } from '../../model/finding.ts';
import { type FindingsCount, createFindingsReader } from '../../read/findings/index.ts';
import { createDigest } from './digest.ts';
import { type FindingsMap, type PlacedNeed, getNeeds } from './needed.ts';

/** What a browser makes of one file. */
export interface DroppedFindings {
  count: FindingsCount;
  needs: PlacedNeed[];
  /** When the newest of them was found, ISO 8601 UTC; '' when none says it. */
  at: string;
  /** The first problems; `count.refused` says how many entries could not be read. */
  problems: FindingProblem[];
}

const MAX_PROBLEMS = 20;

/** Reads a file that comes in pieces and lists the procedures needed now. Everything stays where it runs. */
export async function readDropped(input: {
  name: string;
  pieces: AsyncIterable<Uint8Array>;
  map: FindingsMap;
}): Promise<DroppedFindings> {
  const digest = createDigest();
  const problems: FindingProblem[] = [];
  const reader = createFindingsReader(input.name, {
    onFinding: (finding) => digest.add(finding),
    onProblem: (problem) => {
      if (problems.length < MAX_PROBLEMS) problems.push(problem);
    },
  });
  for await (const piece of input.pieces) reader.push(piece);
  const count = reader.end();
  const { checks, scans } = digest.finish();
  const needs = getNeeds(checks.values(), input.map);
  return {
    count,
    needs: needs.map((need) => ({ ...need, where: checks.get(need.reference)?.failing ?? [] })),
    at: scans.reduce((newest, { at }) => (at > newest ? at : newest), ''),
    problems,
  };
}
