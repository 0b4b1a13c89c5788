import { type Verdict, type StatusCounts, getCheckVerdict } from '../../model/check-status.ts';
import { compareText } from '../../model/diagnostic.ts';
import { type Finding, type Severity, getSeverityRank } from '../../model/finding.ts';
import { splitReference } from '../../model/check-reference.ts';

/** One check or alert in one region of one account, as one file says it. */
interface Cell {
  source: string;
  tool: string;
  account: string;
  region: string;
  /** Names the scan that it is of, and the place that it is about; one text for all cells that share it. */
  scan: string;
  place: string;
  kind: Finding['kind'];
  check: string;
  counts: StatusCounts;
  severity: Severity;
  title: string;
  time: string;
  resources: string[];
}

/** A file's word on one account by one tool. `at` is its newest finding, ISO 8601 UTC, or ''. */
export interface Scan {
  source: string;
  tool: string;
  account: string;
  at: string;
  findings: number;
}

/** A resource that fails, and its region, or ''. */
export interface FailingResource {
  id: string;
  region: string;
}

/** Failures of a check in one account. */
export interface FailingAccount {
  account: string;
  count: number;
  /** Some of the resources, sorted; `count` says how many there are. */
  resources: FailingResource[];
}

/** The same with all its Regions, sorted: for what an exception covers, and not shown. */
export interface FailingReach extends FailingAccount {
  regions: string[];
}

/** What all scans together say of a check or an alert. */
export interface CheckResult {
  reference: string;
  kind: Finding['kind'];
  tool: string;
  title: string;
  severity: Severity;
  verdict: Verdict;
  /** Current findings by status. */
  counts: StatusCounts;
  stale: number;
  /** Newest current finding; newest of all when none is current. */
  at: string;
  failing: FailingReach[];
}

/** Everything that findings files say, small enough to keep. */
export interface FindingsDigest {
  scans: Scan[];
  /** By reference, sorted. */
  checks: Map<string, CheckResult>;
}

/** How many findings are stale: too old, or replaced by a newer scan. They stand in no list of failing checks. */
export function countStale({ checks }: Pick<FindingsDigest, 'checks'>): number {
  return [...checks.values()].reduce((sum, { stale }) => sum + stale, 0);
}

/** Adds up findings one by one, in memory that grows with checks, accounts and regions but not with findings. */
export interface DigestBuilder {
  add(finding: Finding): void;
  /** @param staleBefore ISO date or time; older scans are stale. */
  finish(staleBefore?: string): FindingsDigest;
}

/** Resources that are kept of a check in a region. */
const MAX_RESOURCES = 20;

/** See {@link DigestBuilder}. */
export function createDigest(): DigestBuilder {
  /** By check, then by file, account and region. */
  const cells = new Map<string, Map<string, Cell>>();
  const share = createPool();

  function createCell({ source, kind, time, severity, title, ...finding }: Finding): Cell {
    const [tool, account, region] = [share(finding.tool), share(finding.account), share(finding.region)];
    return {
      ...{ source, tool, account, region, kind, severity, time, title: share(title), check: share(finding.check) },
      ...{ scan: share(`${source}\0${tool}\0${account}`), place: share(`${tool}\0${account}\0${region}`) },
      ...{ counts: {}, resources: [] },
    };
  }

  return {
    add(finding) {
      const { source, account, region, check, status, severity, resource } = finding;
      const ofCheck = cells.get(check) ?? new Map<string, Cell>();
      if (ofCheck.size === 0) cells.set(share(check), ofCheck);
      const where = `${source}\0${account}\0${region}`;
      let cell = ofCheck.get(where);
      if (!cell) ofCheck.set(share(where), (cell = createCell(finding)));
      cell.counts[status] = (cell.counts[status] ?? 0) + 1;
      if (getSeverityRank(severity) < getSeverityRank(cell.severity)) cell.severity = severity;
      if (finding.time > cell.time) cell.time = finding.time;
      if (status !== 'fail' || resource === '' || cell.resources.length >= MAX_RESOURCES) return;
      if (!cell.resources.includes(resource)) cell.resources.push(detach(resource));
    },
    finish: (staleBefore) =>
      toDigest(
        [...cells.values()].flatMap((ofCheck) => [...ofCheck.values()]),
        staleBefore,
      ),
  };
}

/** Gives one and the same copy of a text to all who ask: a large scan says the same few thousand texts over and over. */
function createPool(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    const copy = detach(text);
    texts.set(copy, copy);
    return copy;
  };
}

/** A copy that stands for itself: a piece of a larger text would keep all of that text in memory. */
function detach(text: string): string {
  return [...text].join('');
}

