import type { z } from 'zod';
import type { Severity } from '../model/diagnostic.ts';
import type { NotOkExample, RuleExample, RuleMeta } from '../rules/rule.ts';
import { type Colours, PLAIN } from './colours.ts';
import { toFrame } from './frame.ts';
import { toJsonSchema } from './json-schema.ts';
import { toTable } from './table.ts';
import { toVisible, toVisibleLine } from './visible.ts';
import { getWidth } from './width.ts';

/** What an explanation knows besides the rule. `here`: the severity that the configuration gives it. */
export interface ExplainOptions {
  here?: Severity | 'off';
  url?: string;
  colours?: Colours;
  width?: number;
}

/** A rule for a person at a terminal: what it asks and why, its options, and examples of both kinds. */
export function toExplanation(meta: RuleMeta, options: ExplainOptions = {}): string {
  const { here, url, colours = PLAIN, width = 100 } = options;
  const prose = Math.min(width, 100);
  const severity =
    here !== undefined && here !== meta.severity ? `${here} here, ${meta.severity} by default` : meta.severity;
  const blocks = [
    `${colours.bold(meta.code)}  ${severity}\n${toVisible(meta.summary)}`,
    toWrapped(toVisible(meta.why), prose),
    ...(meta.options ? [`${colours.bold('Options')}\n${indent(toOptions(meta.options, colours, prose - 4))}`] : []),
    ...meta.notOk.filter((one) => !one.hidden).map((one) => toNotOk(one, colours, width)),
    ...meta.ok.filter((one) => !one.hidden).map((one) => toOk(one, colours)),
    ...(url ? [colours.dim(url)] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** All rules with what they ask, one a line. */
export function toRuleList(
  rules: readonly RuleMeta[],
  getSeverity: (meta: RuleMeta) => string,
  bold?: (text: string) => string,
): string {
  const rows = rules.map((meta) => [meta.code, getSeverity(meta), meta.summary]);
  return toTable({ header: ['Rule', 'Severity', 'What it asks'], rows, bold });
}

function toOptions(schema: z.ZodType, colours: Colours, width: number): string {
  const { properties = {} } = toJsonSchema(schema);
  return Object.entries(properties)
    .map(([name, { default: preset, description = '' }]) => {
      const values = Array.isArray(preset) ? preset.map(String).join(', ') : JSON.stringify(preset);
      const lines = [description, ...(preset === undefined ? [] : [`Default: ${values}`])];
      return `${colours.cyan(name)}\n${indent(lines.map((line) => toWrapped(line, width)).join('\n'))}`;
    })
    .join('\n');
}

function toNotOk(example: NotOkExample, colours: Colours, width: number): string {
  const found = example.expected.map((one) => {
    const [, file = '', line, column, message = ''] = /^(.*?)(?::(\d+):(\d+))?: (.*)$/u.exec(one) ?? [];
    const text = example.files[file];
    const head = `${colours.cyan(toVisibleLine(file) + (line ? `:${line}:${column}` : ''))}  ${toVisibleLine(message)}`;
    if (!line || typeof text !== 'string') return head;
    const point = { line: Number(line), column: Number(column), offset: 0 };
    const frame = toFrame({
      text,
      place: { start: point, end: point },
      width: Math.max(40, width - 14),
      mark: colours.red,
      dim: colours.dim,
    });
    return [head, ...frame.map((one) => `  ${one}`)].join('\n');
  });
  return `${colours.bold('Wrong')}  ${toVisibleLine(example.name)}\n${indent(found.join('\n'))}`;
}

function toOk(example: RuleExample, colours: Colours): string {
  const files = Object.entries(example.files).map(([file, text]) => {
    const lines = typeof text === 'string' ? toVisible(text).trimEnd().split('\n') : [`${text.length} bytes`];
    return [colours.cyan(toVisibleLine(file)), ...lines.map((line) => `${colours.dim('│')} ${line}`.trimEnd())].join(
      '\n',
    );
  });
  return `${colours.bold('Right')}  ${toVisibleLine(example.name)}\n${indent(files.join('\n'))}`;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}

/** Wraps prose at spaces; paragraphs stay apart. */
function toWrapped(text: string, width: number): string {
  return text
    .trim()
    .split(/\n\s*\n/u)
    .map((paragraph) => {
      const lines = [''];
      for (const word of paragraph.split(/\s+/u)) {
        const last = lines.length - 1;
        const line = lines[last] ?? '';
        if (line === '') lines[last] = word;
        else if (getWidth(line) + 1 + getWidth(word) <= width) lines[last] = `${line} ${word}`;
        else lines.push(word);
      }
      return lines.join('\n');
    })
    .join('\n\n');
}
