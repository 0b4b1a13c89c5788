import type { STS } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { createConnections } from './connections.ts';
import type { Connection, Connections } from './connections.ts';
import { getErrorText, RunError } from './errors.ts';

/** Header that binds a signature to a plan. */
const PLAN_HEADER = 'x-gait-plan';

const PREFIX = 'gait-approval-1.';

/** The only headers that are sent on: whatever else an approval holds is left out. */
const HEADERS = [
  'authorization',
  'content-type',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
  'x-amz-user-agent',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'user-agent',
  PLAN_HEADER,
] as const;

const Approval = z.strictObject({
  region: z.string().regex(/^[a-z0-9-]{1,30}$/u),
  body: z.string().max(200),
  headers: z.partialRecord(z.enum(HEADERS), z.string().max(4_000)),
});

/** An approval that AWS vouched for. */
export interface VerifiedApproval {
  hash: string;
  /** Caller ARN of whoever signed. */
  by: string;
}

/**
 * Signs the hash of a plan with the credentials at hand: a GetCallerIdentity request that is signed together with the hash and not sent. Whoever
 * has the text can ask AWS who signed it, and nothing else, for as long as AWS takes the signature: about 15 minutes. It is one line.
 */
export async function signPlan(connections: Connections, hash: string): Promise<string> {
  const sts = await connections.get('sts');
  const region = await sts.config.region();
  let signed: { body: string; headers: Record<string, string> } | undefined;
  sts.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers[PLAN_HEADER] = hash;
      return next(args);
    },
    { step: 'build', name: 'gaitPlan' },
  );
  sts.middlewareStack.addRelativeTo(
    () => (args: { request: unknown }) => {
      signed = args.request as typeof signed;
      return Promise.reject(new Error('signed'));
    },
    { relation: 'after', toMiddleware: 'httpSigningMiddleware', name: 'gaitKeep' },
  );
  try {
    await sts.getCallerIdentity({});
  } catch (error) {
    if (signed === undefined) throw new RunError(`Unexpected end of the signing: ${getErrorText(error)}`);
  } finally {
    sts.middlewareStack.remove('gaitPlan');
    sts.middlewareStack.remove('gaitKeep');
  }
  const { body = '', headers = {} } = signed ?? {};
  const kept = HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
  const approval = { region, body, headers: Object.fromEntries(kept) };
  return `${PREFIX}${Buffer.from(JSON.stringify(approval)).toString('base64url')}`;
}

/**
 * Asks AWS who signed an approval. The request goes to the address that this run uses, never to one that the approval names.
 * @throws {RunError} when it is no approval, was not signed for a plan, or AWS does not know or no longer takes the signature.
 */
export async function verifyApproval(connection: Connection, text: string): Promise<VerifiedApproval> {
  const { region, body, headers } = readApproval(text.trim());
  const hash = headers[PLAN_HEADER];
  const signedHeaders = /SignedHeaders=(?<names>[^,\s]+)/u.exec(headers.authorization ?? '')?.groups?.names?.split(';');
  if (hash === undefined || !signedHeaders?.includes(PLAN_HEADER) || !signedHeaders.includes('host')) {
    throw new RunError('Unexpected approval, expected a signature over the hash of a plan', HINT);
  }
  const by = await askWhoSigned({ ...connection, region }, body, headers);
  return { hash, by };
}

const HINT = 'Have the approver run `gait run … --approve <hash>` again and hand over the line that it prints.';

function readApproval(text: string): z.output<typeof Approval> {
  try {
    if (!text.startsWith(PREFIX)) throw new Error('no approval');
    const json = Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8');
    return Approval.parse(JSON.parse(json));
  } catch {
    throw new RunError(`Unexpected approval, expected one line that begins with \`${PREFIX}\``, HINT);
  }
}

type Middleware = Parameters<STS['middlewareStack']['addRelativeTo']>[0];

/** Sends the signed request as it was signed, through the SDK, so that place, retries and answers are handled as for every other call. */
async function askWhoSigned(connection: Connection, body: string, headers: Record<string, string>): Promise<string> {
  const connections = createConnections(connection);
  try {
    const sts = await connections.get('sts');
    const replace = (next: (args: object) => Promise<object>) => (args: object) => {
      const request = (args as { request: { headers: Record<string, string>; body: string } }).request;
      const { host = '', 'content-length': _length, ...rest } = request.headers;
      for (const name of Object.keys(rest)) delete request.headers[name];
      Object.assign(request.headers, headers, { host, 'content-length': String(Buffer.byteLength(body)) });
      request.body = body;
      return next(args);
    };
    const after = { relation: 'after', toMiddleware: 'httpSigningMiddleware', name: 'gaitApproval' } as const;
    sts.middlewareStack.addRelativeTo(replace as unknown as Middleware, after);
    const { Arn } = await sts.getCallerIdentity({});
    if (Arn === undefined) throw new Error('AWS named nobody');
    return Arn;
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(`Unexpected approval, expected AWS to know who signed it: ${getErrorText(error)}`, HINT);
  } finally {
    await connections.close();
  }
}
