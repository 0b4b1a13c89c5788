import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { readEventHistory } from 'docusaurus-plugin-gait/automation';
import type { DatabaseSecret } from './secrets.ts';

/** Ten pages are the latest 500 reads of any secret, as many as the SOP looks at. */
const LOOK_UP = { key: 'EventName', value: 'GetSecretValue', mostPages: 10 } as const;

/** Who read a secret, and when last. Roles are one reader, whatever their sessions are called. */
export interface Reader {
  secret: string;
  arn: string;
  last: string;
  isPerson: boolean;
}

/** Who read the secrets lately, as the event history of the region tells. */
export async function readReaders(context: Context, secrets: readonly DatabaseSecret[]): Promise<Reader[]> {
  const readers = new Map<string, Reader>();
  for (const event of await readEventHistory<ReadEvent>(context, LOOK_UP)) {
    const reader = toReader(event, secrets);
    if (reader === undefined) continue;
    const key = `${reader.secret} ${reader.arn}`;
    // The newest comes first.
    if (!readers.has(key)) readers.set(key, reader);
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
