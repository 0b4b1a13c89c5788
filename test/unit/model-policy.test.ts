import { describe, expect, it } from 'vitest';
import type { RecordFile } from '../../plugins/docusaurus-plugin-gait/src/model/document.ts';
import type { AddedBy } from '../../plugins/docusaurus-plugin-gait/src/model/knowledge-base.ts';
import {
  getMaturityState,
  getRequirements,
  type MaturityInput,
} from '../../plugins/docusaurus-plugin-gait/src/model/policy.ts';
import { Configuration } from '../../plugins/docusaurus-plugin-gait/src/model/schema/configuration.ts';
import { GaitRecord } from '../../plugins/docusaurus-plugin-gait/src/model/schema/record.ts';

const FINGERPRINT = 'g1-0000000000000001';
const PEOPLE = { '@alice': ['alice@example.com'], '@bob': ['Bob@Example.com'], '@carol': ['carol@example.com'] };
const POLICY = Configuration.shape.policy.parse(undefined);

type RecordInput = { [K in keyof GaitRecord]?: unknown };

function record(changes: RecordInput = {}): RecordFile {
  const id = (changes.id as string | undefined) ?? '2026-11-01-aaaaaa';
  const data = GaitRecord.parse({
    schema: 1,
    id,
    sop: 'x',
    fingerprint: FINGERPRINT,
    commit: '4c1f0a9b7d3e',
    performer: { person: '@alice' },
    started_at: '2026-11-01T10:00:00Z',
    finished_at: '2026-11-01T11:00:00Z',
    environment: 'production',
    outcome: 'completed',
    ...changes,
  });
  const yaml = { data, isValid: true, raw: data, places: {}, syntax: [], issues: [] };
  return { kind: 'record', path: `records/x/${id}.yaml`, hash: '', yaml };
}

const by = (name: string): AddedBy => ({ commit: 'c', email: `${name}@example.com`, name });

/** Records with who committed them; each is committed by its own person when nothing else is said. */
function assess(records: RecordFile[], changes: Partial<MaturityInput> = {}) {
  const addedBy = new Map(
    records.map((one): [string, AddedBy] => {
      const { performer } = one.yaml.data;
      return [one.path, by(performer && 'person' in performer ? performer.person.slice(1) : 'robot')];
    }),
  );
  return getMaturityState({
    sop: { maturity: 'run', area: 'operations', automation: 'x' },
    fingerprint: FINGERPRINT,
    records,
    addedBy,
    policy: POLICY,
    people: PEOPLE,
    asOf: '2026-11-20',
    ...changes,
  });
}

const walks = (people: string[]) =>
  people.map((person, index) => record({ id: `2026-11-0${index + 1}-aaaaaa`, performer: { person } }));

