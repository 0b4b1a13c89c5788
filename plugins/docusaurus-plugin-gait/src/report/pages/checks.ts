import { getKnownCheck, getPresentChecks, listFormerChecks, listKnownChecks } from '../../model/checks/known.ts';
import { compareText } from '../../model/diagnostic.ts';
import type { AlertNode, CheckNode, KnowledgeBase } from '../../model/knowledge-base.ts';
import { splitReference } from '../../model/check-reference.ts';
import { getToolTitle } from '../../model/tool-title.ts';
import type { StatusBook } from '../findings/status.ts';
import { toAlertPage, type AlertData } from './alert.ts';
import { type CheckData, type ServiceIndex, toCheckPage } from './check.ts';
import type { PageContext } from './context.ts';
import type { MovedData } from './moved.ts';
import type { Page } from './page.ts';
import { getCheckPath } from './paths.ts';

/**
 * Pages of every check that a catalogue names or that a tool of `known_checks` has, so that the link of a finding always ends
 * somewhere; an old name leads to the present one.
 */
export function toCheckPages(
  context: PageContext,
  book: StatusBook,
): (Page<'check', CheckData> | Page<'moved', MovedData>)[] {
  const { base } = context;
  const about = { services: getServices(base), book };
  const tools = base.configuration.known_checks;
  const unnamed = tools
    .flatMap(listKnownChecks)
    .filter(({ reference }) => !base.checks.has(reference))
    .map((known) => toCheckPage(context, toNode(known.reference), about));
  const former = tools
    .flatMap(listFormerChecks)
    .filter((reference) => !base.checks.has(reference))
    .map((reference) => toFormerPage(context, reference, about));
  return [...[...base.checks.values()].map((check) => toCheckPage(context, check, about)), ...unnamed, ...former];
}

/** Pages of every alert that an SOP answers or that the configuration knows. */
export function toAlertPages(context: PageContext, book: StatusBook): Page<'alert', AlertData>[] {
  const { alerts, configuration } = context.base;
  const unanswered = [...new Set(configuration.known_alerts)].filter((reference) => !alerts.has(reference)).sort();
  const nodes: AlertNode[] = [...alerts.values(), ...unanswered.map((reference) => ({ reference, sops: [] }))];
  return nodes.map((node) => toAlertPage(context, node, book));
}

/** One that became several has a page that names them, any other leads on at once. */
function toFormerPage(
  context: PageContext,
  reference: string,
  about: { services: ServiceIndex; book: StatusBook },
): Page<'check', CheckData> | Page<'moved', MovedData> {
  const { base } = context;
  const present = getPresentChecks(reference);
  const [only] = present;
  if (only === undefined || present.length > 1) {
    const sops = present.flatMap((one) => base.checks.get(one)?.sops ?? []);
    const node = { ...toNode(reference), sops: [...new Set(sops)].sort(compareText) };
    return toCheckPage(context, node, { ...about, successors: present });
  }
  const { tool, name: title } = splitReference(only);
  return {
    kind: 'moved',
    path: getCheckPath(reference),
    title,
    description: `This check of ${getToolTitle(tool)} is now called ${title}.`,
    html: {},
    sources: ['gait.config.yaml'],
    data: { words: 'This check is now called', title, path: getCheckPath(only) },
  };
}

function toNode(reference: string): CheckNode {
  return { reference, ...splitReference(reference), controls: [], sops: [] };
}

function getServices(base: KnowledgeBase): ServiceIndex {
  const services = new Map<string, Set<string>>();
  for (const { reference, sops } of base.checks.values()) {
    const service = getKnownCheck(reference)?.service;
    if (service === undefined || sops.length === 0) continue;
    const ids = services.get(service) ?? new Set();
    for (const id of sops) ids.add(id);
    services.set(service, ids);
  }
  return new Map([...services].map(([service, ids]) => [service, [...ids].sort(compareText)]));
}
