import { RECORD, recordWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getFormerIds, getStem } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getRaw, getValuePlace } from './support/yaml.ts';

/** Reports records that lie under another name or in the folder of another SOP. */
export const rule = defineGraphRule({
  meta: {
    code: 'record-name',
    severity: 'error',
    summary: 'A record is `records/<sop>/<id>.yaml`.',
    why: 'The folder is where people and tools look for the evidence of an SOP. A record in another one is overlooked by the first and counted by the second.',
    ok: [{ name: 'in its place', files: { [RECORD]: recordWith() } }],
    notOk: [
      {
        name: 'another file name',
        files: { 'records/rotate-key/2026-11-02-aaaaaa.yaml': recordWith() },
        expected: [
          'records/rotate-key/2026-11-02-aaaaaa.yaml:2:5: Unexpected id `2026-11-02-k3f9qa` in a file of another name, expected `2026-11-02-aaaaaa`',
        ],
      },
      {
        name: 'the folder of another SOP',
        files: { 'records/revoke-key/2026-11-02-k3f9qa.yaml': recordWith() },
        expected: [
          'records/revoke-key/2026-11-02-k3f9qa.yaml:3:6: Unexpected SOP `rotate-key` in the folder `revoke-key`, expected `revoke-key`',
        ],
      },
    ],
  },
  check({ base, report }) {
    const former = getFormerIds(base);
    for (const file of base.files.values()) {
      if (file.kind !== 'record') continue;
      const { sop } = file.yaml.data;
      const id = getRaw(file.yaml, '/id');
      const stem = getStem(file.path);
      if (typeof id === 'string' && id !== stem) {
        report({
          file: file.path,
          place: getValuePlace(file.yaml, '/id'),
          message: `Unexpected id ${quote(id)} in a file of another name, expected ${quote(stem)}`,
          expected: [stem],
          hint: 'Rename the file.',
          subject: id,
        });
      }
      const folder = file.path.split('/').at(-2) ?? '';
      if (sop === undefined || folder === sop) continue;
      const node = base.sops.get(sop) ?? former.get(sop);
      if (node && (folder === node.id || former.get(folder) === node)) continue;
      report({
        file: file.path,
        place: getValuePlace(file.yaml, '/sop'),
        message: `Unexpected SOP ${quote(sop)} in the folder ${quote(folder)}, expected ${quote(folder)}`,
        hint: `Move the file to ${quote(`${base.configuration.paths.records}/${sop}/`)}.`,
        subject: sop,
      });
    }
  },
});
