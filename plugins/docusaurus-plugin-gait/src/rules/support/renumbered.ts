import { mapControls, type CrosswalkRow } from '../../model/crosswalk.ts';
import type { SopFile, StandardFile } from '../../model/document.ts';
import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import { Crosswalk } from '../../model/schema/crosswalk.ts';
import { type ControlUse, getControlKeys, getControlLinks } from './controls.ts';
import { compareVersions } from './versions.ts';

/** What a control is called in the version to work by. `references` is empty when that version dropped it. */
export interface Successor {
  version: string;
  references: string[];
  relation: CrosswalkRow['relation'];
}

/** A control that a file names by the number of an older version. */
export interface Renumbered extends Successor {
  file: SopFile | StandardFile;
  use: ControlUse;
}

/**
 * Every control that an SOP or a standard names by an older version, in which it has another number than in the version to work
 * by. Files that name a successor as well are left out for it: they are on the move.
 * @param versions by framework: the version to work by, when it is not the newest one here.
 */
export function findRenumbered(base: KnowledgeBase, versions: Readonly<Record<string, string>>): Renumbered[] {
  const getSuccessor = createSuccessors(base, versions);
  if (!getSuccessor) return [];
  const found: Renumbered[] = [];
  for (const file of base.files.values()) {
    if (file.kind !== 'sop' && file.kind !== 'standard') continue;
    const uses = [...getControlKeys(file), ...getControlLinks(file)];
    const named = new Set(uses.map(({ reference }) => reference));
    for (const use of uses) {
      const successor = getSuccessor(use.reference);
      if (successor && !successor.references.some((one) => named.has(one))) found.push({ file, use, ...successor });
    }
  }
  return found;
}

function createSuccessors(
  base: KnowledgeBase,
  versions: Readonly<Record<string, string>>,
): ((reference: string) => Successor | undefined) | undefined {
  const crosswalks = [...base.files.values()].flatMap((file) => {
    const parsed = file.kind === 'crosswalk' ? Crosswalk.safeParse(file.yaml.data) : undefined;
    return parsed?.success ? [parsed.data] : [];
  });
  if (crosswalks.length === 0) return undefined;
  const current = getVersions(base, versions);
  const known = new Map<string, Map<string, CrosswalkRow>>();
  const getMap = (from: string, to: string): Map<string, CrosswalkRow> => {
    const found = known.get(from);
    if (found) return found;
    const rows = mapControls({ from, to, crosswalks })?.rows ?? [];
    const map = new Map(rows.flatMap((row) => row.from.map((id) => [id, row] as const)));
    known.set(from, map);
    return map;
  };
  return (reference) => {
    const [key = '', id = ''] = reference.split('#', 2);
    const [framework = '', version = ''] = key.split('@', 2);
    const newer = current.get(framework);
    if (newer === undefined || compareVersions(version, newer) >= 0) return undefined;
    const row = getMap(key, `${framework}@${newer}`).get(id);
    if (!row || row.to.includes(id)) return undefined;
    const references = row.to.map((one) => `${framework}@${newer}#${one}`);
    return { version: newer, references, relation: row.relation };
  };
}

/** The version of each framework to work by: the newest one here, unless the options say another. */
function getVersions(base: KnowledgeBase, versions: Readonly<Record<string, string>>): Map<string, string> {
  const current = new Map<string, string>();
  for (const { framework, version } of base.frameworks.values()) {
    const before = current.get(framework);
    if (before === undefined || compareVersions(before, version) < 0) current.set(framework, version);
  }
  for (const [framework, version] of Object.entries(versions)) current.set(framework, version);
  return current;
}
