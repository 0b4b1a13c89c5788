import type { Diagnostic } from '../model/diagnostic.ts';
import type { FileKind, GaitFile } from '../model/document.ts';
import type { AddedBy, KnowledgeBase } from '../model/knowledge-base.ts';
import type { Secret } from '../model/secret.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import type { Source } from './source.ts';

/** The configuration cannot be used: nothing else can be said about the knowledge base. Commands exit with 2. */
export class ConfigurationError extends Error {
  readonly diagnostics: Diagnostic[];
  /** Credentials in the file, which no frame around a message may show. */
  readonly secrets: Secret[];
  constructor(diagnostics: Diagnostic[], secrets: Secret[] = []) {
    super(diagnostics.map((one) => one.message).join('\n'));
    this.name = 'ConfigurationError';
    this.diagnostics = diagnostics;
    this.secrets = secrets;
  }
}

/** A file as parsed, with what its file rules said. What the cache keeps, keyed by content and configuration. */
export interface CheckedFile {
  file: GaitFile;
  diagnostics: Diagnostic[];
  /** What a caller's own worker made of the same parse (the site renders pages). Plain data. */
  extra?: unknown;
}

/** One file to parse and check. */
export interface Job {
  path: string;
  kind: FileKind;
  /** Without credentials. */
  bytes: Uint8Array;
  /** Given when credentials were covered: what is known of the file as it is. */
  original?: { hash: string; secrets: Secret[] };
}

/** Turns jobs into checked files, in the same order; in this thread or in others. */
export interface Processor {
  /** Names what the processor makes, so that caches of different processors do not mix. */
  readonly variant: string;
  process(jobs: Job[], configuration: Configuration, onDone: (count: number) => void): Promise<CheckedFile[]>;
}

/** Where parsed files are kept between runs. A cache that cannot be read or written is an empty one, never an error. */
export interface Cache {
  get(key: string): CheckedFile | undefined;
  set(key: string, value: CheckedFile): void;
  /** Writes what is new; call once at the end. */
  save(): Promise<void>;
}

/** What to load, and what only the outside knows. */
export interface LoadOptions {
  source: Source;
  /** ISO civil date for everything that depends on time. */
  asOf: string;
  cache?: Cache;
  /** Parses and checks single files; this thread does it when left out. */
  processor?: Processor;
  /** By record path: the commit that added it. */
  addedBy?: Map<string, AddedBy>;
  /** The revision to compare with. */
  base?: KnowledgeBase['base'];
  onProgress?: (done: number, total: number) => void;
}

/** The joined graph and everything that the rules have to say about it, sorted. */
export interface LoadResult {
  base: KnowledgeBase;
  diagnostics: Diagnostic[];
  /** Rules that the configuration disables for a file, each with the reason, and whether anything was suppressed. */
  disabled: { rule: string; file: string; reason: string; count: number }[];
  /** What the caller's own worker made of each file, by path. */
  extras: Map<string, unknown>;
}
