import { splitReference } from '../model/check-reference.ts';
import { getCommandNames } from './command-names.ts';
import type { AlertData } from './pages/alert.ts';
import type { AutomationData } from './pages/automation.ts';
import type { CheckData } from './pages/check.ts';
import type { ControlData } from './pages/control.ts';
import { getHtmlText } from './pages/html.ts';
import type { Page } from './pages/page.ts';
import type { SopPageData } from './pages/sop.ts';

/** What results can be narrowed down by, in the order in which they are offered. */
export const SEARCH_FILTERS = ['kind', 'area', 'maturity', 'owner', 'control', 'alert', 'command'] as const;

/** A name of a filter. */
export type SearchFilter = (typeof SEARCH_FILTERS)[number];

/** One page as the search knows it. `path` is below the base URL; `content` is plain text, words in the order of the page. */
export interface SearchRecord {
  path: string;
  title: string;
  content: string;
  filters: Partial<Record<SearchFilter, string[]>>;
  /** What a result shows beside its title. */
  meta: { kind: string; maturity?: string; status?: string; area?: string };
}

/** Tool and name of the checks whose failing leads to each SOP, by its id: apart, because each by itself is looked for. */
export type ChecksBySop = ReadonlyMap<string, readonly string[]>;

/**
 * Turns a page into what can be searched: SOPs with their commands, controls, checks and alerts, so that a pasted error message, command
 * or check id finds them; and the pages of those themselves. Undefined for other kinds, which only list what these say.
 */
export function toSearchRecord(page: Page, checks: ChecksBySop): SearchRecord | undefined {
  switch (page.kind) {
    case 'sop':
      return toSopRecord(page as Page<'sop', SopPageData>, checks);
    case 'control': {
      const { reference, statement, checks: rows, area } = page.data as ControlData;
      const words = [page.description, reference, statement, ...rows.map((row) => toWords(`${row.tool}:${row.title}`))];
      return toRecord(page, 'Control', words, { control: [reference], ...(area && { area: [area.title] }) });
    }
    case 'check': {
      const { reference, tool, controls } = page.data as CheckData;
      return toRecord(
        page,
        'Check',
        [tool, toWords(reference), page.description, ...controls.map(({ title }) => title)],
        {},
      );
    }
    case 'alert': {
      const { reference, sops } = page.data as AlertData;
      return toRecord(page, 'Alert', [toWords(reference), ...sops.map((sop) => sop.trigger)], {
        alert: [reference],
      });
    }
    case 'automation': {
      const { name } = page.data as AutomationData;
      return toRecord(page, 'Automation', [name, page.description], {});
    }
    default:
      return undefined;
  }
}

/** Reads the pages of checks for {@link toSearchRecord}; other kinds are passed over. */
export function getChecksBySop(pages: readonly Page[]): ChecksBySop {
  const checks = new Map<string, string[]>();
  for (const page of pages) {
    if (page.kind !== 'check') continue;
    const { reference, sops } = page.data as CheckData;
    for (const { id } of sops) checks.set(id, [...(checks.get(id) ?? []), toWords(reference)]);
  }
  return checks;
}

/**
 * A check or an alert with its tool, as SOPs and catalogues write it, and without, as the tool's own reports do: the index knows what a
 * word begins with, not how it ends.
 */
function toWords(reference: string): string {
  return `${reference} ${splitReference(reference).name}`;
}

function toSopRecord(page: Page<'sop', SopPageData>, checks: ChecksBySop): SearchRecord {
  const { data, html } = page;
  const { effective } = data.evidence;
  const words = [
    data.description,
    data.trigger,
    ...Object.values(html).map(getHtmlText),
    ...data.alerts.map(({ title }) => toWords(title)),
    ...data.controls.flatMap(({ reference, title }) => [reference, title]),
    ...(checks.get(data.id) ?? []),
    ...data.variables.map(({ name, description }) => `${name} ${description}`),
    data.id,
  ];
  const record = toRecord(page, 'SOP', words, {
    ...(data.area && { area: [data.area.title] }),
    maturity: [effective],
    ...(data.owner && { owner: [data.owner.title] }),
    control: data.controls.map(({ reference }) => reference),
    alert: data.alerts.map(({ title }) => title),
    command: getCommands(page),
  });
  const { status } = data;
  return {
    ...record,
    meta: {
      kind: 'SOP',
      maturity: effective,
      ...(status !== 'active' && { status }),
      ...(data.area && { area: data.area.title }),
    },
  };
}

/** Names of the commands on an SOP's page, as they come. */
function getCommands({ data: { body }, html }: Page<'sop', SopPageData>): string[] {
  const blocks = [...(body?.steps ?? []), ...(body?.sections ?? [])].flatMap((one) => one.blocks);
  const names = blocks.flatMap((block) =>
    block.kind === 'code' && block.isCommand
      ? getCommandNames(getHtmlText(html[block.html] ?? ''), block.language)
      : [],
  );
  return [...new Set(names)];
}

function toRecord(
  page: Page,
  kind: string,
  words: readonly (string | undefined)[],
  filters: SearchRecord['filters'],
): SearchRecord {
  const content = words
    .filter((word) => word !== undefined && word !== '')
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return { path: page.path, title: page.title, content, filters: { kind: [kind], ...filters }, meta: { kind } };
}
