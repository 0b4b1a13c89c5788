import type { Fence, VariableUse } from '../../model/body.ts';
import { createLineIndex } from '../lines.ts';
import type { BodySource } from './places.ts';
import { getColumn } from './fences.ts';
import { readShell } from './shell.ts';

const SHELLS: readonly string[] = ['bash', 'sh', 'shell', 'zsh'];
/** Fences that show a session: commands after a prompt, and what they print. */
const SESSIONS: readonly string[] = ['console', 'shell-session', 'sh-session'];

/** Variables that a fence uses, each with its place in the file, and the names that it assigns itself. */
export function readFenceVariables(fence: Fence, source: BodySource): { uses: VariableUse[]; assigned: string[] } {
  const isSession = SESSIONS.includes(fence.language);
  if (!isSession && !SHELLS.includes(fence.language)) return { uses: [], assigned: [] };
  const { uses, assigned } = readShell(isSession ? blankOutput(fence.code) : fence.code);
  if (uses.length === 0) return { uses: [], assigned };
  const index = createLineIndex(fence.code);
  const toOffset = (at: number): number => {
    const { line: row, column } = index.toPoint(at);
    const line = fence.codeStart.line + row - 1;
    return source.index.getLine(line).offset + getColumn(source, line, index.getLine(row).text) + column - 2;
  };
  return {
    assigned,
    uses: uses.map(({ name, quoting, index: at, length }) => {
      const start = toOffset(at);
      return { name, quoting, place: source.index.toPlace(start, start + length), step: fence.step };
    }),
  };
}

/** Leaves the commands of a session where they stand, and blanks everything else. */
function blankOutput(code: string): string {
  let continues = false;
  return code
    .split('\n')
    .map((line) => {
      const prompt = /^[ \t]*[$#] /u.exec(line)?.[0];
      const isCommand = continues || prompt !== undefined;
      continues = isCommand && line.endsWith('\\');
      if (!isCommand) return ' '.repeat(line.length);
      return prompt === undefined ? line : ' '.repeat(prompt.length) + line.slice(prompt.length);
    })
    .join('\n');
}