function toDigest(cells: Cell[], staleBefore: string | undefined): FindingsDigest {
  const scans = getScans(cells);
  const isCurrent = createCurrency(cells, scans, staleBefore);
  const groups = new Map<string, { current: Cell[]; stale: Cell[] }>();
  for (const cell of cells) {
    const group = groups.get(cell.check) ?? { current: [], stale: [] };
    groups.set(cell.check, group);
    group[isCurrent(cell) ? 'current' : 'stale'].push(cell);
  }
  const checks = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return { scans, checks: new Map(checks.map(([reference, group]) => [reference, toResult(reference, group)])) };
}

function getScans(cells: Cell[]): Scan[] {
  const scans = new Map<string, Scan>();
  for (const { source, tool, account, time, counts, scan: key } of cells) {
    const scan = scans.get(key) ?? { source, tool, account, at: '', findings: 0 };
    scans.set(key, scan);
    if (time > scan.at) scan.at = time;
    scan.findings += countAll(counts);
  }
  return [...scans].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, scan]) => scan);
}

/**
 * Tells whether a cell still holds. A scan is what one file says of one account by one tool; it speaks for the regions that it
 * names. In a region a scan is complete when it holds at least half as many checks as the largest there. What is older than the
 * newest complete scan is stale, and so is what a newer scan says of the same check: its resource may have been mended or removed.
 */
function createCurrency(cells: Cell[], scans: Scan[], staleBefore: string | undefined): (cell: Cell) => boolean {
  const times = new Map(scans.map((scan) => [`${scan.source}\0${scan.tool}\0${scan.account}`, scan.at]));
  const getTime = (cell: Cell): string => times.get(cell.scan) ?? '';
  const sizes = new Map<string, Map<string, { size: number; at: string }>>();
  /** By place, then by check. */
  const newest = new Map<string, Map<string, string>>();
  for (const cell of cells) {
    const { check, place } = cell;
    const inPlace = sizes.get(place) ?? new Map<string, { size: number; at: string }>();
    sizes.set(place, inPlace);
    const at = getTime(cell);
    inPlace.set(cell.source, { size: (inPlace.get(cell.source)?.size ?? 0) + 1, at });
    const ofPlace = newest.get(place) ?? new Map<string, string>();
    newest.set(place, ofPlace);
    if (at > (ofPlace.get(check) ?? '')) ofPlace.set(check, at);
  }
  const complete = new Map<string, string>();
  for (const [place, bySource] of sizes) {
    const all = [...bySource.values()];
    const largest = Math.max(...all.map((one) => one.size));
    complete.set(
      place,
      all.filter((one) => one.size * 2 >= largest).reduce((at, one) => (one.at > at ? one.at : at), ''),
    );
  }
  return (cell) => {
    const at = getTime(cell);
    // What does not say when it was found cannot be told to be old.
    if (at === '') return true;
    if (staleBefore !== undefined && at < staleBefore) return false;
    return at >= (complete.get(cell.place) ?? '') && at >= (newest.get(cell.place)?.get(cell.check) ?? '');
  };
}

function toResult(reference: string, { current, stale }: { current: Cell[]; stale: Cell[] }): CheckResult {
  const all = current.length > 0 ? current : stale;
  const counts: StatusCounts = {};
  for (const cell of current) {
    for (const [status, count] of Object.entries(cell.counts) as [Finding['status'], number][])
      counts[status] = (counts[status] ?? 0) + count;
  }
  const staleCount = stale.reduce((sum, cell) => sum + countAll(cell.counts), 0);
  const failing = new Map<string, FailingReach>();
  for (const { account, region, counts: own, resources } of current) {
    if (!own.fail) continue;
    const row = failing.get(account) ?? { account, count: 0, regions: [], resources: [] };
    failing.set(account, row);
    row.count += own.fail;
    row.regions = [...new Set([...row.regions, region])].sort(compareText);
    row.resources = [...row.resources, ...resources.map((id) => ({ id, region }))]
      .sort((a, b) => compareText(a.id, b.id) || compareText(a.region, b.region))
      .slice(0, MAX_RESOURCES);
  }
  return {
    reference,
    kind: all[0]?.kind ?? 'check',
    tool: splitReference(reference).tool,
    title: all.map((cell) => cell.title).find((title) => title !== '') ?? '',
    severity: all.reduce<Severity>(
      (worst, { severity }) => (getSeverityRank(severity) < getSeverityRank(worst) ? severity : worst),
      'unknown',
    ),
    verdict: getCheckVerdict(counts, staleCount),
    counts,
    stale: staleCount,
    at: all.reduce((newest, { time }) => (time > newest ? time : newest), ''),
    failing: [...failing.values()].sort((a, b) => b.count - a.count || (a.account < b.account ? -1 : 1)),
  };
}

function countAll(counts: StatusCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
