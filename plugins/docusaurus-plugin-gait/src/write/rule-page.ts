import type { z } from 'zod';
import type { NotOkExample, Rule, RuleExample, RuleMeta } from '../rules/rule.ts';
import { toJsonSchema } from './json-schema.ts';
import { toMarkdownCode, toMarkdownFence, toMarkdownTable, toMarkdownText } from './markdown.ts';

/** The page of a rule in the guide, in Markdown with front matter: what it asks, why, both kinds of examples, options, how to turn it off. */
export function toRulePage({ meta }: Rule): string {
  return [
    `---\ntitle: ${meta.code}\nsidebar_label: ${meta.code}\n---\n`,
    `${meta.summary}\n`,
    `Severity: **${meta.severity}**, unless the configuration says otherwise.\n`,
    `## Why\n\n${meta.why}\n`,
    ...toSection('Wrong', [...meta.notOk.filter(isShown).map(toNotOk), ...toHidden(meta.notOk)]),
    ...toSection('Right', meta.ok.filter(isShown).map(toExample)),
    ...toOptions(meta),
    toSettings(meta),
  ].join('\n');
}

/** The page that lists all rules, each with a link to its own. */
export function toRuleIndex(rules: readonly Rule[]): string {
  const rows = rules.map(({ meta }) => [
    `[\`${meta.code}\`](./${meta.code}.md)`,
    meta.severity,
    meta.summary.replaceAll('|', '\\|'),
  ]);
  return `---
title: Rules
sidebar_label: All rules
sidebar_position: 101
---

What \`npx gait validate\` asks, in alphabetical order. Each page says why, shows both kinds of examples and tells how to change the rule.

${toMarkdownTable(['Rule', 'Severity', 'What it asks'], rows)}`;
}

function isShown(example: RuleExample): boolean {
  return example.hidden !== true;
}

function toSection(title: string, examples: string[]): string[] {
  return examples.length === 0 ? [] : [`## ${title}\n`, ...examples];
}

function toNotOk(example: NotOkExample): string {
  const told = example.expected.map((line) => `- ${toMessage(line)}\n`);
  return `${toExample(example)}\nGait says:\n\n${told.join('')}`;
}

/** Bytes that would not show, or would do harm, are named alone. */
function toHidden(examples: NotOkExample[]): string[] {
  const hidden = examples.filter((example) => !isShown(example));
  if (hidden.length === 0) return [];
  const rows = hidden.flatMap(({ name, expected }) =>
    expected.map((line) => `- ${toSentence(name)}: ${toMessage(line)}\n`),
  );
  return [`${hidden.length === examples.length ? '' : 'Also:\n\n'}${rows.join('')}`];
}

function toExample(example: RuleExample): string {
  const { name, files, before = {}, configuration, symlinks = [], addedBy = {}, asOf } = example;
  return [
    `### ${toSentence(name)}\n`,
    ...(asOf ? [`On ${asOf}.\n`] : []),
    ...(configuration ? [toFile('gait.config.yaml', configuration, 'the part that matters')] : []),
    ...Object.entries(before).map(([path, text]) => toFile(path, text, 'at the base revision')),
    ...Object.entries(files).map(([path, text]) =>
      symlinks.includes(path)
        ? `\`${path}\`, a symbolic link to \`${toText(text)}\`.\n`
        : toFile(path, toText(text), Object.hasOwn(before, path) ? 'now' : undefined),
    ),
    ...Object.entries(addedBy).map(([path, { email }]) => `The commit that added \`${path}\` is by \`${email}\`.\n`),
  ].join('\n');
}

function toFile(path: string, text: string, note?: string): string {
  const language = path.endsWith('.md') || path.endsWith('.mdx') ? 'markdown' : path.endsWith('.yaml') ? 'yaml' : '';
  return `\`${path}\`${note ? `, ${note}` : ''}:\n\n${toMarkdownFence(text, language)}\n`;
}

function toText(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : `${content.length} bytes`;
}

function toSentence(name: string): string {
  return toMarkdownText(name.charAt(0).toUpperCase() + name.slice(1));
}

/** A message as Markdown: what stands in back-ticks is code, the rest is text. */
function toMessage(line: string): string {
  return line
    .split(/(`[^`]*`)/u)
    .map((part) => (/^`.+`$/u.test(part) ? toMarkdownCode(part.slice(1, -1)) : toProse(part)))
    .join('');
}

/** Escapes text between spans of code, and keeps the spaces that part it from them. */
function toProse(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text) ?? [];
  return inner === '' ? before : `${before}${toMarkdownText(inner)}${after}`;
}

function toOptions({ options }: RuleMeta): string[] {
  if (!options) return [];
  const { properties = {} } = toJsonSchema(options);
  const rows = Object.entries(properties).map(([name, { type, default: preset, description = '' }]) => [
    `\`${name}\``,
    type === 'array' ? 'list' : String(type ?? ''),
    toPreset(preset),
    description.replaceAll('|', '\\|'),
  ]);
  return ['## Options\n', toMarkdownTable(['Option', 'Type', 'Default', 'Meaning'], rows)];
}

function toPreset(preset: unknown): string {
  if (preset === undefined) return '';
  return (Array.isArray(preset) ? preset : [preset]).map((one) => toMarkdownCode(String(one))).join(', ');
}

function toSettings({ code, severity, options, notOk }: RuleMeta): string {
  const other = severity === 'error' ? 'warning' : 'error';
  const setting = options ? toSetting(options) : undefined;
  const file = Object.keys(notOk[0]?.files ?? {})[0] ?? 'docs/sops/rotate-key.md';
  return `## Change it

In \`gait.config.yaml\`, another severity (\`error\`, \`warning\`, \`info\` or \`'off'\`)${setting ? ', with options' : ''}:

\`\`\`yaml
rules:
  ${code}: ${setting ? `[${other}, ${setting}]` : other}
\`\`\`

Not for one file; the reason stands in the report:

\`\`\`yaml
disable:
  - rule: ${code}
    file: ${file}
    reason: Say why it does not hold here.
\`\`\`
`;
}

/** The first option set to the first of its defaults, as YAML. */
function toSetting(options: z.ZodType): string | undefined {
  const [entry] = Object.entries(toJsonSchema(options).properties ?? {});
  if (!entry) return undefined;
  const [name, { default: preset }] = entry;
  return `{ ${name}: ${Array.isArray(preset) ? `['${String(preset[0] ?? '')}']` : String(preset)} }`;
}
