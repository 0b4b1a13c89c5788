import { z } from 'zod';
import type { DomainRegistration, Rdap } from './contract.ts';

/** Which registry answers for which top-level domain (RFC 9224). */
const BOOTSTRAP = 'https://data.iana.org/rdap/dns.json';

const LIMIT = { milliseconds: 20_000, bytes: 2_000_000 };

const Bootstrap = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])) });

const Entity = z.object({
  roles: z.array(z.string()).default([]),
  vcardArray: z.tuple([z.literal('vcard'), z.array(z.array(z.unknown()))]).optional(),
});

/** What is used of an answer (RFC 9083 §5.3). */
const Domain = z.object({
  ldhName: z.string().optional(),
  status: z.array(z.string()).default([]),
  nameservers: z.array(z.object({ ldhName: z.string().optional() })).default([]),
  events: z.array(z.object({ eventAction: z.string(), eventDate: z.string() })).default([]),
  secureDNS: z.object({ delegationSigned: z.boolean().optional() }).optional(),
  entities: z.array(Entity).default([]),
});

/** Where the registry's addresses are read, and how; tests hand others in. */
interface RdapOptions {
  signal: AbortSignal;
  bootstrap?: string;
  fetch?: typeof globalThis.fetch;
}

/** Asks registries about domains, over https only. */
export function createRdap({ signal, bootstrap = BOOTSTRAP, fetch = globalThis.fetch }: RdapOptions): Rdap {
  const get = (address: string): Promise<unknown> => readJson(fetch, address, signal);
  return {
    readDomain: async (name) => {
      const { services } = Bootstrap.parse(await get(bootstrap));
      const answer = await get(new URL(`domain/${encodeURIComponent(name)}`, findRegistry(services, name)).href);
      return answer === null ? null : toRegistration(name, Domain.parse(answer));
    },
  };
}

/** The longest suffix that has a registry answers (RFC 9224 §4). */
function findRegistry(services: z.output<typeof Bootstrap>['services'], name: string): string {
  const labels = name.toLowerCase().split('.');
  for (let from = 0; from < labels.length; from += 1) {
    const suffix = labels.slice(from).join('.');
    const addresses = services.find(([suffixes]) => suffixes.includes(suffix))?.[1] ?? [];
    const address = addresses.find((one) => one.startsWith('https://'));
    if (address !== undefined) return address.endsWith('/') ? address : `${address}/`;
  }
  throw new Error(`Unexpected domain \`${name}\`, expected one whose registry answers RDAP over https`);
}

async function readJson(fetch: typeof globalThis.fetch, address: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(address, {
    headers: { accept: 'application/rdap+json, application/json' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT.milliseconds)]),
  });
  if (answer.status === 404) return null;
  const { host } = new URL(address);
  if (!answer.ok) throw new Error(`Unexpected answer ${answer.status} of \`${host}\`, expected what it knows`);
  const text = await answer.text();
  if (text.length > LIMIT.bytes) throw new Error(`Unexpected size of the answer of \`${host}\`, expected at most 2 MB`);
  return JSON.parse(text);
}

function toRegistration(name: string, domain: z.output<typeof Domain>): DomainRegistration {
  const getEvent = (action: string): string | null =>
    domain.events.find(({ eventAction }) => eventAction === action)?.eventDate ?? null;
  return {
    name: (domain.ldhName ?? name).toLowerCase(),
    registrar: getRegistrar(domain.entities),
    statuses: [...domain.status].sort(),
    nameservers: domain.nameservers.flatMap(({ ldhName }) => ldhName?.toLowerCase().replace(/\.$/u, '') ?? []).sort(),
    expiresAt: getEvent('expiration'),
    changedAt: getEvent('last changed'),
    isSigned: domain.secureDNS?.delegationSigned ?? false,
  };
}

/** The full name in the registrar's card (jCard, RFC 7095): `["fn", {}, "text", "Example Registrar"]`. */
function getRegistrar(entities: readonly z.output<typeof Entity>[]): string | null {
  const card = entities.find(({ roles }) => roles.includes('registrar'))?.vcardArray?.[1];
  const name = card?.find(([property]) => property === 'fn')?.[3];
  return typeof name === 'string' ? name : null;
}
