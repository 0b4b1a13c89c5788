import { describe, expect, it } from 'vitest';
import { GaitRecord } from '../../plugins/docusaurus-plugin-gait/src/model/schema/record.ts';
import { toWalkText } from '../../plugins/docusaurus-plugin-gait/src/report/walk/export.ts';
import {
  getIssueLink,
  getNewFileLink,
  getProposal,
  LONGEST_ADDRESS,
} from '../../plugins/docusaurus-plugin-gait/src/report/walk/handover.ts';
import { getNextState, type WalkEvent } from '../../plugins/docusaurus-plugin-gait/src/report/walk/next-state.ts';
import { getOutcome, getPossibleOutcomes } from '../../plugins/docusaurus-plugin-gait/src/report/walk/outcome.ts';
import { readWalk } from '../../plugins/docusaurus-plugin-gait/src/report/walk/read-walk.ts';
import {
  getDetailProblems,
  toRecord,
  toRecordText,
} from '../../plugins/docusaurus-plugin-gait/src/report/walk/record.ts';
import { getHeldFrom, getStand, isHeld } from '../../plugins/docusaurus-plugin-gait/src/report/walk/stand.ts';
import { compareTexts, type Walk, type WalkStep } from '../../plugins/docusaurus-plugin-gait/src/report/walk/text.ts';
import { parse } from 'yaml';

const TEXT: WalkStep[] = [
  { id: 'confirm', number: 1, title: 'Confirm.', parts: [{ kind: 'command', text: 'id', language: 'bash' }] },
  {
    id: 'drain',
    number: 2,
    title: 'Drain.',
    parts: [
      { kind: 'stop', text: 'Look first.' },
      { kind: 'approval', text: 'Ask.', role: 'approver' },
      { kind: 'command', text: 'drain', language: 'bash' },
    ],
    wait: '5 minutes',
  },
  { id: 'restart', number: 3, title: 'Restart.', parts: [], on_failure: { anchor: 'rollback', title: 'Rollback' } },
];
const WALK: Walk = {
  schema: 1,
  id: '3f0d6a1e-5a3c-4c57-9d0e-2f3f6b1f9c11',
  name: 'OPS-1',
  sop: 'restart-service',
  title: 'Restart a service',
  fingerprint: 'g1-3f9a0c1d77be4a02',
  commit: '4c1f0a9b7d3e',
  state: 'open',
  started_at: '2026-11-02T14:00:00+01:00',
  environment: 'production',
  performers: ['@alice'],
  steps: [],
  approvals: [],
  stops: [],
  variables: {},
  text: TEXT,
};
const at = (minute: number): string => `2026-11-02T14:${String(minute).padStart(2, '0')}:00+01:00`;
const tick = (
  step: string,
  minute: number,
  outcome: 'done' | 'skipped' | 'failed' = 'done',
  note?: string,
): WalkEvent => ({
  kind: 'tick',
  step,
  outcome,
  note,
  at: at(minute),
});
const GATES: WalkEvent[] = [
  { kind: 'pass-stop', step: 'drain', gate: 0, at: at(2) },
  { kind: 'approve', step: 'drain', gate: 1, by: '@bob', at: at(3) },
];

/** The walk after events that are all taken. */
function after(events: WalkEvent[], walk = WALK): Walk {
  return events.reduce((one, event) => {
    const { walk: next, refusal } = getNextState(one, event);
    if (!next) throw new Error(refusal);
    return next;
  }, walk);
}

const DETAILS = {
  suffix: 'k3f9qa',
  outcome: 'completed' as const,
  environment: 'production',
  person: '@alice',
  commit: '',
  reference: '',
  evidence: '',
  occurrence: '',
  notes: '',
};

