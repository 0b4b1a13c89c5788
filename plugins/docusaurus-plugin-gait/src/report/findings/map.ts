import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import { getMaturityRank } from '../../model/maturity.ts';
import { isActive } from '../areas.ts';
import { getAlertPath, getCheckPath } from '../pages/paths.ts';
import type { FindingsMap } from './needed.ts';

/** What checks and alerts lead to, for the lists of procedures needed now: here and in the browser. */
export function getFindingsMap(base: KnowledgeBase): FindingsMap {
  const sops = [...base.sops.values()].filter(isActive);
  const indexes = new Map(sops.map(({ id }, index) => [id, index]));
  const answers: FindingsMap['answers'] = {};
  const pages: FindingsMap['pages'] = {};
  const add = (reference: string, ids: string[], page: string): void => {
    answers[reference] = ids.flatMap((id) => indexes.get(id) ?? []).sort((a, b) => rankAt(b) - rankAt(a) || a - b);
    pages[reference] = page;
  };
  for (const { reference, sops: ids } of base.checks.values()) add(reference, ids, getCheckPath(reference));
  for (const { reference, sops: ids } of base.alerts.values()) add(reference, ids, getAlertPath(reference));
  return {
    schema: 1,
    sops: sops.map(({ id, title, maturity }) => ({ id, title, maturity: maturity.effective })),
    answers,
    pages,
  };

  function rankAt(index: number): number {
    return getMaturityRank(sops[index]?.maturity.effective ?? 'crawl');
  }
}
