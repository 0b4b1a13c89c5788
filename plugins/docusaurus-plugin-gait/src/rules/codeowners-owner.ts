import { findCodeOwners, getCodeOwners } from '../model/code-owners.ts';
import type { SopNode, StandardNode } from '../model/knowledge-base.ts';
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
    const file = findCodeOwners(base);
    if (!file) return;
    const { dialect } = file.codeOwners;
    for (const node of [...base.sops.values(), ...base.standards.values()]) {
      const owner = getOwner(node);
      const team =
        owner !== undefined &&
        Object.hasOwn(base.configuration.owners, owner) &&
        base.configuration.owners[owner]?.[dialect];
      if (!team || owner === undefined) continue;
      const found = getCodeOwners(file.codeOwners, node.file.path);
      const owners = found.flatMap((one) => one.owners);
      if (owners.some((one) => one.toLowerCase() === team.toLowerCase())) continue;
      const [last] = found.slice(-1);
      report({
        file: node.file.path,
        place: getValuePlace(node.file.frontMatter, '/owner'),
        message: `Unexpected owner ${quote(owner)}, expected ${owners.length > 0 ? `the team of ${listChoices(owners)} as in ${quote(file.path)}` : `a row of ${quote(file.path)} for this file`}`,
        hint: `Run \`gait owners --write\`, or give the file to ${quote(team)} there.`,
        subject: owner,
        ...(last && { related: [{ file: file.path, place: last.row.place, message: 'The row that decides' }] }),
      });
    }
  },
});

function getOwner(node: SopNode | StandardNode): string | undefined {
  return node.file.frontMatter.data.owner;
}
