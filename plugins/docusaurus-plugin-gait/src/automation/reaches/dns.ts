import { Resolver } from 'node:dns/promises';
import type { CaaRecord, MxRecord, SoaRecord } from 'node:dns';
import type { Dns, DnsType } from './contract.ts';

/** Answers that say there is no such name, or no such record of it (RFC 1035). Any other one means that nobody knows. */
const NOTHING = ['ENOTFOUND', 'ENODATA'];

/** The part of node's resolver that is used. */
type Lookup = (name: string, type: DnsType) => Promise<unknown>;

/** Looks names up with the resolver of this machine. `resolve` replaces it in tests. */
export function createDns(resolve: Lookup = createResolver()): Dns {
  return {
    lookUp: async (name, type) => {
      try {
        const answer = await resolve(name, type);
        const records = Array.isArray(answer) ? (answer as unknown[]) : [answer];
        return records.map((record) => toText(type, record)).sort();
      } catch (error) {
        if (NOTHING.includes((error as NodeJS.ErrnoException).code ?? '')) return [];
        throw error;
      }
    },
  };
}

function createResolver(): Lookup {
  const resolver = new Resolver({ timeout: 5_000, tries: 3 });
  return (name, type) => resolver.resolve(name, type);
}

function toText(type: DnsType, record: unknown): string {
  switch (type) {
    case 'MX': {
      const { priority, exchange } = record as MxRecord;
      return `${priority} ${toFullName(exchange)}`;
    }
    case 'TXT':
      // Strings of one record belong together without a space (RFC 7208 §3.3).
      return (record as string[]).join('');
    case 'CAA': {
      const { critical, ...tags } = record as CaaRecord;
      const [[tag, value] = ['', '']] = Object.entries(tags).filter(([, text]) => typeof text === 'string');
      return `${critical} ${tag} "${String(value)}"`;
    }
    case 'SOA': {
      const { nsname, hostmaster, serial, refresh, retry, expire, minttl } = record as SoaRecord;
      return [toFullName(nsname), toFullName(hostmaster), serial, refresh, retry, expire, minttl].join(' ');
    }
    case 'CNAME':
    case 'NS':
      return toFullName(record as string);
    case 'A':
    case 'AAAA':
      return record as string;
  }
}

function toFullName(name: string): string {
  return `${name.toLowerCase().replace(/\.$/u, '')}.`;
}
