import type { Place } from '../model/diagnostic.ts';
import type { GaitFile } from '../model/document.ts';
import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getStem, getWrittenId } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getRaw, getValuePlace, getYaml } from './support/yaml.ts';

/** A file that says "this id is mine". Former ids come first: whoever uses one again is in the wrong. */
interface Claim {
  id: string;
  file: GaitFile;
  pointer: string;
  isFormer: boolean;
}

/** Reports ids that something else has or had, also when they differ in case alone. */
export const rule = defineGraphRule({
  meta: {
    code: 'duplicate-id',
    severity: 'error',
    summary: 'No two SOPs, standards, records or exceptions have the same id, now or formerly, in any case.',
    why: 'An id is an address and the key of records. With two owners, links and evidence would land with the wrong one; with a former id used again, so would old links. Some file systems do not tell upper from lower case.',
    ok: [
      {
        name: 'a renamed SOP keeps its old id',
        files: {
          [SOP]: sopWith({ frontMatter: { formerly: '[renew-key]' } }),
          'docs/sops/revoke-key.md': sopWith({ frontMatter: { id: 'revoke-key' } }),
        },
      },
    ],
    notOk: [
      {
        name: 'the same id in another folder',
        files: { 'docs/sops/keys/rotate-key.md': sopWith(), [SOP]: sopWith() },
        expected: [
          'docs/sops/rotate-key.md:2:5: Unexpected id `rotate-key`, expected one that nothing else has: `docs/sops/keys/rotate-key.md` has it',
        ],
      },
      {
        name: 'another case',
        files: { 'docs/sops/keys/Rotate-Key.md': sopWith({ frontMatter: { id: 'Rotate-Key' } }) },
        expected: [
          'docs/sops/rotate-key.md:2:5: Unexpected id `rotate-key`, expected one that nothing else has: `docs/sops/keys/Rotate-Key.md` has it',
        ],
      },
      {
        name: 'a former id used again',
        files: {
          [SOP]: sopWith({ frontMatter: { formerly: '[renew-key]' } }),
          'docs/sops/renew-key.md': sopWith({ frontMatter: { id: 'renew-key' } }),
        },
        expected: [
          'docs/sops/renew-key.md:2:5: Unexpected id `renew-key`, expected one that nothing else has: `docs/sops/rotate-key.md` had it',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const kind of ['sop', 'standard', 'record', 'exception'] as const) {
      const owners = new Map<string, Claim>();
      const claims = [...base.files.values()].flatMap((file) => (file.kind === kind ? getClaims(file) : []));
      for (const claim of [...claims.filter((one) => one.isFormer), ...claims.filter((one) => !one.isFormer)]) {
        const key = claim.id.toLowerCase();
        const owner = owners.get(key);
        if (!owner) {
          owners.set(key, claim);
          continue;
        }
        const has = owner.isFormer ? 'had' : 'has';
        report({
          file: claim.file.path,
          place: getPlace(claim),
          message: `Unexpected id ${quote(claim.id)}, expected one that nothing else has: ${quote(owner.file.path)} ${has} it`,
          hint: 'Choose another id, and name the file like it.',
          related: [{ file: owner.file.path, place: getPlace(owner), message: `${quote(owner.id)} is claimed here` }],
          subject: claim.id,
        });
      }
    }
  },
});

function getClaims(file: GaitFile): Claim[] {
  const yaml = getYaml(file);
  if (!yaml) return [];
  // What the schema accepts stands in `data`, which a warm run has at hand; `raw` is decoded only for the rest.
  const former = (yaml.data as { formerly?: unknown }).formerly ?? getRaw(yaml, '/formerly');
  const old: unknown[] = file.kind === 'sop' && Array.isArray(former) ? former : [];
  return [
    { id: getWrittenId(file) ?? getStem(file.path), file, pointer: '/id', isFormer: false },
    ...old.flatMap((id, index): Claim[] =>
      typeof id === 'string' ? [{ id, file, pointer: `/formerly/${index}`, isFormer: true }] : [],
    ),
  ];
}

function getPlace({ file, pointer }: Claim): Place | undefined {
  const yaml = getYaml(file);
  return yaml && getValuePlace(yaml, pointer);
}
