import { MANIFEST, manifestWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

const LINKED = { [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }) };

/** Reports automations whose SOP has changed since the two were compared. */
export const rule = defineGraphRule({
  meta: {
    code: 'parity-not-compared',
    severity: 'warning',
    summary:
      'An automation that says which text of its SOP it was compared with is compared again when that text changes.',
    why: 'A step that changes while the automation stays as it was makes a person and the machine do different things under one name.',
    ok: [
      {
        name: 'nothing is claimed',
        files: { ...LINKED, [MANIFEST]: manifestWith({ sops: '[{id: rotate-key, parity: {list-keys: plan}}]' }) },
      },
    ],
    notOk: [
      {
        name: 'the steps changed',
        files: {
          ...LINKED,
          [MANIFEST]: manifestWith({ sops: "[{id: rotate-key, seen: 'g1-0000000000000000'}]" }),
        },
        expected: [
          'scripts/rotate-key/automation.yaml:4:31: Unexpected fingerprint `g1-0000000000000000` in `seen`, expected `g1-8bf64ade6bab4007`: `rotate-key` changed since it was compared with the automation',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { file } of base.automations.values()) {
      for (const [index, { id, seen }] of (file.yaml.data.sops ?? []).entries()) {
        const fingerprint = base.sops.get(id)?.file.fingerprint;
        if (seen === undefined || fingerprint === undefined || seen === fingerprint) continue;
        report({
          file: file.path,
          place: getValuePlace(file.yaml, `/sops/${index}/seen`),
          message: `Unexpected fingerprint ${quote(seen)} in \`seen\`, expected ${quote(fingerprint)}: ${quote(id)} changed since it was compared with the automation`,
          expected: [fingerprint],
          hint: 'Compare its steps with plan, apply and verify, then run `gait run <automation> --accept-parity`.',
          subject: id,
        });
      }
    }
  },
});
