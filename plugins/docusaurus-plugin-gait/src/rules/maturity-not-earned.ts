import { getMaturityRank, toMaturity } from '../model/maturity.ts';
import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import { sopWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getValuePlace } from './support/yaml.ts';

const POLICY = 'policy: {walk: {records: 1}}';

/** Reports claims of a maturity that the records do not support. */
export const rule = defineGraphRule({
  meta: {
    code: 'maturity-not-earned',
    severity: 'error',
    summary: 'An SOP claims no more than its records support.',
    why: 'A level is worth something because it is earned: somebody has done it, lately, with this text. It is an error for the change that raises the claim. Later, when records grow old or the text changes, it is a warning, and the page shows the lower level.',
    ok: [{ name: 'crawl asks for nothing', files: { [SOP]: sopWith() }, configuration: POLICY }],
    notOk: [
      {
        name: 'a change that raises the claim',
        files: { [SOP]: walkSopWith() },
        before: { [SOP]: sopWith() },
        configuration: POLICY,
        expected: [
          'docs/sops/rotate-key.md:6:11: Unexpected claim of `walk`, expected `crawl`, which is what its records support',
        ],
      },
      {
        name: 'a claim that was there before: a warning',
        files: { [SOP]: walkSopWith() },
        configuration: POLICY,
        expected: [
          'docs/sops/rotate-key.md:6:11: Unexpected claim of `walk`, expected `crawl`, which is what its records support',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const node of base.sops.values()) {
      const { claimed, earned, unmet } = node.maturity;
      const supported = toMaturity(earned);
      const { status } = node.file.frontMatter.data;
      if (getMaturityRank(claimed) <= getMaturityRank(supported) || status === 'retired') continue;
      // A run that only lacks its automation has a rule of its own.
      if (earned === 'ready' && node.automation === undefined) continue;
      const missing = unmet.filter(({ level }) => getMaturityRank(level) <= getMaturityRank(claimed));
      report({
        file: node.file.path,
        place: getValuePlace(node.file.frontMatter, '/maturity'),
        severity: isRaised(base, node) ? undefined : 'warning',
        message: `Unexpected claim of \`${claimed}\`, expected \`${supported}\`, which is what its records support`,
        expected: [supported],
        hint: `Claim \`${supported}\`, or add what is missing (${missing.map(({ level, what }) => `${level}: ${what}`).join('; ')}).`,
        subject: claimed,
      });
    }
  },
});

/** Whether this change raises the claim against the base revision; an SOP that was not there began at crawl. */
function isRaised(base: KnowledgeBase, { id, file, maturity }: SopNode): boolean {
  if (!base.base) return false;
  const { claims } = base.base;
  const before = [id, ...(file.frontMatter.data.formerly ?? [])]
    .map((one) => claims.get(one))
    .find((one) => one !== undefined);
  return getMaturityRank(maturity.claimed) > getMaturityRank(before ?? 'crawl');
}
