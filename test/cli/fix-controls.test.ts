import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  catalogueWith,
  EXAMPLE_SITE,
  type SopChanges,
  standardWith,
  walkSopWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite, gait } from './support.ts';

const SOP = 'docs/sops/rotate-key.md';
const STANDARD = 'docs/standards/access.md';
const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** The example's SOP with its keys in order, so that nothing else is left to mend. */
function orderedSopWith(changes: SopChanges): string {
  const sections = { 'When to use': 'A check fails.', ...changes.sections };
  const sop = walkSopWith({ ...changes, sections });
  const roles = 'roles: [operator, approver]\n';
  return sop.replace(roles, '').replace('last_reviewed_on:', `${roles}last_reviewed_on:`);
}

const NEWER = {
  'controls/cis-aws-5.0.0.yaml': catalogueWith(
    ['1.12', '1.13', '1.14', '1.15', '1.16']
      .map((id) => `  - {id: '${id}', title: Control ${id}, assessment: automated}`)
      .join('\n'),
  ),
  'controls/cis-aws-6.0.0.yaml': catalogueWith(
    ['2.12', '2.13', '2.14', '2.24', '2.15']
      .map((id) => `  - {id: '${id}', title: Control ${id}, assessment: automated}`)
      .join('\n'),
    { version: "'6.0.0'" },
  ),
  'controls/crosswalks/cis-aws-5.0.0--cis-aws-6.0.0.yaml': `schema: 1
from: cis-aws@5.0.0
to: cis-aws@6.0.0
map:
  - {from: ['1.12'], to: ['2.12'], relation: changed}
  - {from: ['1.13'], to: ['2.13'], relation: same}
  - {from: ['1.14'], to: ['2.14', '2.24'], relation: split}
  - {from: ['1.15'], to: [], relation: dropped}
  - {from: ['1.16'], to: ['2.15'], relation: same}
`,
};

describe('gait fix, on controls that a newer catalogue renumbered', () => {
  it('writes the new number of what is the same, and says the rest', async () => {
    const controls = `[cis-aws@5.0.0#1.13, "cis-aws@5.0.0#1.16", 'cis-aws@5.0.0#1.12', 'cis-aws@5.0.0#1.14', 'cis-aws@5.0.0#1.15']`;
    const folder = createSite({ ...NEWER, [SOP]: orderedSopWith({ frontMatter: { controls } }) });
    const before = read(folder, SOP);
    const dry = await gait(folder, ['fix', '--dry-run']);
    expect(dry).toEqual({
      code: 3,
      stderr: '',
      stdout: `${SOP}:15  control: cis-aws@5.0.0#1.13 → cis-aws@6.0.0#2.13
${SOP}:15  control: cis-aws@5.0.0#1.16 → cis-aws@6.0.0#2.15
${SOP}:15  left to you: control cis-aws@5.0.0#1.12: changed in 6.0.0, see cis-aws@6.0.0#2.12
${SOP}:15  left to you: control cis-aws@5.0.0#1.14: split in 6.0.0, see cis-aws@6.0.0#2.14, cis-aws@6.0.0#2.24
${SOP}:15  left to you: control cis-aws@5.0.0#1.15: dropped in 6.0.0
Would mend 2 places in 1 file
`,
    });
    expect(read(folder, SOP)).toBe(before);
    expect((await gait(folder, ['fix'])).code).toBe(0);
    expect(read(folder, SOP)).toBe(before.replace('5.0.0#1.13', '6.0.0#2.13').replace('5.0.0#1.16', '6.0.0#2.15'));
    expect(await gait(folder, ['fix', '--dry-run'])).toMatchObject({ code: 0 });
  });

  it('names links anew with their numbers, except where the fingerprint covers the words', async () => {
    const body = `See [CIS 5.0.0, 1.13](control:cis-aws@5.0.0#1.13), [keys](control:cis-aws@5.0.0#1.16) and [1.13.1].

[1.13.1]: control:cis-aws@5.0.0#1.13`;
    const purpose = 'As [CIS 1.13](control:cis-aws@5.0.0#1.13) asks.';
    const verification = 'Holds for [CIS 1.13](control:cis-aws@5.0.0#1.13) and [keys](control:cis-aws@5.0.0#1.16).';
    const folder = createSite({
      ...NEWER,
      [SOP]: orderedSopWith({
        frontMatter: { controls: undefined },
        sections: { Purpose: purpose, Verification: verification },
      }),
      [STANDARD]: standardWith({ body }),
    });
    const sop = read(folder, SOP);
    const { stdout } = await gait(folder, ['fix']);
    expect(read(folder, STANDARD)).toBe(
      standardWith({
        body: body
          .replace('[CIS 5.0.0, 1.13]', '[CIS 6.0.0, 2.13]')
          .replaceAll('5.0.0#1.13', '6.0.0#2.13')
          .replace('5.0.0#1.16', '6.0.0#2.15'),
      }),
    );
    expect(read(folder, SOP)).toBe(
      sop.replace(purpose, 'As [CIS 2.13](control:cis-aws@6.0.0#2.13) asks.').replace('5.0.0#1.16', '6.0.0#2.15'),
    );
    expect(stdout).toContain('write cis-aws@6.0.0#2.13 by hand, the text of a step is part of the fingerprint');
  });

  it('keeps to the version that the rule is told to, and to where the rule holds', async () => {
    for (const more of [
      "rules: {control-renumbered: [warning, {versions: {cis-aws: '5.0.0'}}]}\n",
      'rules: {control-renumbered: off}\n',
      `disable: [{rule: control-renumbered, file: ${SOP}, reason: later}]\n`,
    ]) {
      const configuration = `${EXAMPLE_SITE['gait.config.yaml']}${more}`;
      const folder = createSite({ ...NEWER, 'gait.config.yaml': configuration, [SOP]: orderedSopWith({}) });
      expect((await gait(folder, ['fix', '--dry-run'])).stdout, more).toBe('Nothing to mend\n');
    }
  });

  it('writes one number once, however many versions lead to it, and is counted by validate', async () => {
    const files = {
      ...NEWER,
      'controls/cis-aws-3.0.0.yaml': catalogueWith("  - {id: '1.14', title: Old, assessment: automated}", {
        version: "'3.0.0'",
      }),
      'controls/crosswalks/cis-aws-3.0.0--cis-aws-5.0.0.yaml':
        "schema: 1\nfrom: cis-aws@3.0.0\nto: cis-aws@5.0.0\nmap:\n  - {from: ['1.14'], to: ['1.13'], relation: same}\n",
      [SOP]: orderedSopWith({ frontMatter: { controls: "['cis-aws@3.0.0#1.14', 'cis-aws@5.0.0#1.13']" } }),
    };
    const folder = createSite(files);
    expect((await gait(folder, ['validate'])).stdout).toContain('gait fix mends one of them');
    const { stdout } = await gait(folder, ['fix']);
    expect(stdout).toContain('control cis-aws@5.0.0#1.13: cis-aws@6.0.0#2.13 stands here by now, so this one can go');
    expect(read(folder, SOP)).toContain("controls: ['cis-aws@6.0.0#2.13', 'cis-aws@5.0.0#1.13']");
  });
});
