import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { toOcsfLine } from '../write/ocsf.ts';
import { toVisibleLine } from '../write/visible.ts';
import { UsageError } from './errors.ts';
import { readAndTell } from './findings-read.ts';
import type { Io } from './io.ts';
import { readConfigurationIfAny } from './knowledge-base.ts';
import { findRoot } from './root.ts';

/** Text that is gathered before it is written. */
const BATCH = 1024 * 1024;

/** `gait findings import`: a scanner's file, checked and in one form, for the site. */
export function addFindingsImportCommand(findings: Command, io: Io): void {
  findings
    .command('import')
    .description('check a file of findings and keep what is in it, as OCSF lines, in the folder of findings')
    .argument('<file>', 'findings as Prowler, Security Hub, GuardDuty, Inspector, SARIF, Checkov or Trivy write them')
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .action(async (file: string, flags: { root?: string }) => {
      const root = findRoot(io, flags.root);
      const folder = path.join(root, (await readConfigurationIfAny(root))?.paths.findings ?? 'findings');
      const stem = path.basename(file).replace(/(?:\.ocsf)?\.[^.]*$/u, '');
      const target = path.join(folder, `${stem}.ocsf.jsonl`);
      if (path.resolve(io.cwd, file) === target)
        throw new UsageError(`Unexpected file \`${file}\`, expected one that is not imported yet`);
      await mkdir(folder, { recursive: true });
      const temporary = `${target}.tmp`;
      const handle = openSync(temporary, 'w');
      let text = '';
      const flush = (): void => {
        writeSync(handle, text);
        text = '';
      };
      try {
        const { findings: count } = await readAndTell(io, file, (finding) => {
          text += toOcsfLine(finding);
          if (text.length > BATCH) flush();
        });
        flush();
        closeSync(handle);
        if (count === 0)
          throw new UsageError(`Unexpected content of \`${file}\`, expected findings: nothing was written`);
        renameSync(temporary, target);
      } finally {
        rmSync(temporary, { force: true });
      }
      io.stderr.write(`Wrote ${toVisibleLine(path.relative(io.cwd, target))}\n`);
    });
}
