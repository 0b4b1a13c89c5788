import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Manifest } from '../model/schema/manifest.ts';
import { toRateControl, toRunbook } from '../write/export/ssm-document.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { writeExport } from './write-export.ts';

interface RunbookFlags extends CommonFlags {
  out?: string;
  format: 'run' | 'rate-control';
}

/** `gait export ssm-document`: runbooks of Systems Manager that carry an automation out, once or under rate control. */
export function addRunbookCommand(parent: Command, io: Io): void {
  const command = parent
    .command('ssm-document')
    .description('runbook of Systems Manager that carries an automation out in many accounts')
    .argument('<name>', 'name of the automation, a folder of scripts/')
    .option('--out <file>', 'write to this file (default: to stdout)')
    .addOption(
      new Option('--format <format>', 'the runbook of one run, or the one that has AWS start many of them')
        .choices(['run', 'rate-control'])
        .default('run'),
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait export ssm-document close-open-ssh --out run.json', 'needs the function of gait export event-stack'],
          ['gait export ssm-document close-open-ssh --format rate-control --out many.json', 'starts the first one'],
        ],
        exitCodes: [
          [0, 'written'],
          [2, 'wrong use, or a broken configuration'],
        ],
      }),
    );
  addCommonOptions(command).action(async (name: string, flags: RunbookFlags) => {
    const { base } = (await loadForCommand(io, flags)).result;
    const { getObstacle } = await import('../automation/lambda/fitness.ts');
    const manifest = getManifest([...base.automations], name);
    const obstacle = getObstacle(manifest);
    if (obstacle !== undefined) throw new UsageError(`Unexpected export of \`${name}\`: ${obstacle}`);
    const text = flags.format === 'run' ? toRunbook(manifest) : toRateControl(manifest);
    if (flags.out === undefined) io.stdout.write(text);
    else await writeExport(path.resolve(io.cwd, flags.out), text);
  });
}

type Automations = [string, { file: { yaml: { isValid: boolean; data: unknown } } }][];

/** @throws {UsageError} when there is no such automation, or its manifest has errors. */
function getManifest(automations: Automations, name: string): Manifest {
  const node = automations.find(([one]) => one === name)?.[1];
  if (node === undefined) {
    const names = automations.map(([one]) => `\`${one}\``).join(', ');
    throw new UsageError(`Unexpected automation \`${name}\`, expected one of: ${names || 'none is there'}`);
  }
  if (!node.file.yaml.isValid) {
    throw new UsageError(`Unexpected errors in the manifest of \`${name}\`, expected none`, 'Run `gait validate`.');
  }
  return node.file.yaml.data as Manifest;
}
