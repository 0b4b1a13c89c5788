import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getStem, getWrittenId } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getValuePlace, getYaml } from './support/yaml.ts';

/** Reports ids that are not the name of their file. */
export const rule = defineFileRule({
  meta: {
    code: 'id-differs-from-file-name',
    severity: 'error',
    summary: 'The id of an SOP, a standard or an exception equals its file name.',
    why: 'Who sees the address of a page finds its file without a search, and the file system keeps ids apart.',
    ok: [{ name: 'the same', files: { [SOP]: sopWith({ frontMatter: { id: 'rotate-key' } }) } }],
    notOk: [
      {
        name: 'another name',
        files: { [SOP]: sopWith({ frontMatter: { id: 'rotate-access-key' } }) },
        configuration: 'areas: [{key: operations, title: Operations}]',
        expected: [
          'docs/sops/rotate-key.md:2:5: Unexpected id `rotate-access-key` in a file of another name, expected `rotate-key`',
        ],
      },
    ],
  },
  kinds: ['sop', 'standard', 'exception'],
  check({ file, report }) {
    const id = getWrittenId(file);
    const stem = getStem(file.path);
    const yaml = getYaml(file);
    if (id === undefined || id === stem || !yaml) return;
    report({
      place: getValuePlace(yaml, '/id'),
      message: `Unexpected id ${quote(id)} in a file of another name, expected ${quote(stem)}`,
      expected: [stem],
      hint: 'Change the id or rename the file. If the id was in use, keep the old one under `formerly`.',
      subject: id,
    });
  },
});
