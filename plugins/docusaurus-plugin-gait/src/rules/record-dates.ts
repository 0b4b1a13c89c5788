import { addDuration } from '../model/duration.ts';
import { toKeyPath } from '../model/pointer.ts';
import { RECORD, recordWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports records whose dates cannot all be true. */
export const rule = defineFileRule({
  meta: {
    code: 'record-dates',
    severity: 'error',
    summary: 'A record ends after it began, its steps lie between, and the due date that it satisfies is near.',
    why: 'Maturity rests on records. One with impossible dates was not written by what happened.',
    ok: [{ name: 'in order', files: { [RECORD]: recordWith({ occurrence: '2026-11-01' }) } }],
    notOk: [
      {
        name: 'finished before it began',
        files: { [RECORD]: recordWith({ finished_at: '2026-11-02T14:00:00+01:00' }) },
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:8:14: Unexpected time `2026-11-02T14:00:00+01:00` of `finished_at`, expected one from `2026-11-02T14:03:00+01:00` on',
        ],
      },
      {
        name: 'a step after the end',
        files: { [RECORD]: recordWith({ steps: '[{id: list-keys, outcome: done, at: 2026-11-02T15:00:00+01:00}]' }) },
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:11:44: Unexpected time `2026-11-02T15:00:00+01:00` of `steps[0].at`, expected one between the start and the end',
        ],
      },
      {
        name: 'a due date of another year',
        files: { [RECORD]: recordWith({ occurrence: '2028-11-01' }) },
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:11:13: Unexpected time `2028-11-01` of `occurrence`, expected a due date within a year of `2026-11-02`',
        ],
      },
    ],
  },
  kinds: ['record'],
  check({ file, report }) {
    const { started_at: started, finished_at: finished, steps = [], occurrence } = file.yaml.data;
    if (!started || !finished) return;
    const say = (pointer: string, value: string, expected: string): void =>
      report({
        place: getValuePlace(file.yaml, pointer),
        message: `Unexpected time ${quote(value)} of ${quote(toKeyPath(pointer))}, expected ${expected}`,
        hint: 'If the record is new, write it again. If it is not, write another that `supersedes` it.',
        subject: pointer,
      });
    if (Date.parse(finished) < Date.parse(started)) {
      say('/finished_at', finished, `one from ${quote(started)} on`);
    } else {
      for (const [index, { at }] of steps.entries()) {
        if (at === undefined || (Date.parse(at) >= Date.parse(started) && Date.parse(at) <= Date.parse(finished)))
          continue;
        say(`/steps/${index}/at`, at, 'one between the start and the end');
      }
    }
    const day = finished.slice(0, 10);
    if (
      occurrence !== undefined &&
      (occurrence > addDuration(day, '1 year') || day > addDuration(occurrence, '1 year'))
    ) {
      say('/occurrence', occurrence, `a due date within a year of \`${day}\``);
    }
  },
});
