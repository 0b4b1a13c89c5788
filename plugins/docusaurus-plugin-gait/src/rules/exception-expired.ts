import { EXCEPTION, exceptionWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Warns of exceptions that no longer excuse anything. */
export const rule = defineGraphRule({
  meta: {
    code: 'exception-expired',
    severity: 'warning',
    summary: 'Exceptions are in force.',
    why: 'An exception is leave for a time. When it has run out, what it excused is a finding again, and somebody must decide: mend it, or grant another.',
    ok: [
      { name: 'its last day', files: { [EXCEPTION]: exceptionWith({ expires: '2026-11-20' }) }, asOf: '2026-11-20' },
    ],
    notOk: [
      {
        name: 'the day after',
        files: { [EXCEPTION]: exceptionWith({ expires: '2026-11-19' }) },
        asOf: '2026-11-20',
        expected: [
          'exceptions/old-build-key.yaml:8:10: Unexpected exception that ended on `2026-11-19`, expected one in force',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const file of base.exceptions.values()) {
      const { expires } = file.yaml.data;
      if (expires === undefined || expires >= base.asOf) continue;
      report({
        file: file.path,
        place: getValuePlace(file.yaml, '/expires'),
        message: `Unexpected exception that ended on ${quote(expires)}, expected one in force`,
        hint: 'Mend what it excused and remove it, or have a new one granted.',
        subject: file.yaml.data.id ?? file.path,
      });
    }
  },
});
