import type { Json } from '../../model/json.ts';
import type { GaitException } from '../../model/schema/exception.ts';
import type { REACHES } from '../../model/schema/manifest.ts';

/** What an automation may reach besides AWS, as its manifest's `reaches` names it. */
export type Reach = (typeof REACHES)[number];

/** Types of DNS records that can be looked up. Whether a zone is signed is for RDAP to say. */
export type DnsType = 'A' | 'AAAA' | 'CAA' | 'CNAME' | 'MX' | 'NS' | 'SOA' | 'TXT';

/** Reach `dns`: the resolver of this machine. */
export interface Dns {
  /** The records of a name in the text of a zone file (`10 mail.example.com.`), sorted; empty when there are none. Rejects when nobody answers. */
  lookUp: (name: string, type: DnsType) => Promise<string[]>;
}

/** What a registry says of a domain (RDAP, RFC 9083). */
export interface DomainRegistration {
  name: string;
  registrar: string | null;
  /** RDAP statuses such as `client transfer prohibited`, sorted. */
  statuses: string[];
  /** Lower case, without the last dot, sorted. */
  nameservers: string[];
  /** RFC 3339, as the registry writes it. */
  expiresAt: string | null;
  changedAt: string | null;
  /** Whether the delegation is signed (DNSSEC). */
  isSigned: boolean;
}

/** Reach `rdap`: the registries of domains, over https. */
export interface Rdap {
  /** What the registry says; null when it knows no such domain. Rejects when it does not answer. */
  readDomain: (name: string) => Promise<DomainRegistration | null>;
}

/** Reach `files`: the files of the checkout, to read. Nothing outside of it, and not what git ignores. */
export interface Files {
  /** Paths under a folder, relative to the root, sorted. `.` is the root. */
  list: (folder: string) => Promise<string[]>;
  /** Text of a file, UTF-8. Rejects when there is none. */
  read: (path: string) => Promise<string>;
  /** A YAML 1.2 or JSON file as data: the usual form of a committed baseline. */
  readData: (path: string) => Promise<Json>;
}

/** An exception with the file that it stands in. */
export type ListedException = GaitException & { path: string };

/** Reach `knowledge-base`: what stands in it, to read. */
export interface KnowledgeBase {
  /** All exceptions, also those that have expired or are not yet in force. */
  readonly exceptions: readonly ListedException[];
  /** Who is accountable, by key: name and contact. */
  readonly owners: Readonly<Record<string, { name: string; contact: string }>>;
  /** Ids of the SOPs that the automation carries out. */
  readonly sops: readonly string[];
}

/** Kept tools that an automation may drive, see `reaches/tools.ts`. */
export type ToolName = Extract<Reach, `tool:${string}`> extends `tool:${infer Name}` ? Name : never;

/** What a tool said. */
export interface ToolAnswer {
  /** 0 when it found nothing; other codes are the tool's own. */
  exitCode: number;
  /** What it printed, at most 10 MB; JSON where the tool can. */
  output: string;
}

/** Reach `tool:<name>`: a tool that is kept by others, run on files of the checkout, without a shell, the environment or credentials. */
export interface Tools {
  /**
   * Runs a tool on files of the checkout. `rules` is a file of the checkout with rules of the team's own, where the tool takes them (cfn-lint).
   * Rejects when it is not installed, or takes longer than five minutes.
   */
  run: (name: ToolName, paths: readonly string[], rules?: string) => Promise<ToolAnswer>;
}

/** All reaches, as they stand on the context. */
export interface Reaches {
  readonly dns: Dns;
  readonly rdap: Rdap;
  readonly files: Files;
  readonly knowledgeBase: KnowledgeBase;
  readonly tools: Tools;
}
