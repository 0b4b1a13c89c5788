import { execFile } from 'node:child_process';
import type { ExecFileException } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolAnswer, ToolName, Tools } from './contract.ts';
import { resolveInside } from './files.ts';
import { scanFiles, scanHistory } from './secretlint.ts';

const LIMIT = { milliseconds: 300_000, bytes: 10_000_000 };

interface Run {
  root: string;
  signal: AbortSignal;
  /** Relative to the root; each is known to lie inside. */
  paths: readonly string[];
  /** Values that look like credentials and are none. */
  allowedSecrets: readonly string[];
  /** Rules of the team's own, as a path alike. */
  rules?: string;
}

/**
 * The tools that may be driven, each with exactly what it is told. To add one: name it in `REACHES` of the manifest's schema, and say here how
 * it is run. Tools get no shell, no credentials and no other environment than a PATH.
 */
const TOOLS: Record<ToolName, (run: Run) => Promise<ToolAnswer>> = {
  // In this process: secretlint is a dependency.
  secretlint: scanFiles,
  'secretlint-history': scanHistory,
  'cfn-lint': runCfnLint,
};

/** Builds the tools over a checkout. */
export function createTools({ root, signal, allowedSecrets }: Omit<Run, 'paths' | 'rules'>): Tools {
  return {
    run: async (name, paths, rules) => {
      for (const path of [...paths, ...(rules === undefined ? [] : [rules])]) await resolveInside(root, path);
      return TOOLS[name]({ root, signal, allowedSecrets, paths, rules });
    },
  };
}

/** Neither a configuration in the checkout nor what a template says of itself may switch rules off, or name code to load. */
function runCfnLint(run: Run): Promise<ToolAnswer> {
  const args = ['--format', 'json', '--config-file', '/dev/null', '--mandatory-checks', 'E', 'W'];
  const own = run.rules === undefined ? [] : ['--custom-rules', run.rules];
  return runProgram('cfn-lint', [...args, ...own, '--'], run);
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
