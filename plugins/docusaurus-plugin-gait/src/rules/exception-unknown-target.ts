import { getKnownCheck } from '../model/checks/known.ts';
import { ControlReference } from '../model/schema/common.ts';
import { getSuggestion } from '../model/suggest.ts';
import { EXCEPTION, exceptionWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { findControl } from './support/controls.ts';
import { hintAt, quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports exceptions from controls or checks that do not exist. */
export const rule = defineGraphRule({
  meta: {
    code: 'exception-unknown-target',
    severity: 'error',
    summary: 'An exception is from a control or a check of a catalogue.',
    why: 'One that is misspelled excuses nothing, and the finding that it was meant for stays open.',
    ok: [
      { name: 'from a control', files: { [EXCEPTION]: exceptionWith() } },
      {
        name: 'from a check',
        files: { [EXCEPTION]: exceptionWith({ control: undefined, check: "'prowler:iam_rotate_access_key_90_days'" }) },
      },
    ],
    notOk: [
      {
        name: 'no such control',
        files: { [EXCEPTION]: exceptionWith({ control: "'cis-aws@5.0.0#1.31'" }) },
        expected: [
          'exceptions/old-build-key.yaml:3:10: Unexpected control `cis-aws@5.0.0#1.31` in an exception, expected one of a catalogue',
        ],
      },
      {
        name: 'no such check',
        files: { [EXCEPTION]: exceptionWith({ control: undefined, check: "'prowler:iam_rotate_access_key'" }) },
        expected: [
          'exceptions/old-build-key.yaml:8:8: Unexpected check `prowler:iam_rotate_access_key` in an exception, expected one of a catalogue',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const file of base.exceptions.values()) {
      for (const key of ['control', 'check'] as const) {
        const value = file.yaml.data[key];
        const known: ReadonlyMap<string, unknown> = key === 'control' ? base.controls : base.checks;
        if (value === undefined || known.has(value) || getKnownCheck(value)) continue;
        // A tool that is not known, or a control without version, have rules of their own.
        const isOther =
          key === 'control'
            ? !ControlReference.safeParse(value).success
            : !base.configuration.check_tools.includes(value.slice(0, value.indexOf(':')));
        if (isOther) continue;
        report({
          file: file.path,
          place: getValuePlace(file.yaml, `/${key}`),
          message: `Unexpected ${key} ${quote(value)} in an exception, expected one of a catalogue`,
          hint: hintAt(
            key === 'control' ? findControl(base, value) : getSuggestion(value, [...known.keys()]),
            `Name a ${key} that a catalogue lists.`,
          ),
          subject: value,
        });
      }
    }
  },
});
