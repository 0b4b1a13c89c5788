import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getSuggestion } from '../model/suggest.ts';
import { getValuePlace, getYaml } from './support/yaml.ts';

/** Reports areas that the configuration does not have. */
export const rule = defineFileRule({
  meta: {
    code: 'unknown-area',
    severity: 'error',
    summary: 'Every area is one of the configuration.',
    why: 'Areas are the spine of navigation and reports. What lies in none of them is counted nowhere.',
    ok: [{ name: 'an area of the configuration', files: { [SOP]: sopWith({ frontMatter: { area: 'operations' } }) } }],
    notOk: [
      {
        name: 'a typing error',
        files: { [SOP]: sopWith({ frontMatter: { area: 'operation' } }) },
        expected: ['docs/sops/rotate-key.md:5:7: Unexpected area `operation`, expected one of the configuration'],
      },
    ],
  },
  kinds: ['sop', 'standard', 'catalogue'],
  check({ file, configuration, report }) {
    const yaml = getYaml(file);
    if (!yaml) return;
    const areas = configuration.areas.map((area) => area.key);
    const uses =
      file.kind === 'catalogue'
        ? (file.yaml.data.controls ?? []).map(({ area }, index) => ({ area, pointer: `/controls/${index}/area` }))
        : [{ area: file.frontMatter.data.area, pointer: '/area' }];
    for (const { area, pointer } of uses) {
      if (area === undefined || areas.includes(area)) continue;
      report({
        place: getValuePlace(yaml, pointer),
        message: `Unexpected area ${quote(area)}, expected one of the configuration`,
        expected: areas,
        hint: hintAt(getSuggestion(area, areas), 'Choose an area, or add it to `areas` in the configuration.'),
        subject: area,
      });
    }
  },
});
