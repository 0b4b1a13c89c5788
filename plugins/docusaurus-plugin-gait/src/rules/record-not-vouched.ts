import { getReasonNotVouched } from '../model/policy.ts';
import { RECORD, recordWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getValuePlace } from './support/yaml.ts';

/** Warns of records that do not count because nobody stands for them. */
export const rule = defineGraphRule({
  meta: {
    code: 'record-not-vouched',
    severity: 'warning',
    summary: "A person's record is committed by that person, and approved by somebody else.",
    why: "A record counts towards maturity when the author of the commit that added it is its performer: `people` in the configuration says which e-mail addresses are theirs. Git's authors are not proof of identity, but they make a false claim somebody's own. Whoever approves must be another person.",
    ok: [
      {
        name: 'by the one who did it',
        files: { [RECORD]: recordWith() },
        addedBy: { [RECORD]: { email: 'alice@example.com' } },
      },
    ],
    notOk: [
      {
        name: 'committed by somebody else',
        files: { [RECORD]: recordWith() },
        addedBy: { [RECORD]: { email: 'bob@example.com' } },
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:6:12: Unexpected record that is not vouched for: @alice did not commit it, expected one that its performer commits and somebody else approves',
        ],
      },
      {
        name: 'approved by oneself',
        files: { [RECORD]: recordWith({ approvals: "[{role: approver, by: '@alice'}]" }) },
        addedBy: { [RECORD]: { email: 'alice@example.com' } },
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:6:12: Unexpected record that is approved by @alice who carried it out, expected one that its performer commits and somebody else approves',
        ],
      },
    ],
  },
  check({ base, report }) {
    const { addedBy, configuration } = base;
    for (const file of base.files.values()) {
      // What is not committed yet has nobody who could stand for it.
      if (file.kind !== 'record' || !file.yaml.data.performer || !addedBy.has(file.path)) continue;
      const reason = getReasonNotVouched(file, { addedBy, people: configuration.people });
      if (reason === undefined) continue;
      report({
        file: file.path,
        place: getValuePlace(file.yaml, '/performer'),
        message: `Unexpected record that is ${reason}, expected one that its performer commits and somebody else approves`,
        hint: 'Let the performer commit it, or add their e-mail address to `people` in the configuration.',
        subject: file.yaml.data.id ?? file.path,
      });
    }
  },
});
