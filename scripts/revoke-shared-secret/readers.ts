import type { Context } from 'docusaurus-plugin-gait/automation';
import { readEventHistory } from 'docusaurus-plugin-gait/automation';

/** Twenty pages are the latest 1,000 reads of any secret: enough to begin with, and no reason to wait. */
const LOOK_UP = { key: 'EventName', value: 'GetSecretValue', mostPages: 20 } as const;

/** One read of the secret. */
export interface Read {
  time: string;
  who: string;
  address: string;
}

/** Who read a secret lately, newest first, as the event history of the region tells. */
export async function readReads(context: Context, ids: readonly string[]): Promise<Read[]> {
  const events = await readEventHistory<ReadEvent>(context, LOOK_UP);
  return events
    .filter(({ requestParameters }) => ids.includes(requestParameters?.secretId ?? ''))
    .map(({ eventTime: time = '', userIdentity, sourceIPAddress: address = '' }) => ({
      time,
      who: userIdentity?.arn ?? 'unknown',
      address,
    }));
}

/** What is read of an event; AWS adds much more. */
interface ReadEvent {
  eventTime?: string;
  userIdentity?: { arn?: string };
  sourceIPAddress?: string;
  requestParameters?: { secretId?: string } | null;
}
