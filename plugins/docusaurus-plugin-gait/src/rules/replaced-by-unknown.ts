import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { hintAtSop } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** An SOP that is no longer used, beside the one of the example. */
function oldSop(status: string, successor: string): Record<string, string> {
  return { 'docs/sops/renew-key.md': sopWith({ frontMatter: { id: 'renew-key', status, replaced_by: successor } }) };
}

/** Reports successors that do not exist. */
export const rule = defineGraphRule({
  meta: {
    code: 'replaced-by-unknown',
    severity: 'error',
    summary: 'The successor of an SOP is another SOP that exists; only a retired one may have `none`.',
    why: 'Whoever reaches a page that is no longer used is sent on. A deprecated SOP is one that has a better one beside it.',
    ok: [
      { name: 'a successor', files: { [SOP]: sopWith(), ...oldSop('deprecated', 'rotate-key') } },
      { name: 'retired without one', files: oldSop('retired', 'none') },
    ],
    notOk: [
      {
        name: 'no such SOP',
        files: oldSop('deprecated', 'rotate-keys'),
        expected: [
          'docs/sops/renew-key.md:12:14: Unexpected successor `rotate-keys`, expected another SOP that exists',
        ],
      },
      {
        name: 'deprecated for nothing',
        files: oldSop('deprecated', 'none'),
        expected: ['docs/sops/renew-key.md:12:14: Unexpected successor `none`, expected another SOP that exists'],
      },
      {
        name: 'itself',
        files: oldSop('retired', 'renew-key'),
        expected: ['docs/sops/renew-key.md:12:14: Unexpected successor `renew-key`, expected another SOP that exists'],
      },
    ],
  },
  check({ base, report }) {
    for (const { id, file } of base.sops.values()) {
      const { replaced_by: successor, status } = file.frontMatter.data;
      if (successor === undefined || (successor === 'none' && status === 'retired')) continue;
      if (successor !== id && successor !== 'none' && base.sops.has(successor)) continue;
      report({
        file: file.path,
        place: getValuePlace(file.frontMatter, '/replaced_by'),
        message: `Unexpected successor ${quote(successor)}, expected another SOP that exists`,
        hint: getHint(base, id, successor),
        subject: successor,
      });
    }
  },
});

function getHint(base: KnowledgeBase, id: string, successor: string): string {
  if (successor === 'none') return 'Name the SOP to use in its place, or set `status: retired`.';
  return successor === id ? 'Name another SOP, or `none`.' : hintAtSop(base, successor, 'Name the SOP that took over.');
}
