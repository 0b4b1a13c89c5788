import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { hintAtSop } from './support/ids.ts';
import { quote } from './support/text.ts';

/** The configuration as diagnostics name it; the pipeline reads it from the root. */
const CONFIGURATION_FILE = 'gait.config.yaml';

/** Warns of SOPs that an area requires and nobody has written, or nobody follows any more. */
export const rule = defineGraphRule({
  meta: {
    code: 'unknown-required-sop',
    severity: 'warning',
    summary: 'Every SOP that an area requires exists and is in use.',
    why: 'An area is not done while one of its SOPs is missing. It may be that nobody has written it yet, that its id is misspelled, or that it was retired.',
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
      {
        name: 'it is retired',
        files: { [SOP]: sopWith({ frontMatter: { status: 'retired', replaced_by: 'none' } }) },
        configuration: 'areas: [{key: operations, title: Operations, requires: [rotate-key]}]',
        expected: [
          'gait.config.yaml: Unexpected retired SOP `rotate-key` in `requires` of the area `operations`, expected one in use',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const area of base.configuration.areas) {
      for (const id of area.requires) {
        const sop = base.sops.get(id)?.file.frontMatter.data;
        if (sop && sop.status !== 'retired') continue;
        const place = `in \`requires\` of the area \`${area.key}\``;
        report({
          file: CONFIGURATION_FILE,
          message: sop
            ? `Unexpected retired SOP ${quote(id)} ${place}, expected one in use`
            : `Unexpected id ${quote(id)} ${place}, expected an SOP that exists`,
          hint: sop
            ? getSuccessorHint(sop.replaced_by)
            : hintAtSop(base, id, 'Write the SOP, or take its id off the list.'),
          subject: `${area.key}/${id}`,
        });
      }
    }
  },
});

function getSuccessorHint(successor = 'none'): string {
  return successor === 'none' ? 'Take it off the list.' : `Require \`${successor}\` instead.`;
}
