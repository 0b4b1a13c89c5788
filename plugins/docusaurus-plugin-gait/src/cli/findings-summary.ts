import path from 'node:path';
import { type Command, Option } from 'commander';
import { listFindingsFiles } from '../read/findings/disk.ts';
import { countStale, createDigest } from '../report/findings/digest.ts';
import { type ExcuseCheck, createExcuseCheck, getExcuses, getExcusesInForce } from '../report/findings/exceptions.ts';
import { getFindingsMap } from '../report/findings/map.ts';
import { type FindingsMap, getNeeds } from '../report/findings/needed.ts';
import { subtractDuration } from '../model/duration.ts';
import {
  type FindingsSummary,
  type SummaryRow,
  toSummaryJson,
  toSummaryMarkdown,
  toSummaryTable,
} from '../write/findings-summary.ts';
import { createColours } from './colours.ts';
import { readAndTell } from './findings-read.ts';
import type { Io } from './io.ts';
import { loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, parseCount } from './options.ts';

interface SummaryFlags extends CommonFlags {
  format: 'table' | 'json' | 'md';
  top: number;
}

/** `gait findings summary`: what fails where, and what to follow. */
export function addFindingsSummaryCommand(findings: Command, io: Io): void {
  const command = findings
    .command('summary')
    .description(
      'count findings by tool, account, status and severity; list failing checks, those without an SOP first',
    )
    .argument(
      '[files...]',
      'findings as Prowler, Security Hub, GuardDuty, Inspector, SARIF, Checkov or Trivy write them, or folders of them (default: the folder of findings)',
    )
    .addOption(new Option('--format <format>', 'form of the output').choices(['table', 'md', 'json']).default('table'))
    .addOption(new Option('--top <count>', 'failing checks to list').argParser(parseCount).default(20));
  addCommonOptions(command).action(async (files: string[], flags: SummaryFlags) => {
    const about = await readAbout(io, flags);
    const given = files.length > 0 ? (await Promise.all(files.map((one) => listGiven(io, one)))).flat() : about.files;
    const digest = createDigest();
    const rows = new Map<string, SummaryRow>();
    const counts: FindingsSummary['files'] = [];
    for (const file of given) {
      const { isComplete: _, ...count } = await readAndTell(io, toShown(io, file), (finding) => {
        digest.add(finding);
        const key = `${finding.tool}\0${finding.account}`;
        const row = rows.get(key) ?? {
          tool: finding.tool,
          account: finding.account,
          at: '',
          statuses: {},
          failing: {},
        };
        rows.set(key, row);
        row.statuses[finding.status] = (row.statuses[finding.status] ?? 0) + 1;
        if (finding.time > row.at) row.at = finding.time;
        if (finding.status === 'fail') row.failing[finding.severity] = (row.failing[finding.severity] ?? 0) + 1;
      });
      counts.push({ name: toShown(io, file), ...count });
    }
    const { checks } = digest.finish(about.staleBefore);
    const needs = getNeeds(checks.values(), about.map);
    const isExcused = (reference: string): boolean => {
      const result = checks.get(reference);
      return result !== undefined && about.isExcused(result);
    };
    const summary: FindingsSummary = {
      files: counts,
      rows: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
      needs: needs.slice(0, flags.top).map(({ sops, reference, severity, count }) => {
        return { reference, severity, count, sops: sops.map((sop) => sop.id), excused: isExcused(reference) };
      }),
      more: Math.max(0, needs.length - flags.top),
      stale: {
        findings: countStale({ checks }),
        before: about.staleBefore,
      },
    };
    const encode = {
      table: () => toSummaryTable(summary, createColours(io)),
      md: () => toSummaryMarkdown(summary),
      json: () => toSummaryJson(summary),
    };
    io.stdout.write(encode[flags.format]());
  });
}

/** What of the knowledge base is needed while findings are read, so that the rest takes no memory then. */
async function readAbout(
  io: Io,
  flags: SummaryFlags,
): Promise<{ files: string[]; staleBefore: string; map: FindingsMap; isExcused: ExcuseCheck }> {
  const { root, result } = await loadForCommand(io, { ...flags, threads: 1 });
  const { base } = result;
  const folder = path.join(root, base.configuration.paths.findings);
  return {
    files: (await listFindingsFiles(folder)).map((one) => path.join(folder, one)),
    staleBefore: subtractDuration(base.asOf, base.configuration.findings.stale_after),
    map: getFindingsMap(base),
    isExcused: createExcuseCheck(base, getExcusesInForce(getExcuses(base))),
  };
}

/** The files that an argument stands for: itself, or those of the folder that it is. */
async function listGiven(io: Io, given: string): Promise<string[]> {
  const names = await listFindingsFiles(path.resolve(io.cwd, given));
  return names.length === 0 ? [given] : names.map((name) => path.join(given, name));
}

/** A path as the user may write it: relative where it lies below the current folder. */
function toShown(io: Io, file: string): string {
  const relative = path.relative(io.cwd, path.resolve(io.cwd, file));
  return relative.startsWith('..') ? file : relative;
}
