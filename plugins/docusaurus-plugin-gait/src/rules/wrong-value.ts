import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getControlKeys, lacksVersion } from './support/controls.ts';
import { getYaml, YAML_KINDS } from './support/yaml.ts';

/** Reports values of the wrong type or form. */
export const rule = defineFileRule({
  meta: {
    code: 'wrong-value',
    severity: 'error',
    summary: 'Every value has the type and form that its format asks for.',
    why: 'Dates, durations, references and choices are worked with: shown, sorted, added up, linked. The reference pages of the formats list what each key takes.',
    ok: [{ name: 'a maturity', files: { [SOP]: sopWith({ frontMatter: { maturity: 'crawl' } }) } }],
    notOk: [
      {
        name: 'not one of the choices',
        files: { [SOP]: sopWith({ frontMatter: { maturity: 'walking' } }) },
        expected: [
          'docs/sops/rotate-key.md:6:11: Unexpected `walking` at `maturity`, expected `crawl`, `walk` or `run`',
        ],
      },
      {
        name: 'not a duration',
        files: { [SOP]: sopWith({ frontMatter: { review_in: 'half a year' } }) },
        expected: [
          'docs/sops/rotate-key.md:9:12: Unexpected `half a year` at `review_in`, expected a duration such as `20 minutes`, `6 months` or `1 year`',
        ],
      },
      {
        name: 'not a list',
        files: { [SOP]: sopWith({ frontMatter: { roles: 'operator' } }) },
        expected: ['docs/sops/rotate-key.md:11:8: Unexpected `operator` at `roles`, expected a list'],
      },
    ],
  },
  kinds: YAML_KINDS,
  check({ file, report }) {
    const issues = getYaml(file)?.issues.filter((issue) => issue.kind === 'wrong-value') ?? [];
    if (issues.length === 0) return;
    // Controls without a version, and what is not YAML, have rules of their own.
    const others = new Set(getControlKeys(file).flatMap((use) => (lacksVersion(use.reference) ? [use.pointer] : [])));
    const broken = new Set(getYaml(file)?.syntax.map((problem) => problem.place?.start.offset));
    for (const { pointer, message, expected, hint, place } of issues) {
      if (others.has(pointer) || (place && broken.has(place.start.offset))) continue;
      report({
        message,
        expected,
        hint: hint ?? 'Look up what the key takes on the page of the format.',
        place,
        subject: pointer,
      });
    }
  },
});
