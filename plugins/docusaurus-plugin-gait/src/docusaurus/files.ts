import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addDuration } from '../model/duration.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { ApiControls } from '../model/schema/api-controls.ts';
import { ApiSops } from '../model/schema/api-sops.ts';
import { Coverage } from '../model/schema/coverage.ts';
import { getApiControls } from '../report/api/controls.ts';
import { getApiSops } from '../report/api/sops.ts';
import { getCoverageReport } from '../report/coverage.ts';
import { getCoverageData } from '../report/coverage-data.ts';
import type { FindingsDigest } from '../report/findings/digest.ts';
import { getFindingsMap } from '../report/findings/map.ts';
import { createStatusBook } from '../report/findings/status.ts';
import { getFeed, type Promotion } from '../report/feed.ts';
import { FINDINGS_MAP_PATH } from '../report/pages/findings.ts';
import { getDocPath, getFrameworkPath, getSopPath, PATHS } from '../report/pages/paths.ts';
import type { Change } from '../report/recent.ts';
import { getScheduleReport } from '../report/schedule.ts';
import { toAtom } from '../write/atom.ts';
import { getCalendarDays } from '../report/calendar.ts';
import { toICalendar } from '../write/icalendar.ts';
import { toJsonSchema } from '../write/json-schema.ts';

/** What the files beside the pages are made of. */
export interface FilesInput {
  base: KnowledgeBase;
  changed: ReadonlyMap<string, Change>;
  promotions: readonly Promotion[];
  /** What findings files say; of it is published what `publish.findings` allows. */
  findings?: FindingsDigest;
  /** Address of the site with its base URL: `https://sops.example.org/handbook/`. */
  site: string;
}

/**
 * Files beside the pages, by path: the schedule as a calendar for a year ahead, the feed, what joins findings to SOPs, and the
 * knowledge base for other programs, each with its schema.
 */
export function createFiles({ base, changed, promotions, findings, site }: FilesInput): Map<string, string> {
  const { asOf, configuration } = base;
  const { title } = configuration;
  const toUrl = (pagePath: string): string => site + pagePath.slice(1);
  const schedule = getScheduleReport(base, { to: addDuration(asOf, '1 year') });
  const events = getCalendarDays(schedule, (kind, id) => {
    if (kind === 'sop') return toUrl(getSopPath(id));
    const standard = base.standards.get(id);
    return standard && toUrl(getDocPath(standard.file.path, configuration.paths.docs));
  });
  return new Map([
    ...createApi(base, findings, toUrl),
    [FINDINGS_MAP_PATH, JSON.stringify(getFindingsMap(base))],
    [PATHS.calendar.slice(1), toICalendar({ title: `${title}: schedule`, asOf, events })],
    [
      PATHS.feed.slice(1),
      toAtom({
        title,
        asOf,
        site,
        self: toUrl(PATHS.feed),
        entries: getFeed(base, { changed, promotions }),
        toUrl: (sop) => toUrl(getSopPath(sop)),
      }),
    ],
  ]);
}

/** Files of `/api/`, and the JSON schema of each beside it. Of findings, exceptions and people they hold what the pages may show. */
function createApi(
  base: KnowledgeBase,
  findings: FindingsDigest = { scans: [], checks: new Map() },
  toUrl: (pagePath: string) => string,
): [name: string, text: string][] {
  const book = createStatusBook(base, findings);
  const coverage = getCoverageData(getCoverageReport(base), { toUrl: (key) => toUrl(getFrameworkPath(key)) });
  const files = [
    { name: 'controls', format: 'api-controls', schema: ApiControls, content: getApiControls({ base, book, toUrl }) },
    { name: 'coverage', format: 'coverage', schema: Coverage, content: coverage },
    { name: 'sops', format: 'api-sops', schema: ApiSops, content: getApiSops({ base, toUrl }) },
  ];
  return files.flatMap(({ name, format, schema, content }) => [
    [`api/${name}.json`, `${JSON.stringify(content)}\n`],
    [`api/${name}.schema.json`, `${JSON.stringify(toJsonSchema(schema, format), null, 2)}\n`],
  ]);
}

/** Writes the files into a folder of their own, and gives their absolute paths by name. */
export async function writeFiles(files: ReadonlyMap<string, string>, folder: string): Promise<Map<string, string>> {
  await rm(folder, { recursive: true, force: true });
  const written = new Map<string, string>();
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    written.set(name, file);
  }
  return written;
}
