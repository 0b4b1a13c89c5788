import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SopBody, Step } from '../../plugins/docusaurus-plugin-gait/src/model/body.ts';
import { getFingerprint } from '../../plugins/docusaurus-plugin-gait/src/model/fingerprint.ts';
import { parseSopBody } from '../../plugins/docusaurus-plugin-gait/src/read/body/index.ts';
import { getChangedSteps, getTextChanges } from '../../plugins/docusaurus-plugin-gait/src/report/changed-steps.ts';

/** A step: its id, its text, and the code of its command. */
type Part = [id: string, text: string, code?: string, more?: string[]];

function toBody(parts: readonly Part[], rest = ''): SopBody {
  const steps = parts.map(([id, text, code, more = []], index) => {
    const fence = code === undefined ? '' : `\n\n   \`\`\`bash\n   ${code}\n   \`\`\``;
    return `${[`${index + 1}. ${text} {#${id}}${fence}`, ...more].join('\n\n   ')}\n`;
  });
  const { body } = parseSopBody({
    text: `## Procedure\n\n${steps.join('\n')}\n${rest}`,
    start: { line: 1, column: 1, offset: 0 },
  });
  if (!body) throw new Error('The text cannot be read');
  return body;
}

const A: Part = ['a', 'Find the key.', 'aws iam list-access-keys'];
const B: Part = ['b', 'Disable it.', 'aws iam update-access-key'];
const C: Part = ['c', 'Tell the owner.'];

const changes = (before: Part[], after: Part[]) =>
  getChangedSteps(toBody(before).steps, toBody(after).steps).map(({ kind, id, before: from, after: to, parts }) =>
    [kind, id, from ?? '-', to ?? '-', ...parts].join(' '),
  );

describe('changed steps', () => {
  it('has nothing to say of equal texts', () => {
    expect(changes([A, B, C], [A, B, C])).toEqual([]);
  });

  it('names what was added, removed and changed', () => {
    expect(changes([A, B], [A, ['b', 'Disable it.', 'aws iam delete-access-key'], C])).toEqual([
      'changed b 2 2 commands',
      'added c - 3',
    ]);
    expect(changes([A, B, C], [B])).toEqual(['removed a 1 -', 'removed c 3 -']);
    expect(changes([A], [['a', 'Find the key of the user.', 'aws iam list-access-keys']])).toEqual([
      'changed a 1 1 text',
    ]);
  });

  it('names the fewest steps that moved', () => {
    expect(changes([A, B, C], [C, A, B])).toEqual(['moved c 3 1']);
    expect(changes([A, B, C], [B, C, A])).toEqual(['moved a 1 3']);
  });

  it('knows a step by what it says or runs when its id is new', () => {
    expect(changes([A, B], [['find', A[1], A[2]], B])).toEqual([]);
    expect(changes([A, B], [['find', 'Look for the key.', A[2]], B])).toEqual(['changed find 1 1 text']);
  });

  it('tells gates, their order, branches and waits apart', () => {
    const step = (...lines: string[]): Step[] => toBody([['a', 'Disable it.', undefined, lines]]).steps;
    const command = '```bash\n   aws iam update-access-key\n   ```';
    const stop = ':::stop\n   Wait for the owner.\n   :::';
    const parts = (before: Step[], after: Step[]) => getChangedSteps(before, after).flatMap((one) => one.parts);
    expect(parts(step(command), step(command, stop))).toEqual(['gates']);
    expect(parts(step(command, stop), step(stop, command))).toEqual(['order']);
    expect(parts(step(command), step(command, 'Wait: 5 minutes'))).toEqual(['wait']);
    expect(parts(step(command), step(command, 'If this fails: [Rollback](#rollback)'))).toEqual(['branch']);
  });

  it('names Verification and Rollback', () => {
    const before = toBody([A], '## Verification\n\nThere is one key.\n\n## Rollback\n\nEnable it.\n');
    const after = toBody([A], '## Verification\n\nThere is no key.\n\n## Rollback\n\nEnable *it*.\n');
    expect(getTextChanges(before, after)).toEqual({ steps: [], others: ['verification'] });
  });

  it('finds a change exactly when the fingerprint differs', () => {
    const part = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.constantFrom('Look.', 'Do it.'),
      fc.constantFrom('ls', 'pwd'),
    );
    const text = fc.uniqueArray(part, { selector: ([id]) => id, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [a, b] = [toBody(before), toBody(after)];
        const isSame = getFingerprint(a, []) === getFingerprint(b, []);
        expect(getChangedSteps(a.steps, b.steps).length === 0).toBe(isSame);
      }),
      { numRuns: 60 },
    );
  });
});
