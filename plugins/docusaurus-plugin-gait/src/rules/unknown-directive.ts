import type { DirectiveProblem, Gate } from '../model/body.ts';
import { getSuggestion } from '../model/suggest.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule, type Report } from './rule.ts';
import { hintAt, listChoices, quote } from './support/text.ts';
import { PAGE_KINDS } from './support/yaml.ts';

const PROCEDURE = '1. Disable the old key.\n\n   :::stop\n   Do not delete it yet.\n   :::';

function sopWithGate(gate: string): string {
  return sopWith({
    frontMatter: { roles: '[approver]' },
    sections: { Procedure: `1. Disable the old key.\n\n   ${gate}` },
  });
}

/** Reports directives other than stop and approval, and those two when they are not whole. */
export const rule = defineFileRule({
  meta: {
    code: 'unknown-directive',
    severity: 'error',
    summary: 'The only directives are `:::stop` and `:::approval{role=…}`, each closed, inside a step.',
    why: 'A gate holds whoever follows the steps until it is passed. One that is misspelled, not closed or asks a role that takes no part would hold nobody.',
    ok: [
      { name: 'a stop', files: { [SOP]: sopWith({ sections: { Procedure: PROCEDURE } }) } },
      { name: 'an approval', files: { [SOP]: sopWithGate(':::approval{role=approver}\n   Show the key.\n   :::') } },
      {
        name: 'text that only looks like one',
        files: { [SOP]: sopWith({ sections: { Purpose: 'At 10:30 somebody calls ec2:RunInstances.' } }) },
      },
    ],
    notOk: [
      {
        name: 'another directive',
        files: { [SOP]: sopWithGate(':::warning\n   Do not delete it yet.\n   :::') },
        expected: [
          'docs/sops/rotate-key.md:22:4: Unexpected directive `:::warning`, expected `:::stop` or `:::approval`',
        ],
      },
      {
        name: 'not closed',
        files: { [SOP]: sopWithGate(':::stop\n   Do not delete it yet.') },
        expected: ['docs/sops/rotate-key.md:22:4: Unexpected end of `:::stop`, expected a line `:::` that closes it'],
      },
      {
        name: 'an attribute',
        files: { [SOP]: sopWithGate(':::stop{role=approver}\n   Do not delete it yet.\n   :::') },
        expected: ['docs/sops/rotate-key.md:22:4: Unexpected attribute `role` of `:::stop`, expected none'],
      },
      {
        name: 'nobody to approve',
        files: { [SOP]: sopWithGate(':::approval\n   Show the key.\n   :::') },
        expected: ['docs/sops/rotate-key.md:22:4: Unexpected approval without a role, expected `approver`'],
      },
      {
        name: 'a role that takes no part',
        files: { [SOP]: sopWithGate(':::approval{role=operator}\n   Show the key.\n   :::') },
        expected: ['docs/sops/rotate-key.md:22:4: Unexpected role `operator` of an approval, expected `approver`'],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    for (const problem of file.body?.directives ?? []) report(describe(problem));
    if (file.kind !== 'sop') return;
    const roles = file.frontMatter.data.roles;
    for (const gate of file.body?.steps.flatMap((step) => step.gates) ?? []) {
      if (gate.kind !== 'approval' || !roles || (gate.role !== undefined && roles.includes(gate.role))) continue;
      report(describeApproval(gate, roles));
    }
  },
});

function describe({ kind, name, attribute, place }: DirectiveProblem): Report {
  const subject = `${kind}/${name}/${attribute ?? ''}`;
  if (kind === 'unclosed') {
    return {
      place,
      subject,
      message: `Unexpected end of ${quote(`:::${name}`)}, expected a line \`:::\` that closes it`,
      hint: 'Close it, indented like its first line.',
    };
  }
  if (kind === 'attribute') {
    return {
      place,
      subject,
      message: `Unexpected attribute ${quote(attribute ?? '')} of ${quote(`:::${name}`)}, expected ${name === 'approval' ? '`role` alone' : 'none'}`,
      hint: 'Remove it.',
    };
  }
  if (kind === 'misplaced') {
    return {
      place,
      subject,
      message: `Unexpected ${quote(`:::${name}`)} outside a step, expected it inside one`,
      hint: 'Indent it to the text of its step.',
    };
  }
  return {
    place,
    subject,
    message: `Unexpected directive ${quote(`:::${name}`)}, expected \`:::stop\` or \`:::approval\``,
    expected: [':::stop', ':::approval{role=…}'],
    hint: hintAt(getSuggestion(name, ['stop', 'approval']), 'Write it as text, or as a quotation with `>`.'),
  };
}

function describeApproval({ role, place }: Extract<Gate, { kind: 'approval' }>, roles: string[]): Report {
  const choices = roles.length === 0 ? 'a role that the front matter lists under `roles`' : listChoices(roles);
  return {
    place,
    subject: `approval/${role ?? ''}`,
    message:
      role === undefined
        ? `Unexpected approval without a role, expected ${choices}`
        : `Unexpected role ${quote(role)} of an approval, expected ${choices}`,
    expected: roles,
    hint: 'Name the role that approves, and list it under `roles`.',
  };
}
