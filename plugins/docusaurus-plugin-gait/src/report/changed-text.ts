import type { SopFile } from '../model/document.ts';
import type { FingerprintVariable } from '../model/fingerprint.ts';
import type { VariableChange } from '../model/text-change.ts';
import { getChangedSteps, type StepChange } from './changed-steps.ts';
import { getLongestRise } from './paired-steps.ts';

/** Everything in which two texts of an SOP differ, as far as the fingerprint covers it: all empty for equal fingerprints. */
export interface TextChange {
  steps: StepChange[];
  /** Sections whose words differ. */
  sections: ('verification' | 'rollback')[];
  variables: VariableChange[];
}

/** What makes evidence of one text of an SOP none of another. A text that cannot be read has no steps. */
export function getTextChange(before: SopFile, after: SopFile): TextChange {
  return {
    steps: getChangedSteps(before.body ?? { steps: [] }, after.body ?? { steps: [] }),
    sections: (['verification', 'rollback'] as const).filter(
      (key) => (before.body?.[key] ?? '') !== (after.body?.[key] ?? ''),
    ),
    variables: getChangedVariables(before.frontMatter.data.variables ?? [], after.frontMatter.data.variables ?? []),
  };
}

/** Variables in the order of the new text, then those that are gone. */
function getChangedVariables(
  before: readonly FingerprintVariable[],
  after: readonly FingerprintVariable[],
): VariableChange[] {
  const then = new Map(before.map((one, index) => [one.name ?? '', { one, index }]));
  const now = new Set(after.map(({ name }) => name ?? ''));
  const stayed = getLongestRise(after.flatMap(({ name }) => then.get(name ?? '')?.index ?? []));
  return [
    ...after.flatMap((one): VariableChange[] => {
      const name = one.name ?? '';
      const known = then.get(name);
      if (!known) return [{ name, kind: 'added', parts: [] }];
      const parts = [
        ...(known.one.pattern === one.pattern ? [] : (['pattern'] as const)),
        ...((known.one.secret === true) === (one.secret === true) ? [] : (['secret'] as const)),
      ];
      if (parts.length > 0) return [{ name, kind: 'changed', parts }];
      return stayed.has(known.index) ? [] : [{ name, kind: 'moved', parts: [] }];
    }),
    ...[...then.keys()]
      .filter((name) => !now.has(name))
      .map((name): VariableChange => ({ name, kind: 'removed', parts: [] })),
  ];
}
