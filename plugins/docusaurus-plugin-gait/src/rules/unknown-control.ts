import { ControlReference } from '../model/schema/common.ts';
import { SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { findControl, getControlKeys } from './support/controls.ts';
import { hintAt, quote } from './support/text.ts';

/** Reports controls that no catalogue lists. */
export const rule = defineGraphRule({
  meta: {
    code: 'unknown-control',
    severity: 'error',
    summary: 'Every control that an SOP, a standard or a record names is in a catalogue of its framework and version.',
    why: 'A control that is misspelled looks covered on the SOP and stays uncovered in every report. Records keep what they say for ever, so in them this is a warning.',
    ok: [
      {
        name: 'a control of a catalogue',
        files: { [SOP]: walkSopWith({ frontMatter: { controls: "['cis-aws@5.0.0#1.13']" } }) },
      },
    ],
    notOk: [
      {
        name: 'another number',
        files: { [SOP]: walkSopWith({ frontMatter: { controls: "['cis-aws@5.0.0#1.31']" } }) },
        expected: [
          'docs/sops/rotate-key.md:15:12: Unexpected control `cis-aws@5.0.0#1.31`, expected one of the catalogue `cis-aws@5.0.0`',
        ],
      },
      {
        name: 'another version',
        files: { [SOP]: walkSopWith({ frontMatter: { controls: "['cis-aws@4.0.0#1.13']" } }) },
        expected: [
          'docs/sops/rotate-key.md:15:12: Unexpected control `cis-aws@4.0.0#1.13`, expected one of a catalogue',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const file of base.files.values()) {
      if (file.kind !== 'sop' && file.kind !== 'standard' && file.kind !== 'record') continue;
      if (file.kind === 'record' && !file.yaml.data.attests?.length) continue;
      for (const use of getControlKeys(file)) {
        const { reference } = use;
        if (base.controls.has(reference) || !ControlReference.safeParse(reference).success) continue;
        const framework = reference.slice(0, reference.indexOf('#'));
        const isFrameworkKnown = base.frameworks.has(framework);
        const similar = findControl(base, reference);
        report({
          file: file.path,
          place: use.place,
          severity: file.kind === 'record' ? 'warning' : undefined,
          message: `Unexpected control ${quote(reference)}, expected one of ${isFrameworkKnown ? `the catalogue \`${framework}\`` : 'a catalogue'}`,
          expected: isFrameworkKnown ? undefined : [...base.frameworks.keys()],
          hint: hintAt(
            similar,
            isFrameworkKnown
              ? 'Look the control up in the catalogue.'
              : `Add a catalogue of \`${framework}\` to \`${base.configuration.paths.controls}\`, or name a version that is there.`,
          ),
          subject: reference,
        });
      }
    }
  },
});
