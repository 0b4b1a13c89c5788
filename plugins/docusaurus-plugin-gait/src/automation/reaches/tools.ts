import { execFile } from 'node:child_process';
import type { ExecFileException } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolAnswer, ToolName, Tools } from './contract.ts';
import { resolveInside } from './files.ts';

const LIMIT = { milliseconds: 300_000, bytes: 10_000_000 };

interface Run {
  root: string;
  signal: AbortSignal;
  /** Relative to the root; each is known to lie inside. */
  paths: readonly string[];
}

/**
 * The tools that may be driven, each with exactly what it is told. To add one: name it in `REACHES` of the manifest's schema, and say here how
 * it is run. Tools get no shell, no credentials and no other environment than a PATH.
 */
const TOOLS: Record<ToolName, (run: Run) => Promise<ToolAnswer>> = {
  secretlint: runSecretlint,
  'cfn-lint': (run) => runProgram('cfn-lint', ['--format', 'json', '--'], run),
};

/** Builds the tools over a checkout. */
export function createTools({ root, signal }: Pick<Run, 'root' | 'signal'>): Tools {
  return {
    run: async (name, paths) => {
      for (const path of paths) await resolveInside(root, path);
      return TOOLS[name]({ root, signal, paths });
    },
  };
}

/** In this process: secretlint is a dependency. Answers its results, one for each file with a finding, with the secrets masked. */
async function runSecretlint({ root, paths }: Run): Promise<ToolAnswer> {
  const { lintSource } = await import('@secretlint/core');
  const { creator } = await import('@secretlint/secretlint-rule-preset-recommend');
  const found = [];
  for (const path of paths) {
    const source = {
      filePath: path,
      content: await readFile(join(root, path), 'utf8'),
      contentType: 'text' as const,
    };
    const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };
    const { messages } = await lintSource({ source, options: { config, maskSecrets: true } });
    if (messages.length > 0) {
      found.push({
        path,
        messages: messages.map(({ ruleId, messageId, message, loc, severity }) => ({
          rule: ruleId,
          id: messageId,
          message,
          line: loc.start.line,
          severity,
        })),
      });
    }
  }
  return { exitCode: found.length === 0 ? 0 : 1, output: JSON.stringify(found) };
}

async function runProgram(program: string, args: readonly string[], { root, signal, paths }: Run): Promise<ToolAnswer> {
  const home = await mkdtemp(join(tmpdir(), 'gait-tool-'));
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' };
  try {
    return await new Promise<ToolAnswer>((resolve, reject) => {
      const done = (error: ExecFileException | null, output: string): void => {
        if (error === null) resolve({ exitCode: 0, output });
        else if (typeof error.code === 'number') resolve({ exitCode: error.code, output });
        else
          reject(
            new Error(`Unexpected end of \`${program}\`, expected it to be installed and to answer: ${error.message}`),
          );
      };
      const limits = { timeout: LIMIT.milliseconds, maxBuffer: LIMIT.bytes };
      execFile(program, [...args, ...paths], { cwd: root, env, signal, ...limits, encoding: 'utf8' }, done);
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
