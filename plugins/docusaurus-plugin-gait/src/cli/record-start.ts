import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import { type RecordDraft, toDraft } from '../model/new-record.ts';
import type { GaitRecord } from '../model/schema/record.ts';
import { Walk } from '../model/schema/walk.ts';
import { readWholeYaml } from '../read/file.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import type { RecordFlags } from './record-flags.ts';

/** What a record starts from: nothing, a walk, or the record that it corrects. `revision` is the commit that they name. */
export interface Start {
  draft: RecordDraft;
  revision?: string;
  walk?: Walk;
}

/** Longest file of a walk that is read, in bytes: notes of every step at their longest are far below. */
const MAX_BYTES = 1_000_000;

/** @throws {UsageError} when the walk or the record cannot be used. */
export async function getStart(input: {
  io: Io;
  base: KnowledgeBase;
  node: SopNode;
  flags: RecordFlags;
}): Promise<Start> {
  const { io, base, node, flags } = input;
  const corrected = flags.supersedes === undefined ? undefined : findCorrected(base, node, flags.supersedes);
  if (flags.walk === undefined) return corrected ? { draft: corrected, revision: corrected.commit } : { draft: {} };
  const walk = await readWalk(path.resolve(io.cwd, flags.walk), flags.walk);
  const ids = [node.id, ...(node.file.frontMatter.data.formerly ?? [])];
  if (!ids.includes(walk.sop)) {
    throw new UsageError(
      `Unexpected walk of \`${walk.sop}\`, expected one of \`${node.id}\``,
      `Run gait record ${walk.sop} --walk ${flags.walk}.`,
    );
  }
  if (walk.state === 'open') {
    throw new UsageError(
      'Unexpected walk that is still open, expected one that is finished or abandoned',
      'End the walk in the browser, and export it again.',
    );
  }
  return { draft: { ...corrected, ...toDraft(walk) }, revision: walk.commit ?? undefined, walk };
}

/** Everything of the record but what makes it another one. @throws {UsageError} when it is not one to correct. */
function findCorrected(base: KnowledgeBase, node: SopNode, id: string): RecordDraft {
  const file = node.records.find((one) => one.yaml.data.id === id);
  if (!file) {
    throw new UsageError(
      `Unexpected record \`${id}\` as --supersedes, expected one of \`${node.id}\``,
      node.records.length > 0
        ? `It has: ${node.records.map((one) => one.yaml.data.id ?? one.path).join(', ')}.`
        : 'It has none.',
    );
  }
  const later = [...base.records.values()].find((one) => one.yaml.data.supersedes === id);
  if (later) {
    throw new UsageError(
      `Unexpected record \`${id}\` as --supersedes, expected one that is not superseded yet`,
      `Supersede \`${later.yaml.data.id ?? later.path}\` instead.`,
    );
  }
  const draft: Partial<GaitRecord> = { ...file.yaml.data };
  for (const key of ['schema', 'id', 'sop', 'supersedes'] as const) delete draft[key];
  return draft;
}

async function readWalk(file: string, given: string): Promise<Walk> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`Unexpected \`${given}\` as --walk, expected a file that can be read`, 'Check its spelling.');
  });
  if (bytes.length > MAX_BYTES)
    throw new UsageError(`Unexpected size of \`${given}\`, expected at most ${MAX_BYTES} bytes`, 'Is it a walk?');
  const { data, isValid, syntax, issues } = readWholeYaml(bytes, Walk);
  if (isValid) return data as Walk;
  const [problem] = [...syntax, ...issues];
  const line = problem?.place ? `:${problem.place.start.line}:${problem.place.start.column}` : '';
  throw new UsageError(`${given}${line}: ${problem?.message ?? 'Unexpected content, expected a walk'}`, problem?.hint);
}