describe('a walk', () => {
  it('goes step by step, and gates hold what follows', () => {
    expect(getNextState(WALK, tick('drain', 1)).refusal).toBe('Step 1 comes first.');
    const first = after([tick('confirm', 1)]);
    expect(getNextState(first, tick('confirm', 2)).refusal).toBe('Step 1 is already marked done.');
    expect(getNextState(first, tick('drain', 2)).refusal).toContain('The stop in step 2 holds');
    expect(getNextState(first, GATES[1] as WalkEvent).refusal).toContain('The stop in step 2 holds');
    const stopped = after([GATES[0] as WalkEvent], first);
    expect(
      getNextState(stopped, { kind: 'approve', step: 'drain', gate: 1, by: 'Alice', at: at(3) }).refusal,
    ).toContain('somebody else has to approve');
    const from = getHeldFrom(stopped, getStand(stopped, Date.parse(at(3))));
    expect(isHeld(from, { index: 1, gatesBefore: 1 })).toBe(false);
    expect(isHeld(from, { index: 1, gatesBefore: 2 })).toBe(true);
    expect(isHeld(from, { index: 2, gatesBefore: 0 })).toBe(true);
    expect(getNextState(stopped, tick('drain', 4, 'skipped')).refusal).toContain('needs an approval');
  });

  it('waits by absolute times', () => {
    const waiting = after([tick('confirm', 1), ...GATES, tick('drain', 4)]);
    expect(getStand(waiting, Date.parse(at(8)))).toMatchObject({
      current: { id: 'drain' },
      hold: { kind: 'wait', until: Date.parse(at(9)) },
    });
    expect(getStand(waiting, Date.parse(at(9))).current?.id).toBe('restart');
    expect(getNextState(waiting, tick('restart', 8)).refusal).toBe('Step 2 comes first.');
    const cut = after([{ kind: 'go-on', step: 'drain', at: at(6) }], waiting);
    expect(getStand(cut, Date.parse(at(6))).current?.id).toBe('restart');
  });

  it('stays at a step that failed until the person decides', () => {
    const failed = after([
      tick('confirm', 1),
      ...GATES,
      tick('drain', 4),
      tick('restart', 10, 'failed', 'unit is masked'),
    ]);
    expect(getStand(failed, Date.parse(at(11)))).toMatchObject({
      current: { id: 'restart' },
      hold: { kind: 'failed' },
    });
    expect(getOutcome(failed)).toBe('failed');
    expect(getPossibleOutcomes(failed)).toEqual(['deviated', 'failed', 'abandoned']);
    expect(getStand(after([{ kind: 'untick', step: 'restart' }], failed), Date.parse(at(11))).hold).toBeUndefined();
    expect(getOutcome(after([{ kind: 'go-on', step: 'restart', at: at(12) }], failed))).toBe('deviated');
    expect(getNextState(WALK, tick('confirm', 1, 'skipped')).refusal).toBe('Say why the step is skipped.');
  });

  it('changes hands, and nobody carries out what they approved', () => {
    const approved = after([tick('confirm', 1), ...GATES]);
    expect(getNextState(approved, { kind: 'take-over', person: '@bob', at: at(5) }).refusal).toContain(
      'gave an approval',
    );
    const handed = after([{ kind: 'take-over', person: '@carol', at: at(5) }], approved);
    expect(handed.performers).toEqual(['@alice', '@carol']);
    expect(handed.notes).toContain('@carol took over from @alice');
  });

  it('moves to a new text with the ticks of steps that are the same', () => {
    const walk = after([tick('confirm', 1), ...GATES, tick('drain', 4)]);
    const [confirm, drain, restart] = TEXT as [WalkStep, WalkStep, WalkStep];
    const text = [confirm, { ...restart, number: 2 }, { ...drain, number: 3, title: 'Drain it.' }];
    expect(compareTexts(TEXT, text).map(({ kind, id }) => [kind, id])).toEqual([['changed', 'drain']]);
    expect(compareTexts(TEXT, [confirm]).map(({ kind, id }) => [kind, id])).toEqual([
      ['removed', 'drain'],
      ['removed', 'restart'],
    ]);
    const moved = after([{ kind: 'move', fingerprint: 'g1-0000000000000000', commit: null, text, at: at(6) }], walk);
    expect(moved.steps.map(({ id }) => id)).toEqual(['confirm']);
    expect(moved.approvals).toEqual([]);
    expect(moved.notes).toContain('drain (done at');
  });

  it('is read back from the file that it was written to; what is no walk is refused', () => {
    const walk = after([tick('confirm', 1), ...GATES]);
    expect(readWalk(toWalkText(walk))).toEqual({ walk });
    expect(readWalk('[').problems).toEqual([
      'Unexpected content of the file, expected a walk that was exported from such a page (JSON).',
    ]);
    expect(readWalk('{"schema": 2}').problems?.[0]).toMatch(/^Unexpected content at schema/u);
    const stray = { ...walk, steps: [{ id: 'other', outcome: 'done', at: at(1) }] };
    expect(readWalk(JSON.stringify(stray)).problems).toEqual([
      "Unexpected step `other`, expected one of the walk's own text.",
    ]);
  });
});

