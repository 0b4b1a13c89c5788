import type { Command } from 'commander';
import type { Severity } from '../model/diagnostic.ts';
import { getSuggestion } from '../model/suggest.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { RULES } from '../rules/index.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { toExplanation, toRuleList } from '../write/explain.ts';
import { createColours } from './colours.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { readConfigurationIfAny } from './knowledge-base.ts';
import { toHelp } from './options.ts';
import { findRoot } from './root.ts';
import { createRuleUrls } from './rule-urls.ts';

/** `gait explain`: what a rule asks and why. */
export function addExplainCommand(program: Command, io: Io): void {
  program
    .command('explain')
    .description('say what a rule asks and why, with examples of both kinds; without a rule, list them all')
    .argument('[rule]', 'code of a rule, as messages name it: unknown-key')
    .option('--root <folder>', 'root of the knowledge base, for the severities that it sets')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait explain', 'list all rules with their severity here'],
          ['gait explain unknown-key', 'explain one'],
        ],
        exitCodes: [
          [0, 'explained'],
          [2, 'there is no such rule'],
        ],
      }),
    )
    .action(async (code: string | undefined, flags: { root?: string }) => {
      const root = findRoot(io, flags.root);
      const configuration = await readConfigurationIfAny(root);
      const colours = createColours(io);
      const metas = RULES.map((rule) => rule.meta).sort((a, b) => (a.code < b.code ? -1 : 1));
      if (code === undefined) {
        io.stdout.write(toRuleList(metas, (meta) => getSeverityHere(meta, configuration), colours.bold));
        return;
      }
      const meta = metas.find((one) => one.code === code);
      if (!meta) throw toUnknownRule(code, metas);
      const here = getSeverityHere(meta, configuration);
      const url = createRuleUrls(root, configuration)(code);
      io.stdout.write(toExplanation(meta, { here, url, colours, width: io.stdout.columns }));
    });
}

function getSeverityHere(meta: RuleMeta, configuration: Configuration | undefined): Severity | 'off' {
  const setting = configuration?.rules[meta.code];
  return (Array.isArray(setting) ? setting[0] : setting) ?? meta.severity;
}

function toUnknownRule(code: string, metas: RuleMeta[]): UsageError {
  const suggestion = getSuggestion(
    code,
    metas.map((meta) => meta.code),
  );
  const hint = suggestion ? `Did you mean \`${suggestion}\`?` : 'List all rules with `gait explain`.';
  return new UsageError(`Unexpected rule \`${code}\`, expected the code of a rule`, hint);
}
