import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { rule, type Options } from '../rules/control-renumbered.ts';
import { findRenumbered, type Renumbered } from '../rules/support/renumbered.ts';
import { getRuleOptions } from './check.ts';

/** What the rule `control-renumbered` objects to, by path. Empty when it is off, and without files for which it is disabled. */
export function getRenumbered(base: KnowledgeBase): Map<string, Renumbered[]> {
  const { code } = rule.meta;
  const found = new Map<string, Renumbered[]>();
  const options = getRuleOptions(code, base.configuration) as Options | undefined;
  if (!options) return found;
  const disabled = new Set(base.configuration.disable.flatMap((one) => (one.rule === code ? [one.file] : [])));
  for (const one of findRenumbered(base, options.versions)) {
    if (!disabled.has(one.file.path)) found.set(one.file.path, [...(found.get(one.file.path) ?? []), one]);
  }
  return found;
}
