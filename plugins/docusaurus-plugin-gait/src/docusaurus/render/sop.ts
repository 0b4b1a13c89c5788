import type { ListItem, Nodes } from 'mdast';
import type { SopBody, Step } from '../../model/body.ts';
import type { Point } from '../../model/diagnostic.ts';
import { readHeadings } from '../../read/body/headings.ts';
import { readMarkdown } from '../../read/body/markdown.ts';
import { createBodySource } from '../../read/body/places.ts';
import { splitSections, type Part, type SectionTitles } from '../../read/body/sections.ts';
import { takeLastLines } from '../../read/body/step-lines.ts';
import type { RenderedSection, RenderedSop, RenderedStep } from '../../report/pages/page.ts';
import { createBlockWriter, type BlockWriter } from './blocks.ts';
import { withoutExplicitId } from './explicit-id.ts';
import { renderUnits } from './html.ts';

/** What {@link renderSop} gets: a body as it was read, and what it says. */
export interface SopSource {
  /** Path of the file. */
  path: string;
  /** Markdown after the front matter, and where it starts. */
  text: string;
  start: Point;
  titles: SectionTitles;
  body: SopBody;
}

/**
 * Renders the body of an SOP. Called right after the body was read, it finds the tree still there and parses nothing. Addresses of
 * other files stay pending (see `address.ts`).
 */
export function renderSop({ path, text, start, titles, body }: SopSource): RenderedSop | undefined {
  const source = createBodySource(text, start);
  const { root: tree } = readMarkdown(source);
  if (!tree) return undefined;
  const headings = readHeadings(tree, source);
  const headingIds = new Map([...headings].map(([node, heading]) => [node, heading.slug]));
  const writer = createBlockWriter(source);
  const [opening, ...parts] = splitSections(tree, source, titles);
  const procedure = parts.find((part) => part.key === 'procedure' && part.nodes.some(isStepList));
  const sections = parts.flatMap((part) => (part === procedure ? [] : [toSection(part)]));
  const procedureAt = procedure ? parts.indexOf(procedure) : sections.length;
  const steps = procedure ? renderSteps({ nodes: procedure.nodes, body, writer }) : [];
  // Text before the first heading is shown with what follows it.
  sections[0]?.blocks.unshift(...writer.toBlocks(opening?.nodes ?? []));
  const names = [...writer.units.keys()];
  const { html, footnotes } = renderUnits({ path, tree, units: [...writer.units.values()], headingIds });
  const all = { ...writer.code, ...Object.fromEntries(names.map((name, index) => [name, html[index] ?? ''])) };
  if (footnotes !== undefined) {
    all.notes = footnotes;
    sections.at(-1)?.blocks.push({ kind: 'prose', html: 'notes' });
  }
  const procedureHeading = procedure?.heading && headings.get(procedure.heading);
  return {
    sections,
    procedureAt,
    procedureTitle: procedureHeading?.text ?? 'Procedure',
    procedureSlug: procedureHeading?.slug,
    steps,
    html: all,
  };

  function toSection({ heading, key, nodes }: Part): RenderedSection {
    const found = heading && headings.get(heading);
    return { key, title: found?.text ?? '', slug: found?.slug ?? '', blocks: writer.toBlocks(nodes) };
  }
}

/** Items of the ordered lists are the steps; what stands between them, which is an error, is shown with the step before. */
function renderSteps(input: { nodes: readonly Nodes[]; body: SopBody; writer: BlockWriter }): RenderedStep[] {
  const { nodes, body, writer } = input;
  const steps: RenderedStep[] = [];
  let early: RenderedStep['blocks'] = [];
  for (const node of nodes) {
    if (node.type !== 'list' || !node.ordered) {
      const stray = writer.toBlocks([node]);
      if (steps.length > 0) steps.at(-1)?.blocks.push(...stray);
      else early.push(...stray);
      continue;
    }
    for (const item of node.children) {
      const step = body.steps[steps.length];
      if (!step) continue;
      const rendered = renderStep({ item, step, body, writer });
      steps.push({ ...rendered, blocks: [...early, ...rendered.blocks] });
      early = [];
    }
  }
  return steps;
}

function renderStep(input: { item: ListItem; step: Step; body: SopBody; writer: BlockWriter }): RenderedStep {
  const { item, step, body, writer } = input;
  const [first, ...others] = takeLastLines(item.children).rest;
  const isTitle = first?.type === 'paragraph';
  const title: Nodes[] = isTitle
    ? step.hasExplicitId
      ? withoutExplicitId(first.children)
      : first.children
    : [{ type: 'text', value: step.title || `Step ${step.number}` }];
  return {
    id: step.id,
    number: step.number,
    title: step.title,
    titleHtml: writer.addUnit(title),
    blocks: writer.toBlocks(isTitle || first === undefined ? others : [first, ...others]),
    wait: step.wait,
    onFailure: toBranch(step, body),
  };
}

/** Where a step branches to; a target that is not there is an error of its own. */
function toBranch({ onFailure }: Step, { steps, headings }: SopBody): RenderedStep['onFailure'] {
  if (onFailure === undefined) return undefined;
  const heading = headings.find((one) => one.slug === onFailure);
  const step = steps.find((one) => one.id === onFailure);
  const title = heading?.text ?? (step && `step ${step.number}`);
  return title === undefined ? undefined : { anchor: onFailure, title };
}

function isStepList(node: Nodes): boolean {
  return node.type === 'list' && node.ordered === true;
}
