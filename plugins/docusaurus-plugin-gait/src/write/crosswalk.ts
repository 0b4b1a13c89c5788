import type { CrosswalkRow, Mapping } from '../model/crosswalk.ts';
import { toCrosswalkYaml } from './catalogue.ts';
import { PLAIN, type Colours } from './colours.ts';
import { toCsv } from './csv.ts';
import { toMarkdownCode, toMarkdownTable, toMarkdownText } from './markdown.ts';
import { toTable } from './table.ts';
import { toVisibleLine } from './visible.ts';

/** What encoders of a mapping know besides it: titles of controls by reference, `cis-aws@5.0.0#1.4`. */
export interface CrosswalkContext {
  titles: ReadonlyMap<string, string>;
  colours?: Colours;
}

const HEADER = ['From', 'To', 'Relation', 'Title'];

/** A mapping for a terminal: counts, then one line for each row. */
export function toMappingTable(mapping: Mapping, { titles, colours = PLAIN }: CrosswalkContext): string {
  const head = `${colours.bold(`${toVisibleLine(mapping.from)} → ${toVisibleLine(mapping.to)}`)}${toVia(mapping)}: ${toCounts(mapping.rows)}\n`;
  const rows = mapping.rows.map((row) => toCells(row, mapping, titles));
  return `${head}\n${toTable({ header: HEADER, rows, bold: colours.bold })}`;
}

/** A mapping as Markdown. */
export function toMappingMarkdown(mapping: Mapping, { titles }: CrosswalkContext): string {
  const rows = mapping.rows.map((row) => toCells(row, mapping, titles).map(toMarkdownText));
  const head = `${toMarkdownCode(mapping.from)} → ${toMarkdownCode(mapping.to)}${toMarkdownText(toVia(mapping))}: ${toCounts(mapping.rows)}\n`;
  return `${head}\n${toMarkdownTable(HEADER, rows)}`;
}

/** A mapping as CSV: one row for each row of it, with whole references. */
export function toMappingCsv(mapping: Mapping, { titles }: CrosswalkContext): string {
  const rows = mapping.rows.map((row) => {
    const toReferences = (key: string, ids: readonly string[]): string => ids.map((id) => `${key}#${id}`).join(' ');
    return [
      toReferences(mapping.from, row.from),
      toReferences(mapping.to, row.to),
      row.relation,
      getTitle(row, mapping, titles),
    ];
  });
  return toCsv(['from', 'to', 'relation', 'title'], rows);
}

/** A mapping as JSON, versioned. */
export function toMappingJson(mapping: Mapping, { titles }: CrosswalkContext): string {
  const { from, to, via, rows } = mapping;
  const map = rows.map((row) => ({ ...row, title: getTitle(row, mapping, titles) }));
  return `${JSON.stringify({ schema: 1, from, to, via, map }, undefined, 2)}\n`;
}

/** A mapping as a crosswalk file. */
export function toMappingYaml({ from, to, rows }: Mapping): string {
  return toCrosswalkYaml({ schema: 1, from, to, map: rows });
}

function toCells(row: CrosswalkRow, mapping: Mapping, titles: CrosswalkContext['titles']): string[] {
  return [row.from.join(' ') || '–', row.to.join(' ') || '–', row.relation, getTitle(row, mapping, titles) ?? ''];
}

/** The title on the right, where there is one: that is what holds from now on. */
function getTitle(row: CrosswalkRow, { from, to }: Mapping, titles: CrosswalkContext['titles']): string | undefined {
  const [after] = row.to;
  const [before] = row.from;
  return (
    (after === undefined ? undefined : titles.get(`${to}#${after}`)) ??
    (before === undefined ? undefined : titles.get(`${from}#${before}`))
  );
}

function toVia({ via }: Mapping): string {
  return via.length === 0 ? '' : ` by way of ${via.map(toVisibleLine).join(', ')}`;
}

function toCounts(rows: readonly CrosswalkRow[]): string {
  const relations = ['same', 'changed', 'split', 'merged', 'dropped', 'new'] as const;
  const counts = relations.map((relation) => ({
    relation,
    count: rows.filter((row) => row.relation === relation).length,
  }));
  return (
    counts
      .filter(({ count }) => count > 0)
      .map(({ relation, count }) => `${count} ${relation}`)
      .join(', ') || 'nothing'
  );
}
