import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../plugins/docusaurus-plugin-gait/src/model/schema/catalogue.ts';
import {
  readControls,
  type ImportOptions,
  type Note,
} from '../../plugins/docusaurus-plugin-gait/src/read/controls/index.ts';
import { toCatalogueYaml } from '../../plugins/docusaurus-plugin-gait/src/write/catalogue.ts';
import { getCatalogue, readCorpus } from './support.ts';

const LOW = 'oscal/NIST_SP-800-53_rev5_LOW-baseline';

/** A file of the corpus as it is imported, on a fixed day. */
function importFile(
  path: string,
  options: Partial<ImportOptions> & { profile?: string } = {},
): { catalogue: Catalogue; notes: Note[] } {
  const result = readControls(readCorpus(path) ?? '', {
    readOn: '2026-11-22',
    fileName: basename(path),
    ...options,
  });
  if (!result.catalogue) throw new Error(result.problem.message);
  return result;
}

const count = (notes: Note[], kind: Note['kind']): number => notes.filter((note) => note.kind === kind).length;

describe('the format of a file', () => {
  it.each([
    ['oscal', '{"catalog": {"metadata": {"title": "T", "version": "1"}, "controls": [{"id": "a"}]}}', 't'],
    ['nested ASVS', '{"ShortName": "ASVS", "Requirements": [{"Items": [{"Items": [{"Shortcode": "V1.1.1"}]}]}]}', 'owasp-asvs'],
    ['flat ASVS', '{"requirements": [{"req_id": "V1.1.1"}]}', 'owasp-asvs'],
    ['MASVS', 'groups:\n- controls:\n  - id: A-1\n', 'owasp-masvs'],
    ['Prowler', '{"Framework": "CIS", "Provider": "GCP", "Requirements": [{"Id": "1"}]}', 'cis-gcp'],
    ['universal Prowler', '{"framework": "Own", "requirements": [{"id": "1"}]}', 'own'],
  ])('%s is known by what it holds', (_, text, framework) => {
    expect(readControls(text, { readOn: '2026-11-22' }).catalogue?.framework).toBe(framework);
  });

  it('CSV is what is nothing else', () => {
    const options = { readOn: '2026-11-22', framework: 'f', source: 'https://example.com/' };
    expect(readControls('id;title\n1;One\n', options).catalogue?.controls).toMatchObject([{ id: '1', title: 'One' }]);
  });
});

// The publishers' files are no part of this repository; where they are at hand, they are imported.
if (readCorpus('prowler/aws-checks.json') !== undefined) {
  describe("publishers' files as they are", () => {
    it.each([
      [`${LOW}-resolved-profile_catalog-min.json`, 149],
      ['oscal/basic-catalog.json', 4],
      ['asvs/ASVS-5.0.0-en.json', 345],
      ['asvs/ASVS-5.0.0-en.flat.json', 345],
      ['asvs/ASVS-4.0.3-en.flat.json', 286],
      ['masvs/OWASP_MASVS.yaml', 24],
      ['prowler/compliance/cis_3.0_aws.json', 62],
      ['prowler/compliance/cis_5.0_aws.json', 63],
      ['prowler/compliance/aws_foundational_security_best_practices_aws.json', 286],
      ['prowler/compliance/aws_well_architected_framework_security_pillar_aws.json', 57],
    ])('%s: %i controls, the same bytes each time', (path, expected) => {
      const { catalogue } = importFile(path);
      expect(catalogue.controls).toHaveLength(expected);
      expect(toCatalogueYaml(importFile(path).catalogue)).toBe(toCatalogueYaml(catalogue));
    });

    it('the LOW baseline takes its 149 controls out of its catalogue, and misses none', () => {
      const { catalogue, notes } = importFile(`${LOW}-resolved-profile_catalog-min.json`, {
        profile: readCorpus(`${LOW}_profile.json`),
        licence: 'Public domain',
        keepStatements: true,
      });
      expect(catalogue.controls).toHaveLength(149);
      expect(count(notes, 'unknown-id') + count(notes, 'parameter')).toBe(0);
      expect(catalogue.controls.filter(({ statement }) => statement !== undefined)).toHaveLength(149);
      expect(JSON.stringify(catalogue)).not.toMatch(/\{\{|insert:/u);
      expect(catalogue.controls.find(({ id }) => id === 'ac-2.1' || id === 'at-2.2')?.path).toHaveLength(2);
    });

    it('ASVS 5.0.0 says the same nested and flat, with its levels', () => {
      const nested = importFile('asvs/ASVS-5.0.0-en.json').catalogue;
      expect(importFile('asvs/ASVS-5.0.0-en.flat.json').catalogue).toEqual(nested);
      const at = (level: string) => nested.controls.filter(({ levels }) => levels.join() === level).length;
      expect([at('1'), at('2'), at('3')]).toEqual([70, 183, 92]);
    });

    it('ASVS 4.0.3 has eight requirements that are gone', () => {
      const { catalogue } = importFile('asvs/ASVS-4.0.3-en.flat.json');
      expect(catalogue.controls.filter(({ status }) => status === 'withdrawn')).toHaveLength(8);
    });

    it('CIS 5.0: the second 1.1 is 1.10, and no text of the benchmark is kept', () => {
      const { catalogue, notes } = importFile('prowler/compliance/cis_5.0_aws.json', { keepStatements: true });
      expect(notes.filter(({ kind }) => kind === 'duplicate').map(({ at, resolution }) => [at, resolution])).toEqual([
        ['1.1', 'Read as `1.10`: it stands between `1.9` and `1.11`, so its last zero was lost.'],
      ]);
      const ours = getCatalogue('cis-aws@5.0.0');
      expect(catalogue.controls.map(({ id }) => id)).toEqual(ours.controls.map(({ id }) => id).sort(byNumber));
      for (const control of catalogue.controls) {
        const { levels, assessment, checks } = ours.controls.find(({ id }) => id === control.id) ?? {};
        expect(control).toMatchObject({ levels, assessment });
        expect(control.checks).toEqual(checks?.filter(({ id }) => id.startsWith('prowler:')));
        expect(control.statement).toBeUndefined();
        expect(control.title).toMatch(/ \d[\d.]*$/u);
      }
    });

    it('CIS 3.0 and FSBP: empty lists and old names are noted', () => {
      expect(count(importFile('prowler/compliance/cis_3.0_aws.json').notes, 'empty-checks')).toBe(1);
      const { notes } = importFile('prowler/compliance/aws_foundational_security_best_practices_aws.json');
      expect([count(notes, 'empty-checks'), count(notes, 'alias'), count(notes, 'unknown-id')]).toEqual([81, 1, 0]);
    });
  });
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
