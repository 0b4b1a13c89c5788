import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { hintAtSop } from './support/ids.ts';
import { quote } from './support/text.ts';

/** The configuration as diagnostics name it; the pipeline reads it from the root. */
const CONFIGURATION_FILE = 'gait.config.yaml';

/** Warns of SOPs that an area requires and nobody has written. */
export const rule = defineGraphRule({
  meta: {
    code: 'unknown-required-sop',
    severity: 'warning',
    summary: 'Every SOP that an area requires exists.',
    why: 'An area is not done while one of its SOPs is missing. It may be that nobody has written it yet, or that its id is misspelled.',
    ok: [
      {
        name: 'it exists',
        files: { [SOP]: sopWith() },
        configuration: 'areas: [{key: operations, title: Operations, requires: [rotate-key]}]',
      },
    ],
    notOk: [
      {
        name: 'it does not exist',
        files: {},
        configuration: 'areas: [{key: operations, title: Operations, requires: [rotate-key, revoke-key]}]',
        expected: [
          'gait.config.yaml: Unexpected id `revoke-key` in `requires` of the area `operations`, expected an SOP that exists',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const area of base.configuration.areas) {
      for (const id of area.requires) {
        if (base.sops.has(id)) continue;
        report({
          file: CONFIGURATION_FILE,
          message: `Unexpected id ${quote(id)} in \`requires\` of the area \`${area.key}\`, expected an SOP that exists`,
          hint: hintAtSop(base, id, 'Write the SOP, or take its id off the list.'),
          subject: `${area.key}/${id}`,
        });
      }
    }
  },
});
