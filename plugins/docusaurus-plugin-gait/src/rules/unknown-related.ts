import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { hintAtSop } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports related SOPs that do not exist. */
export const rule = defineGraphRule({
  meta: {
    code: 'unknown-related',
    severity: 'error',
    summary: 'Every SOP under `related` exists and is another one.',
    why: 'Under pressure a link that leads nowhere costs more than none.',
    ok: [
      {
        name: 'another SOP',
        files: {
          [SOP]: sopWith({ frontMatter: { related: '[revoke-key]' } }),
          'docs/sops/revoke-key.md': sopWith({ frontMatter: { id: 'revoke-key' } }),
        },
      },
    ],
    notOk: [
      {
        name: 'no such SOP',
        files: { [SOP]: sopWith({ frontMatter: { related: '[revoke-keys]' } }) },
        expected: [
          'docs/sops/rotate-key.md:11:11: Unexpected id `revoke-keys` in `related`, expected an SOP that exists',
        ],
      },
      {
        name: 'itself',
        files: { [SOP]: sopWith({ frontMatter: { related: '[rotate-key]' } }) },
        expected: ['docs/sops/rotate-key.md:11:11: Unexpected own id `rotate-key` in `related`, expected another SOP'],
      },
    ],
  },
  check({ base, report }) {
    for (const { id, file } of base.sops.values()) {
      for (const [index, related] of (file.frontMatter.data.related ?? []).entries()) {
        if (base.sops.has(related) && related !== id) continue;
        const isItself = related === id;
        report({
          file: file.path,
          place: getValuePlace(file.frontMatter, `/related/${index}`),
          message: `Unexpected ${isItself ? 'own id' : 'id'} ${quote(related)} in \`related\`, expected ${isItself ? 'another SOP' : 'an SOP that exists'}`,
          hint: isItself ? 'Remove it.' : hintAtSop(base, related, 'Write the SOP, or take its id off the list.'),
          subject: related,
        });
      }
    }
  },
});
