import { getSuggestion } from '../model/suggest.ts';
import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { findControl, lacksVersion } from './support/controls.ts';
import { getPages, readAddress } from './support/links.ts';
import { hintAt, quote } from './support/text.ts';

/** Reports `control:` and `automation:` links to what does not exist. */
export const rule = defineGraphRule({
  meta: {
    code: 'unknown-link-target',
    severity: 'error',
    summary: 'A `control:` link names a control of a catalogue, an `automation:` link a folder of `scripts/`.',
    why: 'Such a link is text on the git host and a link on the site. If its target does not exist it is text there too, and nobody notices.',
    ok: [
      {
        name: 'a control',
        files: { [SOP]: sopWith({ sections: { Purpose: 'See [CIS 1.13](control:cis-aws@5.0.0#1.13).' } }) },
      },
    ],
    notOk: [
      {
        name: 'no such control',
        files: { [SOP]: sopWith({ sections: { Purpose: 'See [CIS 1.14](control:cis-aws@5.0.0#1.14).' } }) },
        expected: [
          'docs/sops/rotate-key.md:15:16: Unexpected control `cis-aws@5.0.0#1.14` in a link, expected one of a catalogue',
        ],
      },
      {
        name: 'no such automation',
        files: { [SOP]: sopWith({ sections: { Purpose: 'Run [the script](automation:rotate-keys).' } }) },
        expected: [
          'docs/sops/rotate-key.md:15:18: Unexpected automation `rotate-keys` in a link, expected a folder of `scripts`',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { file, body } of getPages(base)) {
      for (const { url, urlPlace } of body.links) {
        const address = readAddress(url);
        if (address.kind !== 'control' && address.kind !== 'automation') continue;
        const known: ReadonlyMap<string, unknown> = address.kind === 'control' ? base.controls : base.automations;
        if (known.has(address.name) || (address.kind === 'control' && lacksVersion(address.name))) continue;
        const where =
          address.kind === 'control' ? 'one of a catalogue' : `a folder of \`${base.configuration.paths.scripts}\``;
        report({
          file: file.path,
          place: urlPlace,
          message: `Unexpected ${address.kind} ${quote(address.name)} in a link, expected ${where}`,
          hint: hintAt(
            address.kind === 'control'
              ? findControl(base, address.name)
              : getSuggestion(address.name, [...known.keys()]),
            address.kind === 'control'
              ? 'Name a control with its framework and version.'
              : 'Name the folder of the automation.',
          ),
          subject: url,
        });
      }
    }
  },
});
