import { SecretOptions } from '../model/allowed-secrets.ts';
import { commandSopWith, RECORD, recordWith, SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { YAML_KINDS } from './support/yaml.ts';

// Put together here, so that no scanner takes this file for a leak.
const TOKEN = `ghp_${'1a2B'.repeat(9)}`;
const ADDRESS = ['postgres://reports', 's3cr3t-pa55@db.internal'].join(':');
const SECRET_KEY = `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'1a2B3c4D5e'}`;

/** Reports credentials. What was found is known before the file is read; its value is covered everywhere. */
export const rule = defineFileRule({
  meta: {
    code: 'secret',
    severity: 'error',
    summary: 'No file holds a credential.',
    why: "What is in git stays in its history and in every copy, and what is published is read by strangers: a credential that got in counts as leaked. Everything is scanned with the recommended rules of [secretlint](https://github.com/secretlint/secretlint): SOPs, standards, guide, catalogues, records, exceptions, findings, the files of automations and the configuration. AWS' documented example keys pass. Values are covered in all output.",
    options: SecretOptions,
    ok: [
      {
        name: 'an allowed value in quotes, of which the pattern takes the quotation mark along',
        hidden: true,
        configuration: `rules: {secret: [error, {allow: [{value: '${ADDRESS}', reason: 'Made up'}]}]}`,
        files: { 'scripts/rotate-key/notes.md': `"${ADDRESS}"\n` },
      },
      {
        name: "AWS' documented example keys",
        files: {
          [SOP]: commandSopWith(
            'export AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE"\nexport AWS_SECRET_ACCESS_KEY="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"',
          ),
        },
      },
      {
        name: 'a value that is no secret, allowed with a reason',
        hidden: true,
        files: { [SOP]: sopWith({ sections: { Purpose: `A token looks like ${TOKEN}.` } }) },
        configuration: `rules: {secret: [error, {allow: [{value: '${TOKEN}', reason: 'Made up for the drill'}]}]}`,
      },
    ],
    notOk: [
      {
        name: 'a token',
        hidden: true,
        files: { [SOP]: sopWith({ sections: { Purpose: `Log in with ${TOKEN}.` } }) },
        expected: ['docs/sops/rotate-key.md:15:13: Unexpected GitHub token, expected no credential'],
      },
      {
        name: 'an allowed value, of which another one is the beginning',
        hidden: true,
        configuration: `rules: {secret: [error, {allow: [{value: '${ADDRESS}', reason: 'Made up'}]}]}`,
        files: { [RECORD]: recordWith({ notes: `dump taken from ${ADDRESS}/main` }) },
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:11:24: Unexpected PostgreSQL address with a password, expected no credential',
        ],
      },
      {
        name: 'a secret access key',
        hidden: true,
        files: { [SOP]: commandSopWith(`export AWS_SECRET_ACCESS_KEY="${SECRET_KEY}"`) },
        expected: ['docs/sops/rotate-key.md:22:34: Unexpected AWS secret access key, expected no credential'],
      },
      {
        name: 'an address with a password, in a record',
        hidden: true,
        files: { [RECORD]: recordWith({ notes: `dump taken from ${ADDRESS}/main` }) },
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:11:24: Unexpected PostgreSQL address with a password, expected no credential',
        ],
      },
      {
        name: 'a comment cannot switch it off',
        hidden: true,
        files: { [SOP]: sopWith({ sections: { Purpose: `<!-- secretlint-disable -->\n\nLog in with ${TOKEN}.` } }) },
        expected: ['docs/sops/rotate-key.md:17:13: Unexpected GitHub token, expected no credential'],
      },
      {
        name: 'beside an automation',
        hidden: true,
        files: { 'scripts/rotate-key/automation.ts': `const token = '${TOKEN}';\n` },
        expected: ['scripts/rotate-key/automation.ts:1:16: Unexpected GitHub token, expected no credential'],
      },
    ],
  },
  kinds: [...YAML_KINDS, 'code-owners', 'other'],
  check({ file, report }) {
    for (const { kind, title, place } of file.secrets ?? []) {
      report({
        place,
        message: `Unexpected ${title}, expected no credential`,
        hint: 'Revoke it where it was issued, since git keeps it; then take it out of the file and of the commits that are not pushed.',
        subject: kind,
      });
    }
  },
});