describe('getMaturityState', () => {
  it('earns crawl without evidence, and says what each level asks', () => {
    expect(assess([])).toEqual({
      claimed: 'run',
      earned: 'crawl',
      effective: 'crawl',
      unmet: [
        { level: 'walk', what: '0 of 1 record' },
        { level: 'run', what: '0 of 3 records' },
        { level: 'run', what: '0 of 2 people' },
      ],
      counting: [],
      ignored: [],
      rehearsed: false,
    });
  });

  it('earns walk by one record, run by three of two people with an automation, ready without', () => {
    expect(assess(walks(['@alice']))).toMatchObject({
      earned: 'walk',
      effective: 'walk',
      counting: ['2026-11-01-aaaaaa'],
    });
    expect(assess(walks(['@alice', '@alice', '@alice'])).unmet).toEqual([{ level: 'run', what: '1 of 2 people' }]);
    expect(assess(walks(['@alice', '@bob', '@alice']))).toMatchObject({ earned: 'run', effective: 'run', unmet: [] });
    const ready = assess(walks(['@alice', '@bob', '@alice']), { sop: { maturity: 'run' } });
    expect(ready).toMatchObject({
      earned: 'ready',
      effective: 'walk',
      unmet: [{ level: 'run', what: 'an automation' }],
    });
  });

  it('is never more than the claim', () => {
    const state = assess(walks(['@alice', '@bob', '@alice']), { sop: { maturity: 'crawl', automation: 'x' } });
    expect(state).toMatchObject({ claimed: 'crawl', earned: 'run', effective: 'crawl' });
  });

  it('asks for walk before run, even where run alone would be met', () => {
    const policy = { ...POLICY, walk: { records: 1, by: ['exercise' as const] } };
    expect(assess(walks(['@alice', '@bob', '@alice']), { policy })).toMatchObject({
      earned: 'crawl',
      effective: 'crawl',
    });
  });

  it.each<[string, RecordInput, string]>([
    ['it did not complete', { outcome: 'deviated' }, 'ended as deviated'],
    ['the text has changed', { fingerprint: 'g1-0000000000000002' }, 'made for another text of the SOP'],
    ['a machine made it', { performer: { automation: 'x' } }, 'made by an automation'],
    ['it lies in the future', { finished_at: '2026-12-01T00:00:00Z' }, 'finished after 2026-11-20'],
    ['nobody knows the person', { performer: { person: '@mallory' } }, 'not vouched for: @mallory did not commit it'],
    [
      'the person approved it',
      { approvals: [{ role: 'approver', by: '@alice' }] },
      'approved by @alice who carried it out',
    ],
  ])('ignores a record when %s', (_, changes, reason) => {
    expect(assess([record(changes)])).toMatchObject({
      earned: 'crawl',
      ignored: [{ id: '2026-11-01-aaaaaa', reason }],
    });
  });

  it('counts an approval by somebody else, an accepted fingerprint, and a time on the day itself', () => {
    expect(assess([record({ approvals: [{ role: 'approver', by: '@bob' }] })]).earned).toBe('walk');
    const sop = { maturity: 'walk' as const, accepts: ['g1-0000000000000002'] };
    expect(assess([record({ fingerprint: 'g1-0000000000000002' })], { sop }).earned).toBe('walk');
    expect(assess([record({ finished_at: '2026-11-20T23:59:00Z' })]).earned).toBe('walk');
  });

  it('takes the day of a record in the time zone of the configuration', () => {
    const late = record({ finished_at: '2026-11-21T01:00:00+13:00' });
    expect(assess([late]).earned).toBe('walk');
    expect(assess([late], { timezone: 'Pacific/Auckland' }).earned).toBe('crawl');
  });

  it('ignores what a later record corrects, whatever became of that one', () => {
    const correction = record({ id: '2026-11-02-bbbbbb', outcome: 'failed', supersedes: '2026-11-01-aaaaaa' });
    expect(assess([record(), correction]).ignored).toEqual([
      { id: '2026-11-01-aaaaaa', reason: 'superseded by a later record' },
      { id: '2026-11-02-bbbbbb', reason: 'ended as failed' },
    ]);
  });

  it('looks at environment and age for run alone by default', () => {
    const old = walks(['@alice', '@bob']).concat(
      record({ id: '2026-05-01-cccccc', finished_at: '2026-05-01T00:00:00Z' }),
    );
    expect(assess(old)).toMatchObject({ earned: 'walk', unmet: [{ level: 'run', what: '2 of 3 records' }] });
    expect(assess(old, { asOf: '2026-11-03' }).earned).toBe('walk');
    expect(
      assess([...walks(['@alice', '@bob']), record({ id: '2026-11-09-cccccc', environment: 'emulator' })]).earned,
    ).toBe('walk');
  });

  it('counts the last day of the age, and not the day after', () => {
    const three = walks(['@alice', '@bob', '@carol']);
    expect(assess(three, { asOf: '2027-04-30' }).earned).toBe('run');
    expect(assess(three, { asOf: '2027-05-01' }).earned).toBe('walk');
  });

  it('believes a person only by the commit that added the record', () => {
    const one = record();
    expect(assess([one], { addedBy: new Map([[one.path, by('bob')]]) }).earned).toBe('crawl');
    expect(assess([one], { addedBy: new Map() })).toMatchObject({
      ignored: [{ reason: 'not vouched for: no commit added it' }],
    });
    expect(assess([record({ performer: { person: '@bob' } })]).earned).toBe('walk');
  });

  it('believes a machine by any commit, and where git knows nothing', () => {
    const one = record({ performer: { exercise: 'gait' }, environment: 'emulator' });
    expect(assess([one])).toMatchObject({ earned: 'walk', rehearsed: true });
    expect(assess([one], { addedBy: new Map() }).earned).toBe('walk');
    const other = new Map([['records/x/other.yaml', by('robot')]]);
    expect(assess([one], { addedBy: other })).toMatchObject({
      earned: 'crawl',
      ignored: [{ reason: 'not committed yet' }],
    });
  });

  it('is rehearsed only when every record that counts comes from an emulator', () => {
    const exercise = record({ id: '2026-11-02-bbbbbb', performer: { exercise: 'gait' }, environment: 'emulator' });
    expect(assess([exercise]).rehearsed).toBe(true);
    expect(assess([exercise, record()]).rehearsed).toBe(false);
  });

  it('counts nothing for a text that cannot be read, or a record that is wrong', () => {
    expect(assess([record()], { fingerprint: undefined }).earned).toBe('crawl');
    const broken = record();
    broken.yaml.isValid = false;
    expect(assess([broken])).toMatchObject({ earned: 'crawl', ignored: [{ reason: 'cannot be read' }] });
  });
});

describe('getRequirements', () => {
  it('lays refinements over the policy over the defaults; a later one wins', () => {
    const policy = Configuration.shape.policy.parse({
      run: { records: 5 },
      refine: [
        { risk: 'high', run: { records: 7, people: 3 } },
        { area: 'production', run: { records: 9 } },
        { area: 'operations', run: { records: 1 } },
      ],
    });
    expect(getRequirements(policy, { area: 'production', risk: 'high' }).run).toEqual({
      records: 9,
      people: 3,
      by: ['person'],
      environments: ['staging', 'production'],
      within: '180 days',
      automation: 'required',
    });
    expect(getRequirements(policy, { area: 'production' }).run.records).toBe(9);
    expect(getRequirements(policy, {}).run.records).toBe(5);
    expect(getRequirements(policy, {}).walk).toEqual({ records: 1, by: ['person', 'exercise'] });
  });
});

describe('who approved', () => {
  it.each(['@alice', '@Alice', '@alice-admin'])('is somebody else than the performer: %s is not', (by_) => {
    const approved = record({ approvals: [{ role: 'approver', by: by_ }] });
    const people = { ...PEOPLE, '@alice-admin': ['ALICE@example.com'] };
    expect(assess([approved], { people }).ignored).toEqual([
      { id: approved.yaml.data.id, reason: 'approved by @alice who carried it out' },
    ]);
    expect(assess([record({ approvals: [{ role: 'approver', by: '@bob' }] })], { people }).counting).toHaveLength(1);
  });
});
