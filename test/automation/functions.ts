import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { JournalEntry } from '../../plugins/docusaurus-plugin-gait/src/automation/journal.ts';
import type { Answer } from '../../plugins/docusaurus-plugin-gait/src/automation/lambda/handler.ts';
import { DUMMY_ENVIRONMENT } from './emulator.ts';

/** What came of one invocation: what the function answered or failed with, and the journal that it printed. */
export interface Invocation {
  answer?: Answer;
  error?: string;
  journal: JournalEntry[];
}

/** Folder with the files of an exported stack, away from every package: what a function needs must be in its bundle. */
export function createStackFolder(files: ReadonlyMap<string, string>): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'gait-functions-'));
  for (const [file, content] of files) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Invokes a bundled function as AWS Lambda does: in a process of its own, with nothing in its environment but what the stack gives it. */
export async function invoke(
  file: string,
  event: unknown,
  { env, milliseconds = 900_000 }: { env: Record<string, string>; milliseconds?: number },
): Promise<Invocation> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lambda-process.mjs'), file, String(milliseconds)], {
    cwd: dirname(file),
    env: { ...DUMMY_ENVIRONMENT, PATH: process.env.PATH, ...env },
  });
  child.stdin.end(JSON.stringify(event));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines = output.trimEnd().split('\n');
  const last = lines.pop() ?? '';
  if (!last.startsWith('{"')) throw new Error(`the function ended without an answer: ${errors}`);
  return {
    ...(JSON.parse(last) as { answer?: Answer; error?: string }),
    journal: lines.map((line) => JSON.parse(line) as JournalEntry),
  };
}
