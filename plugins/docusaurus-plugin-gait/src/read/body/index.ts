import type { Nodes, RootContent } from 'mdast';
import type { Fence, Heading, Section, SopBody } from '../../model/body.ts';
import { DIAGRAM_LANGUAGE, type DiagramUse } from '../../model/diagram.ts';
import type { Point } from '../../model/diagnostic.ts';
import type { PageBody, SyntaxProblem } from '../../model/document.ts';
import { toDiagramUse } from '../diagram/use.ts';
import { getCarriedOut } from './carried-out.ts';
import { createCollector } from './collect.ts';
import { readHeadings } from './headings.ts';
import { readMarkdown } from './markdown.ts';
import { createBodySource, type BodySource } from './places.ts';
import { readProcedure } from './procedure.ts';
import { splitSections, type Part, type SectionTitles } from './sections.ts';
import { isSilent } from './silent.ts';
import { readSteps } from './steps.ts';
import { readFenceVariables } from './variables.ts';

/** The body of a file: Markdown after the front matter. */
export interface BodyInput {
  text: string;
  /** Where it starts in its file. */
  start: Point;
}

/** What a body says, or the one reason why it cannot be read. */
export type ReadBody<B> = { body: B; problem?: undefined } | { body?: undefined; problem: SyntaxProblem };

/** Reads the body of an SOP: sections, steps, commands, gates, links and variables, each with its place in the file. */
export function parseSopBody(input: BodyInput & { titles?: SectionTitles }): ReadBody<SopBody> {
  const source = createBodySource(input.text, input.start);
  const { root, problem } = readMarkdown(source);
  if (problem) return { problem };
  const headings = readHeadings(root, source);
  const parts = splitSections(root, source, input.titles ?? {});
  const collector = createCollector(source);
  const used = new Set([...headings.values()].map((heading) => heading.slug));
  const { items, strayBlocks } = readProcedure(getNodes(parts, 'procedure'), source);
  const steps = readSteps({ items, source, collector, used });
  const isStep = new Set<Nodes>(items);
  for (const { heading, key, nodes } of parts) {
    if (heading) collector.collect([heading]);
    collector.collect(nodes, { section: key, without: isStep });
  }
  const { fences, links, images, html, directives } = collector.finish();
  const variables = fences.map((fence) => readFenceVariables(fence, source));
  return {
    body: {
      sections: parts.flatMap((part) => toSection(part, headings)),
      headings: [...headings.values()],
      steps,
      strayBlocks,
      fences,
      links,
      images,
      variables: variables.flatMap((one) => one.uses),
      assigned: [...new Set(variables.flatMap((one) => one.assigned))],
      directives,
      html,
      anchors: [...used],
      diagrams: getDiagrams(fences, source),
      verification: getCarriedOut(getNodes(parts, 'verification'), source),
      rollback: getCarriedOut(getNodes(parts, 'rollback'), source),
    },
  };
}

/** Reads the body of a standards or guide page: enough to check its links and what must not be in it. */
export function parsePageBody(input: BodyInput): ReadBody<PageBody> {
  const source = createBodySource(input.text, input.start);
  const { root, problem } = readMarkdown(source);
  if (problem) return { problem };
  const headings = [...readHeadings(root, source).values()];
  const collector = createCollector(source);
  collector.collect(root.children);
  const { fences, links, images, html, directives } = collector.finish();
  const anchors = headings.map((heading) => heading.slug);
  const diagrams = getDiagrams(fences, source);
  return { body: { headings, links, images, html, directives, anchors, diagrams } };
}

function getDiagrams(fences: readonly Fence[], source: BodySource): DiagramUse[] {
  return fences.filter(({ language }) => language === DIAGRAM_LANGUAGE).map((fence) => toDiagramUse(fence, source));
}

function getNodes(parts: readonly Part[], key: Part['key']): RootContent[] {
  return parts.filter((part) => part.key === key).flatMap((part) => part.nodes);
}

function toSection({ heading, key, nodes }: Part, headings: Map<Nodes, Heading>): Section[] {
  const found = heading && headings.get(heading);
  if (!found || found.depth !== 2) return [];
  const isEmpty = nodes.every((node) => isSilent(node) || node.type === 'heading');
  return [{ key, title: found.text, slug: found.slug, place: found.place, isEmpty }];
}
