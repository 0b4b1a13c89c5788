import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getSuggestion } from '../model/suggest.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports owners that the configuration does not have. */
export const rule = defineFileRule({
  meta: {
    code: 'unknown-owner',
    severity: 'error',
    summary: 'Every owner is one of the configuration.',
    why: 'Whoever is stuck in an SOP needs a contact, and a review needs somebody who answers for it. The configuration knows both by this key.',
    ok: [{ name: 'an owner of the configuration', files: { [SOP]: sopWith({ frontMatter: { owner: 'platform' } }) } }],
    notOk: [
      {
        name: 'an owner nobody knows',
        files: { [SOP]: sopWith({ frontMatter: { owner: 'plattform' } }) },
        expected: ['docs/sops/rotate-key.md:7:8: Unexpected owner `plattform`, expected one of the configuration'],
      },
    ],
  },
  kinds: ['sop', 'standard'],
  check({ file, configuration, report }) {
    const owner = file.frontMatter.data.owner;
    if (owner === undefined || Object.hasOwn(configuration.owners, owner)) return;
    const owners = Object.keys(configuration.owners);
    report({
      place: getValuePlace(file.frontMatter, '/owner'),
      message: `Unexpected owner ${quote(owner)}, expected one of the configuration`,
      expected: owners,
      hint: hintAt(getSuggestion(owner, owners), 'Choose an owner, or add it to `owners` in the configuration.'),
      subject: owner,
    });
  },
});
