import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Network } from './namespace.ts';
import type { Place } from './place.ts';
import { runProcess } from './process.ts';
import { getProgram, guardCall } from './programs/index.ts';
import type { ProgramName } from './programs/index.ts';
import { readScript } from './script.ts';
import type { Statement } from './script.ts';
import { toWords } from './words.ts';

/** Longest time of one program unless its fence says otherwise, in milliseconds. */
const TIMEOUT = 120_000;

/** What carrying out a fence came to. `failure` says why it ended early. */
export interface FenceResult {
  stdout: string;
  /** How many programs were started. */
  calls: number;
  failure?: { command: string; reason: string; output: string };
}

/** Carries out fences one after the other; what one captures, the next ones know. */
export interface Interpreter {
  /** Values of variables now. */
  values: Map<string, string>;
  /** @throws {Refusal} before anything of the offending line is started. */
  run(code: string, options?: { milliseconds?: number }): Promise<FenceResult>;
}

/** Makes the interpreter of an exercise. Gait itself joins pipes and captures; there is no shell anywhere. */
export function createInterpreter(options: {
  place: Place;
  network: Pick<Network, 'prefix' | 'endpoint'>;
  allowed: readonly ProgramName[];
  values: Map<string, string>;
  signal: AbortSignal;
}): Interpreter {
  const { place, network, allowed, values, signal } = options;

  const runPipeline = async (
    commands: string[],
    milliseconds: number,
  ): Promise<{ stdout: string; calls: number; failure?: FenceResult['failure'] }> => {
    // All of a line is held against the rules before any of it is started.
    const calls = commands.map((command, index) => {
      const [name = '', ...args] = toWords(command, values);
      const program = getProgram(name, allowed);
      const { folder } = place;
      return {
        command,
        program,
        args: guardCall(program, { args, folder, endpoint: network.endpoint, isPiped: index > 0 }),
      };
    });
    let stdout = '';
    for (const [index, { command, program, args }] of calls.entries()) {
      const input = index === 0 ? undefined : join(place.root, 'piped');
      if (input !== undefined) writeFileSync(input, stdout, { mode: 0o600 });
      const argv = [...network.prefix, place.programs[program], ...args];
      const ended = await runProcess({ argv, cwd: place.folder, env: place.env, input, milliseconds, signal });
      if (ended.code !== 0) {
        const failure = {
          command,
          reason: getReason(ended, signal),
          output: ended.stderr.trim() || ended.stdout.trim(),
        };
        return { stdout, calls: index + 1, failure };
      }
      stdout = ended.stdout;
    }
    return { stdout, calls: calls.length };
  };

  return {
    values,
    run: async (code, { milliseconds = TIMEOUT } = {}) => {
      const result: FenceResult = { stdout: '', calls: 0 };
      for (const statement of readScript(code)) {
        if (statement.kind === 'assign') {
          values.set(statement.name, toWords(statement.word, values)[0] ?? '');
          continue;
        }
        const { stdout, calls, failure } = await runPipeline(statement.commands, milliseconds);
        result.calls += calls;
        if (failure) return { ...result, failure };
        if (statement.name === undefined) result.stdout += stdout;
        else values.set(statement.name, stdout.replace(/\n+$/u, ''));
      }
      return result;
    },
  };
}

/** Holds the programs that a fence names against the allowed ones, before anything at all is started. @throws {Refusal} */
export function checkScript(code: string, allowed: readonly ProgramName[]): Statement[] {
  const statements = readScript(code);
  for (const statement of statements) {
    for (const command of statement.kind === 'run' ? statement.commands : []) {
      getProgram(command.split(' ', 1)[0] ?? '', allowed);
    }
  }
  return statements;
}

function getReason({ code, limit }: { code: number | undefined; limit?: string }, signal: AbortSignal): string {
  if (signal.aborted) return 'it was interrupted';
  if (limit === 'time') return 'it took too long';
  if (limit === 'output') return 'it printed too much';
  return code === undefined ? 'it was ended by a signal' : `it ended with ${code}`;
}
