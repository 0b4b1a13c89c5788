import { createPublicKey, verify } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';

const Keys = z.object({ keys: z.array(z.object({ kid: z.string() }).loose()) });
const Header = z.object({ alg: z.literal('RS256'), kid: z.string() });
const Times = z.object({ exp: z.number(), nbf: z.number() });

/** What a token is held against besides the claims that a service has. */
export interface TokenFacts<Claims> {
  /** Who must have signed it, for messages. */
  issuer: string;
  /** The issuer's keys, as its address gave them. */
  keys: unknown;
  claims: z.ZodType<Claims>;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * The claims of an OpenID Connect token of a CI job, which one of the keys signed and which holds now.
 * @throws Error for any other.
 */
export function readIdToken<Claims>(token: string, { issuer, keys, claims, now }: TokenFacts<Claims>): Claims {
  const [header = '', body = '', signature = '', ...rest] = token.split('.');
  const { kid } = Header.parse(parsePart(header));
  const jwk = Keys.parse(keys).keys.find((one) => one.kid === kid);
  if (jwk === undefined || rest.length > 0) throw new Error(`expected a token that ${issuer} signed`);
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  const isSigned = verify('RSA-SHA256', Buffer.from(`${header}.${body}`), key, Buffer.from(signature, 'base64url'));
  if (!isSigned) throw new Error(`expected a token that ${issuer} signed`);
  const { exp, nbf } = Times.parse(parsePart(body));
  if (exp < now / 1000 || nbf > now / 1000 + 60) throw new Error('expected a token that holds now');
  return claims.parse(parsePart(body));
}

/** What a token says of its issuer, before anybody has looked who signed it. Undefined when it is no token. */
export function getClaimedIssuer(token: string): string | undefined {
  try {
    return z.object({ iss: z.string() }).parse(parsePart(token.split('.')[1] ?? '')).iss;
  } catch {
    return undefined;
  }
}

/** An answer of a CI service, over https or not at all; redirections are not followed, since they could lead secrets astray. */
export async function readJson(
  fetch: typeof globalThis.fetch,
  address: string,
  headers: Record<string, string> = {},
): Promise<unknown> {
  if (new URL(address).protocol !== 'https:') throw new Error('expected an address that starts with https://');
  const answer = await fetch(address, {
    headers: { accept: 'application/json', ...headers },
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`${new URL(address).host} answered ${answer.status}`);
  return answer.json();
}

function parsePart(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
