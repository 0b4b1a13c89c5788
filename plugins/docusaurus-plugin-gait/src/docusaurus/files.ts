import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addDuration } from '../model/duration.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { getFindingsMap } from '../report/findings/map.ts';
import { getFeed, type Promotion } from '../report/feed.ts';
import { FINDINGS_MAP_PATH } from '../report/pages/findings.ts';
import { getDocPath, getSopPath, PATHS } from '../report/pages/paths.ts';
import type { Change } from '../report/recent.ts';
import { getScheduleReport } from '../report/schedule.ts';
import { toAtom } from '../write/atom.ts';
import { getCalendarDays } from '../report/calendar.ts';
import { toICalendar } from '../write/icalendar.ts';

/** What the files beside the pages are made of. */
export interface FilesInput {
  base: KnowledgeBase;
  changed: ReadonlyMap<string, Change>;
  promotions: readonly Promotion[];
  /** Address of the site with its base URL: `https://sops.example.org/handbook/`. */
  site: string;
}

/** Files beside the pages, by path: the schedule as a calendar for a year ahead, the feed, and what joins findings to SOPs. */
export function createFiles({ base, changed, promotions, site }: FilesInput): Map<string, string> {
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
