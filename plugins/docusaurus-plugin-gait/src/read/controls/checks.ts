import { getSuggestion } from '../../model/suggest.ts';
import type { Note } from './contract.ts';
import { PROWLER_ALIASES, PROWLER_CHECKS } from '../../model/checks/prowler-aws.ts';
import { toLine } from './text.ts';

/** A check as a control lists it. */
interface ListedCheck {
  id: string;
  verified: boolean;
}

/** What a check may be called, as in `prowler:iam_root_mfa_enabled`. */
const CHECK = /^[a-z][a-z0-9-]*:[^\s]+$/u;
const PROWLER = 'prowler:';

/**
 * The checks of one control, each once and by its present name. A check that its tool does not have (only Prowler's for AWS are known,
 * `knowsChecks`) stays as written, but not as verified.
 */
export function resolveChecks(input: {
  control: string;
  checks: readonly ListedCheck[];
  knowsChecks: boolean;
  notes: Note[];
}): ListedCheck[] {
  const { control, notes } = input;
  const kept = new Map<string, ListedCheck>();
  for (const listed of input.checks) {
    const id = toLine(listed.id);
    if (!CHECK.test(id)) {
      notes.push({
        kind: 'left-out',
        at: control,
        message: `Unexpected check \`${id}\`, expected a tool and a check, such as \`prowler:iam_root_mfa_enabled\``,
        resolution: 'Left out: it names no tool.',
      });
      continue;
    }
    for (const check of input.knowsChecks ? toPresent({ ...listed, id }, control, notes) : [{ ...listed, id }]) {
      const first = kept.get(check.id);
      if (first) {
        notes.push({
          kind: 'duplicate',
          at: control,
          message: `Unexpected second \`${check.id}\`, expected each check once`,
          resolution: 'Kept once.',
        });
      }
      kept.set(check.id, { id: check.id, verified: check.verified || first?.verified === true });
    }
  }
  return [...kept.values()];
}

function toPresent(listed: ListedCheck, control: string, notes: Note[]): ListedCheck[] {
  if (!listed.id.startsWith(PROWLER)) return [listed];
  const name = listed.id.slice(PROWLER.length);
  if (PROWLER_CHECKS.has(name)) return [listed];
  const present = PROWLER_ALIASES.get(name);
  if (present) {
    notes.push({
      kind: 'alias',
      at: control,
      message: `Unexpected old name \`${name}\` of a check, expected the present one`,
      resolution: `Written as ${present.map((one) => `\`${one}\``).join(' and ')}.`,
    });
    return present.map((one) => ({ ...listed, id: `${PROWLER}${one}` }));
  }
  const suggestion = getSuggestion(name, [...PROWLER_CHECKS.keys()]);
  notes.push({
    kind: 'unknown-id',
    at: control,
    message: `Unexpected check \`${name}\`, expected one that Prowler has${suggestion ? ` (\`${suggestion}\`?)` : ''}`,
    resolution: 'Kept as written, but not as verified.',
  });
  return [{ ...listed, verified: false }];
}
