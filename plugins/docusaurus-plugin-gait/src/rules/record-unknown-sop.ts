import { RECORD, recordWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getFormerIds, hintAtSop } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports records of SOPs that do not exist. */
export const rule = defineGraphRule({
  meta: {
    code: 'record-unknown-sop',
    severity: 'error',
    summary: 'Every record is of an SOP that exists, under its id or a former one.',
    why: 'Evidence that belongs to nothing proves nothing. An SOP that is no longer used is retired, not deleted, so that its records keep their meaning.',
    ok: [{ name: 'of an SOP', files: { [RECORD]: recordWith() } }],
    notOk: [
      {
        name: 'of nothing',
        files: { 'records/renew-key/2026-11-02-k3f9qa.yaml': recordWith({ sop: 'renew-key' }) },
        expected: [
          'records/renew-key/2026-11-02-k3f9qa.yaml:3:6: Unexpected SOP `renew-key` in a record, expected one that exists',
        ],
      },
    ],
  },
  check({ base, report }) {
    const former = getFormerIds(base);
    for (const file of base.files.values()) {
      const sop = file.kind === 'record' ? file.yaml.data.sop : undefined;
      if (file.kind !== 'record' || sop === undefined || base.sops.has(sop) || former.has(sop)) continue;
      report({
        file: file.path,
        place: getValuePlace(file.yaml, '/sop'),
        message: `Unexpected SOP ${quote(sop)} in a record, expected one that exists`,
        hint: hintAtSop(
          base,
          sop,
          'Bring the SOP back as `status: retired`, or name this id under `formerly` of the SOP that it became.',
        ),
        subject: sop,
      });
    }
  },
});
