import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getChangedSteps, type StepChange } from '../../plugins/docusaurus-plugin-gait/src/report/changed-steps.ts';
import { procedure, readBody } from './read-support.ts';

const BASH = (code: string) => `\n\n   \`\`\`bash\n   ${code}\n   \`\`\``;

function compare(before: string, after: string): StepChange[] {
  return getChangedSteps(readBody(procedure(before)), readBody(procedure(after)));
}

/** What changed, in short: kind, id and parts. */
function toShort(changes: StepChange[]): string[] {
  return changes.map((change) => {
    const step = change.kind === 'removed' ? change.before : change.after;
    return [change.kind, step.id, ...('parts' in change ? change.parts : [])].join(' ');
  });
}

describe('steps that changed', () => {
  it('are none for the same text, whatever its markup, wrapping and expected output', () => {
    const before = `1. Take the **old** key out of\n   [service](https://example.com/a). {#out}${BASH('aws iam list-users')}`;
    const after = `3) Take the old key  out of service. {#out}${BASH('aws iam list-users')}\n\n   \`\`\`output\n   []\n   \`\`\``;
    expect(compare(before, after)).toEqual([]);
  });

  it('are added, and removed where they were', () => {
    expect(toShort(compare('1. One. {#a}\n2. Two. {#b}\n3. Three. {#c}', '1. One. {#a}\n2. Three. {#c}'))).toEqual([
      'removed b',
    ]);
    const changes = compare('1. One. {#a}', '1. Call the owner. {#b}\n2. One. {#a}');
    expect(changes).toEqual([
      {
        kind: 'added',
        after: { id: 'b', number: 1, title: 'Call the owner', text: 'Call the owner.', actions: [] },
      },
    ]);
  });

  it('name the parts that differ, with both states', () => {
    const before = `1. Cut it. {#cut}${BASH('echo a')}\n\n   Wait: 5 minutes`;
    const after = `1. Cut it off. {#cut}${BASH('echo b')}\n\n   Wait: 6 minutes\n   If this fails: [Rollback](#rollback)`;
    const [change] = compare(before, after);
    expect(change).toMatchObject({
      kind: 'changed',
      parts: ['text', 'actions', 'on_failure', 'wait'],
      before: { text: 'Cut it.', actions: [{ kind: 'command', language: 'bash', code: 'echo a' }], wait: '5 minutes' },
      after: { text: 'Cut it off.', wait: '6 minutes', onFailure: 'rollback' },
    });
  });

  it('see an approval that moves behind the command it held back', () => {
    const gate = '\n\n   :::approval{role=approver}\n   Ask first.\n   :::';
    expect(toShort(compare(`1. Do. {#do}${gate}${BASH('rm x')}`, `1. Do. {#do}${BASH('rm x')}${gate}`))).toEqual([
      'changed do actions',
    ]);
  });

  it('keep a step that is reworded and so gets another id', () => {
    expect(toShort(compare('1. List the keys of the user.', '1. List all keys of the user.'))).toEqual([
      'changed list-all-keys-of-the-user id text',
    ]);
    expect(toShort(compare(`1. Look.${BASH('aws x')}`, `1. Tell us about it.${BASH('aws x')}`))).toEqual([
      'changed tell-us-about-it id text',
    ]);
    expect(toShort(compare('1. Page the team.', '1. Delete everything.'))).toEqual([
      'removed page-the-team',
      'added delete-everything',
    ]);
  });

  it('move as few steps as can be', () => {
    const items = (ids: string) => [...ids].map((id, index) => `${index + 1}. Step ${id}. {#${id}}`).join('\n');
    expect(toShort(compare(items('abcd'), items('bcda')))).toEqual(['moved a position']);
    expect(toShort(compare(items('abcd'), items('xabcd')))).toEqual(['added x']);
    expect(toShort(compare(items('ab'), items('ba')))).toHaveLength(1);
  });

  it('account for every step of both texts', () => {
    const Ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
    fc.assert(
      fc.property(Ids, Ids, (before, after) => {
        const toBody = (ids: string[]) =>
          readBody(procedure(ids.map((id, index) => `${index + 1}. Word${id}. {#${id}}`).join('\n') || 'None.'));
        const changes = getChangedSteps(toBody(before), toBody(after));
        const of = (kind: StepChange['kind']) => changes.filter((one) => one.kind === kind).length;
        expect(after.length - before.length).toBe(of('added') - of('removed'));
        expect(of('added')).toBe(after.filter((id) => !before.includes(id)).length);
        expect(of('changed')).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('of two hostile texts are found quickly', () => {
    const [step] = readBody(procedure('1. Look.')).steps;
    if (!step) throw new Error('no step');
    const many = (word: string) => ({
      steps: Array.from({ length: 30_000 }, (_, at) => ({ ...step, id: `${word}-${at}`, text: `${word} ${at}` })),
    });
    const [before, after] = [many('a'), many('b')];
    const start = performance.now();
    expect(getChangedSteps(before, after)).toHaveLength(60_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
