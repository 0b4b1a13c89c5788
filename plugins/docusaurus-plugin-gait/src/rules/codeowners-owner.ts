import { getCodeOwnerDisagreements } from '../model/code-owner-disagreements.ts';
import { findCodeOwners } from '../model/code-owners.ts';
import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { listChoices, quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

const FILE = '.github/CODEOWNERS';
const TEAM =
  "owners: {platform: {name: Platform team, contact: 'https://chat.example.com/platform', github: '@example/platform'}}";

/** Reports owners that CODEOWNERS does not ask for a review. */
export const rule = defineGraphRule({
  meta: {
    code: 'codeowners-owner',
    severity: 'warning',
    summary: 'CODEOWNERS gives each SOP and standard to the team that its `owner` names.',
    why: 'The owner answers for the page, the code owner is asked to review changes of it. When these are two teams, an SOP changes without those who answer for it. The last row that matches decides; on GitLab, the last of each section. Owners without a team on the host are not held against anything, and where there is no CODEOWNERS nothing is. `gait owners --write` makes the rows.',
    ok: [
      {
        name: 'the same team',
        files: { [SOP]: sopWith(), [FILE]: '* @example/everyone\n/docs/ @example/platform\n' },
        configuration: TEAM,
      },
    ],
    notOk: [
      {
        name: 'a later row for another team',
        files: { [SOP]: sopWith(), [FILE]: '/docs/ @example/platform\n/docs/sops/ @example/everyone\n' },
        configuration: TEAM,
        expected: [
          'docs/sops/rotate-key.md:7:8: Unexpected owner `platform`, expected the team of `@example/everyone` as in `.github/CODEOWNERS`',
        ],
      },
      {
        name: 'no row',
        files: { [SOP]: sopWith(), [FILE]: '/docs/standards/ @example/platform\n' },
        configuration: TEAM,
        expected: [
          'docs/sops/rotate-key.md:7:8: Unexpected owner `platform`, expected a row of `.github/CODEOWNERS` for this file',
        ],
      },
    ],
  },
  check({ base, report }) {
    const source = findCodeOwners(base);
    if (!source) return;
    for (const { file, owner, team, owners, row } of getCodeOwnerDisagreements(base, source.codeOwners)) {
      report({
        file: file.path,
        place: getValuePlace(file.frontMatter, '/owner'),
        message: `Unexpected owner ${quote(owner)}, expected ${owners.length > 0 ? `the team of ${listChoices(owners)} as in ${quote(source.path)}` : `a row of ${quote(source.path)} for this file`}`,
        hint: `Run \`gait owners --write\`, or give the file to ${quote(team)} there.`,
        subject: owner,
        ...(row && { related: [{ file: source.path, place: row.place, message: 'The row that decides' }] }),
      });
    }
  },
});
