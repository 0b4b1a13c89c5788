import type { Context } from './contract.ts';

/** What the latest events of the history have in common, and how much of it is read; a page is 50 events. */
interface LookUp {
  key: 'AccessKeyId' | 'EventName' | 'Username';
  value: string;
  mostPages: number;
}

/**
 * The latest events of the region's CloudTrail event history, newest first, as CloudTrail wrote them. `Event` says what is read of one, and
 * that any of it may be missing. The history is long and slow (two calls a second), so a look at it has an end: `mostPages`.
 */
export async function readEventHistory<Event extends object>(
  { clients }: Pick<Context, 'clients'>,
  { key, value, mostPages }: LookUp,
): Promise<Event[]> {
  const events: Event[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await clients.cloudTrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
      NextToken,
    });
    events.push(...(answer.Events ?? []).map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent) as Event));
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return events;
}
