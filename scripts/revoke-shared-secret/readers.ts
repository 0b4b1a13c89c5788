import type { Context } from 'docusaurus-plugin-gait/automation';

/** Twenty pages are the latest 1,000 reads of any secret: enough to begin with, and no reason to wait. */
const PAGES = 20;

/** One read of the secret. */
export interface Read {
  time: string;
  who: string;
  address: string;
}

/** Who read a secret lately, newest first, as the event history of the region tells. */
export async function readReads({ clients }: Context, ids: readonly string[]): Promise<Read[]> {
  const reads: Read[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await clients.cloudTrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'GetSecretValue' }],
      NextToken,
    });
    for (const { CloudTrailEvent = '{}' } of answer.Events ?? []) {
      const event = JSON.parse(CloudTrailEvent) as ReadEvent;
      if (!ids.includes(event.requestParameters?.secretId ?? '')) continue;
      const { eventTime: time = '', userIdentity, sourceIPAddress: address = '' } = event;
      reads.push({ time, who: userIdentity?.arn ?? 'unknown', address });
    }
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return reads;
}

/** What is read of an event; AWS adds much more. */
interface ReadEvent {
  eventTime?: string;
  userIdentity?: { arn?: string };
  sourceIPAddress?: string;
  requestParameters?: { secretId?: string } | null;
}
