import type { FrameworkCoverage } from '../coverage.ts';
import type { Segment } from '../chart.ts';
import { getCoverageSegments } from './home.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { PATHS, getFrameworkPath } from './paths.ts';
import type { PageLink } from './references.ts';

/** One framework of the list. */
export interface FrameworkRow extends PageLink {
  key: string;
  version: string;
  counts: FrameworkCoverage['counts'];
  segments: Segment[];
}

/** What the list of frameworks shows. */
export interface ControlsData {
  frameworks: FrameworkRow[];
}

/** The list of all frameworks. */
export function toControlsPage(context: PageContext, coverage: FrameworkCoverage[]): Page<'controls', ControlsData> {
  return {
    kind: 'controls',
    path: PATHS.controls,
    title: 'Controls',
    description: 'The published standards that our SOPs serve, and how much of each is covered.',
    html: {},
    sources: [...context.base.frameworks.values()].map((framework) => framework.file.path),
    data: { frameworks: coverage.map(toFrameworkRow) },
  };
}

/** One framework with its counts and their bar. */
export function toFrameworkRow({ key, title, version, counts }: FrameworkCoverage): FrameworkRow {
  return { key, title, version, counts, path: getFrameworkPath(key), segments: getCoverageSegments(counts) };
}
