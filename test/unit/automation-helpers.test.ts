import { describe, expect, it } from 'vitest';
import type { Clients, Context } from '../../plugins/docusaurus-plugin-gait/src/automation/index.ts';
import {
  getNewFindings,
  readEventHistory,
  toUndone,
} from '../../plugins/docusaurus-plugin-gait/src/automation/index.ts';

describe('what a verification says', () => {
  const [known, fresh] = ['lock', 'expiry'].map((id) => ({ id, resource: 'example.com', what: id, advice: 'Look' }));

  it('is what the plan did not know, whatever it is called now', () => {
    const plan = { findings: known ? [known] : [] };
    const found = [known, fresh].flatMap((one) => (one ? [{ ...one, what: 'now' }] : []));
    expect(getNewFindings(plan, found)).toEqual([{ ...fresh, what: 'now' }]);
    expect(getNewFindings(plan, [])).toEqual([]);
  });

  it('is what a new plan would still do', () => {
    const action = { id: 'alarm/bill', resource: 'bill', what: 'Put the alarm in place', data: { before: null } };
    expect(toUndone([action], 'Run again')).toEqual([
      { id: 'alarm/bill', resource: 'bill', what: 'Still to be done: Put the alarm in place', advice: 'Run again' },
    ]);
  });
});

describe('the event history', () => {
  /** A history of so many pages with one event each, the last with an event that holds nothing. */
  const open = (pages: number) => {
    const asked: unknown[] = [];
    const lookupEvents = (input: { NextToken?: string }) => {
      asked.push(input);
      const page = Number(input.NextToken ?? '1');
      const Events = [page < pages ? { CloudTrailEvent: JSON.stringify({ eventID: `${page}` }) } : {}];
      return Promise.resolve({ Events, NextToken: page < pages ? `${page + 1}` : undefined });
    };
    const clients = { cloudTrail: { lookupEvents } } as unknown as Clients;
    const read = (mostPages: number) =>
      readEventHistory<{ eventID?: string }>({ clients } satisfies Pick<Context, 'clients'>, {
        key: 'EventName',
        value: 'StopLogging',
        mostPages,
      });
    return { asked, read };
  };

  it('is read to its end', async () => {
    const { asked, read } = open(3);
    expect(await read(10)).toEqual([{ eventID: '1' }, { eventID: '2' }, {}]);
    const LookupAttributes = [{ AttributeKey: 'EventName', AttributeValue: 'StopLogging' }];
    expect(asked).toEqual([undefined, '2', '3'].map((NextToken) => ({ LookupAttributes, NextToken })));
  });

  it('is read for no more pages than were asked for', async () => {
    const { asked, read } = open(100);
    expect(await read(2)).toHaveLength(2);
    expect(asked).toHaveLength(2);
  });
});
