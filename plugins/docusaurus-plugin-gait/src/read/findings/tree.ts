import { readCheckov } from './checkov.ts';
import { toProblem } from './entry.ts';
import { type Decision, MAX_DEPTH, MAX_ENTRY, type ValueKind, createJsonCutter } from './json-cut.ts';
import { getFormat, openEnvelope, readLoose } from './loose.ts';
import { parseEntry, parseText } from './parse.ts';
import { type SarifRun, createSarifRun, readSarif } from './sarif.ts';
import { type FindingsEvents, type PartReader, createTally } from './tally.ts';
import { TRIVY_LISTS, readTrivy } from './trivy.ts';
import { type Json, toTime } from './values.ts';

/** Lists that hold entries, by path. A list around everything has been taken off. */
const LISTS: ReadonlySet<string> = new Set([
  'Findings',
  'findings',
  'detail.findings',
  'runs[].results',
  'results.failed_checks',
  'results.passed_checks',
  'results.skipped_checks',
  ...Object.keys(TRIVY_LISTS).map((list) => `Results[].${list}`),
]);
/** What leads to those lists. */
const ENTERED: ReadonlySet<string> = new Set([
  ...LISTS,
  ...['detail', 'runs', 'runs[]', 'runs[].invocations', 'results', 'Results', 'Results[]'],
]);
/** Lists that an object may have alone: a run or a report without results has none, it is not unknown. */
const KNOWN: ReadonlySet<string> = new Set([...LISTS, 'runs', 'Results']);
/** Trivy leaves the list out when it found nothing. */
const ARTIFACT = 'ArtifactName';
const TOOL = 'runs[].tool';
const INVOCATION = 'runs[].invocations[]';
const RESULT = 'runs[].results[]';
/** Texts that say something of the entries after them. */
const EVENT = 'detail-type';
const TARGET = 'Results[].Target';
const CREATED = 'CreatedAt';
const TEXTS: ReadonlySet<string> = new Set([EVENT, TARGET, CREATED]);

/**
 * JSON of one value: a list of findings, an envelope, or one finding.
 * @param isEnvelope whether the root, or the first object in a list there, is an envelope around lists of findings.
 */
export function createTreeReader(source: string, events: FindingsEvents, isEnvelope: boolean): PartReader {
  const tally = createTally(source, events);
  /** Whether the envelope under way has a list of findings. */
  let isKnown = false;
  let run: SarifRun | undefined;
  let runTime = '';
  /** What the texts before an entry say, by path. */
  let texts: Partial<Record<string, string>> = {};
  /** Results that came before the tool that made them. */
  let waiting: { result: Json; offset: number }[] = [];

  function decide(path: string, kind: ValueKind): Decision {
    if (path === '' && kind === 'list') return 'enter';
    if (path === '' || path === '[]') {
      if (!isEnvelope || kind !== 'object') return 'take';
      isKnown = false;
      texts = {};
      return 'enter';
    }
    const inner = getInner(path);
    if (TEXTS.has(inner)) return kind === 'scalar' ? 'take' : 'skip';
    if (inner === 'detail' && isSingle(texts[EVENT])) return 'take';
    if (inner === TOOL || inner === INVOCATION || LISTS.has(inner.slice(0, -2))) return 'take';
    if (inner === ARTIFACT || (KNOWN.has(inner) && kind === 'list')) isKnown = true;
    return ENTERED.has(inner) ? 'enter' : 'skip';
  }

  function onEntry(path: string, bytes: Uint8Array, offset: number): void {
    const inner = getInner(path);
    if (TEXTS.has(inner)) {
      texts[inner] = parseText(bytes);
      return;
    }
    if (inner === 'detail') isKnown = true;
    const value = parseEntry(bytes);
    if (inner === TOOL || inner === INVOCATION) return readRunPart(inner, value, offset);
    if (typeof value === 'string') return tally.add({ problem: value }, '', offset);
    const list = /^results\.(.+)\[\]$/u.exec(inner)?.[1];
    if (list !== undefined) return tally.add(readCheckov(value, list), 'Checkov', offset);
    const [, found] = /^Results\[\]\.(.+)\[\]$/u.exec(inner) ?? [];
    if (found !== undefined) {
      const about = { target: texts[TARGET] ?? '', time: toTime(texts[CREATED]) };
      return tally.add(readTrivy(value, found, about), 'Trivy', offset);
    }
    if (inner === RESULT) {
      if (run) tally.add(readSarif(value, run), 'SARIF', offset);
      else waiting.push({ result: value, offset });
      return;
    }
    for (const one of openEnvelope(value)) tally.add(readLoose(one), getFormat(one), offset);
  }

  function readRunPart(part: string, value: Json | string, offset: number): void {
    if (typeof value === 'string') return tally.complain(`${value}, in \`${part}\``, offset);
    if (part === INVOCATION) runTime = toTime(value.endTimeUtc) || toTime(value.startTimeUtc);
    else setRun(createSarifRun(value));
    if (run) run.time = runTime;
  }

  function setRun(next: SarifRun): void {
    run = next;
    run.time = runTime;
    for (const { result, offset } of waiting) tally.add(readSarif(result, run), 'SARIF', offset);
    waiting = [];
  }

  const cutter = createJsonCutter({
    decide,
    onEntry,
    onLeave(path, offset) {
      if (getInner(path) === 'runs[]') {
        if (waiting.length > 0) setRun(createSarifRun({}));
        run = undefined;
        runTime = '';
      } else if (isEnvelope && !isKnown && (path === '' || path === '[]')) {
        tally.add(
          toProblem('object without findings', '`Findings`, `detail.findings`, `runs`, `results` or `Results`'),
          '',
          offset,
        );
        isKnown = true;
      }
    },
    onRefused(_path, offset, why) {
      const problem =
        why === 'large'
          ? toProblem(`entry of more than ${MAX_ENTRY} bytes`, 'a smaller one')
          : toProblem(`nesting of more than ${MAX_DEPTH} levels`, 'less');
      tally.add(problem, '', offset);
    },
  });

  return {
    push: (bytes) => cutter.push(bytes),
    end() {
      const end = cutter.end();
      if (end.kind === 'truncated')
        tally.complain('Unexpected end of the file within an entry or a list, expected all of it', end.offset);
      if (end.kind === 'broken')
        tally.complain('Unexpected syntax between entries, expected JSON: nothing from here on was read', end.offset);
      if (waiting.length > 0) setRun(createSarifRun({}));
      return tally.end(end.kind === 'complete');
    },
  };
}

/** True for an event that is itself one finding; those of Security Hub hold a list. */
function isSingle(event: string | undefined): boolean {
  return event !== undefined && !event.startsWith('Security Hub Findings');
}

/** A path without a list around everything. */
function getInner(path: string): string {
  return path.startsWith('[].') ? path.slice(3) : path;
}
