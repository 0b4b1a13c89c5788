import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import type { DatabaseSecret } from './secrets.ts';

/** Ten pages are the latest 500 reads of any secret, as many as the SOP looks at. */
const PAGES = 10;

/** Who read a secret, and when last. Roles are one reader, whatever their sessions are called. */
export interface Reader {
  secret: string;
  arn: string;
  last: string;
  isPerson: boolean;
}

/** Who read the secrets lately, as the event history of the region tells. */
export async function readReaders({ clients }: Context, secrets: readonly DatabaseSecret[]): Promise<Reader[]> {
  const readers = new Map<string, Reader>();
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await clients.cloudTrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'GetSecretValue' }],
      NextToken,
    });
    for (const { CloudTrailEvent = '{}' } of answer.Events ?? []) {
      const reader = toReader(JSON.parse(CloudTrailEvent) as ReadEvent, secrets);
      if (reader === undefined) continue;
      const key = `${reader.secret} ${reader.arn}`;
      // The newest comes first.
      if (!readers.has(key)) readers.set(key, reader);
    }
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return [...readers.values()];
}

/** People do not read secrets of production: someone has to say why they did. */
export function toFinding({ secret, arn, last }: Reader): Finding {
  return {
    id: `${secret}/${arn}`,
    resource: secret,
    what: `${arn} is no role, and read ${secret}, last at ${last}`,
    advice: 'Ask them why before the rotation; see grant-break-glass for a way that is approved',
  };
}

/** What is read of an event; AWS adds much more. */
interface ReadEvent {
  eventTime?: string;
  userIdentity?: { type?: string; arn?: string; sessionContext?: { sessionIssuer?: { arn?: string } } };
  requestParameters?: { secretId?: string } | null;
}

function toReader(event: ReadEvent, secrets: readonly DatabaseSecret[]): Reader | undefined {
  const id = event.requestParameters?.secretId;
  const secret = secrets.find(({ name, arn }) => id === name || id === arn);
  if (secret === undefined) return undefined;
  const { type = '', arn = 'unknown', sessionContext } = event.userIdentity ?? {};
  return {
    secret: secret.name,
    arn: sessionContext?.sessionIssuer?.arn ?? arn,
    last: event.eventTime ?? '',
    isPerson: type === 'IAMUser' || type === 'Root',
  };
}