describe('the record of a walk', () => {
  const done = after([
    tick('confirm', 1, 'done', "line one\nline two: it's"),
    ...GATES,
    tick('drain', 4),
    tick('restart', 10),
    { kind: 'finish', at: at(11) },
  ]);

  it('is what the format of records asks', () => {
    expect(done.state).toBe('finished');
    expect(getDetailProblems(done, DETAILS)).toEqual([]);
    const details = {
      ...DETAILS,
      reference: 'https://example.com/1',
      evidence: 'https://example.com/a\n\nhttps://example.com/b',
      notes: '- x: y',
    };
    const text = toRecordText(toRecord(done, details));
    expect(text).toMatchInlineSnapshot(`
      "schema: 1
      id: 2026-11-02-k3f9qa
      sop: restart-service
      fingerprint: g1-3f9a0c1d77be4a02
      commit: 4c1f0a9b7d3e
      performer:
        person: '@alice'
      started_at: 2026-11-02T14:00:00+01:00
      finished_at: 2026-11-02T14:11:00+01:00
      environment: production
      outcome: completed
      steps:
        - id: confirm
          outcome: done
          at: 2026-11-02T14:01:00+01:00
          note: |-
            line one
            line two: it's
        - id: drain
          outcome: done
          at: 2026-11-02T14:04:00+01:00
        - id: restart
          outcome: done
          at: 2026-11-02T14:10:00+01:00
      approvals:
        - role: approver
          by: '@bob'
      reference: https://example.com/1
      evidence:
        - https://example.com/a
        - https://example.com/b
      notes: '- x: y'
      "
    `);
    expect(GaitRecord.safeParse(parse(text)).success).toBe(true);
  });

  it('asks again for what does not fit', () => {
    const fields = getDetailProblems(
      { ...done, commit: null },
      {
        ...DETAILS,
        person: '@bob',
        reference: 'javascript:alert(1)',
        evidence: 'x',
        occurrence: '2026-02-31',
        environment: '',
      },
    ).map(({ field }) => field);
    expect(fields).toEqual(['person', 'environment', 'commit', 'reference', 'evidence', 'occurrence']);
  });

  it('says what was not reached, unless it was abandoned', () => {
    const early = after([tick('confirm', 1), { kind: 'finish', at: at(2) }]);
    expect(early.state).toBe('abandoned');
    expect(toRecord(early, { ...DETAILS, outcome: 'abandoned' }).steps).toHaveLength(1);
    expect(toRecord(early, { ...DETAILS, outcome: 'failed' }).steps?.[1]).toEqual({
      id: 'drain',
      outcome: 'skipped',
      note: 'Not reached.',
    });
  });

  it('goes to the git host whole when the address is short enough', () => {
    const home = { root: 'https://github.com/o/r', branch: 'main', view: '', edit: '', history: '' };
    const file = { path: 'records/a/x.yaml', text: 'a: 1 & ü\n' };
    const link = getNewFileLink({ ...home, host: 'github' }, file);
    expect(new URL(link.href).searchParams.get('value')).toBe(file.text);
    expect(getNewFileLink({ ...home, host: 'github' }, { ...file, text: 'ü'.repeat(2000) })).toEqual({
      href: 'https://github.com/o/r/new/main?filename=records%2Fa%2Fx.yaml',
      hasText: false,
    });
    expect(getNewFileLink({ ...home, host: 'gitlab', root: 'https://g.example/o/r/-' }, file)).toEqual({
      href: 'https://g.example/o/r/-/new/main/?file_name=records%2Fa%2Fx.yaml',
      hasText: false,
    });
  });

  it('proposes a fix in which nothing typed is Markdown', () => {
    const failed = after([tick('confirm', 1, 'failed', '@everyone ```\n# not a heading')]);
    const proposal = getProposal(failed);
    expect(proposal.text).toContain('  ````text\n  @everyone ```\n  # not a heading\n  ````');
    const home = {
      host: 'github' as const,
      root: 'https://github.com/o/r',
      branch: 'main',
      view: '',
      edit: '',
      history: '',
    };
    expect(getIssueLink(home, { title: 'x', text: 'ü'.repeat(9000) }).length).toBeLessThanOrEqual(LONGEST_ADDRESS);
  });
});
