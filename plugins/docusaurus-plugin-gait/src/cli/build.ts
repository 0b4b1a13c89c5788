import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { buildSite } from '../docusaurus/build.ts';
import { readHead } from '../docusaurus/head.ts';
import { createDiskSource } from '../read/disk.ts';
import { hasColours } from './colours.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { getToday, readConfiguration } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { findRoot } from './root.ts';

interface BuildFlags extends CommonFlags {
  outDir: string;
}

/** `gait build`: validates, then builds the site. */
export function addBuildCommand(program: Command, io: Io): void {
  const command = program
    .command('build')
    .description('validate, then build the site; errors stop it and leave the last site as it is')
    .option('--out-dir <folder>', 'folder of the built site, relative to the root', 'build');
  addCommonOptions(command)
    .addHelpText(
      'after',
      '\nHere --as-of is the day of the commit by default, so that the same commit gives the same site.',
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait build', 'build the site into build/'],
          ['gait build --out-dir public', 'into another folder'],
        ],
        exitCodes: [
          [0, 'built; warnings are shown and do not stop it'],
          [1, 'the knowledge base has errors, or Docusaurus could not build the site'],
          [2, 'wrong use, or a broken configuration'],
        ],
      }),
    )
    .action(async (flags: BuildFlags) => {
      const root = findRoot(io, flags.root);
      checkSite(root);
      const configuration = await readConfiguration(root, createDiskSource(root));
      const asOf = flags.asOf ?? (await readHead(root))?.date ?? getToday(io, configuration);
      // The plugin validates and renders from one parse: nothing is read here that it reads again.
      const code = await buildSite({
        siteDir: root,
        outDir: flags.outDir,
        asOf,
        cache: flags.cache,
        hasColour: hasColours(io, io.stdout),
        write: (text) => io.stdout.write(text),
      });
      if (code === 0) io.stdout.write(`Built ${path.relative(io.cwd, path.resolve(root, flags.outDir)) || '.'}\n`);
      else io.exitCode = code === EXIT.usage ? EXIT.usage : EXIT.findings;
    });
}

/** @throws {UsageError} when the root is no site of Docusaurus. */
function checkSite(root: string): void {
  if (readdirSync(root).some((name) => /^docusaurus\.config\.[cm]?[jt]s$/u.test(name))) return;
  throw new UsageError(
    'Unexpected absence of `docusaurus.config.ts`, expected it beside gait.config.yaml',
    'Run it in the folder of the site, or name that folder with --root.',
  );
}
