import type { Diagnostic } from '../model/diagnostic.ts';
import type { GaitFile } from '../model/document.ts';
import type { AddedBy, KnowledgeBase } from '../model/knowledge-base.ts';
import type { Source } from './source.ts';

/** The configuration cannot be used: nothing else can be said about the knowledge base. Commands exit with 2. */
export class ConfigurationError extends Error {
  readonly diagnostics: Diagnostic[];
  constructor(diagnostics: Diagnostic[]) {
    super(diagnostics.map((one) => one.message).join('\n'));
    this.name = 'ConfigurationError';
    this.diagnostics = diagnostics;
  }
}

/** A file as parsed, with what its file rules said. What the cache keeps, keyed by content and configuration. */
export interface CheckedFile {
  file: GaitFile;
  diagnostics: Diagnostic[];
}

/** Where parsed files are kept between runs. */
export interface Cache {
  get(key: string): CheckedFile | undefined;
  set(key: string, value: CheckedFile): void;
  /** Writes what changed; call once at the end. */
  save(): Promise<void>;
}

/** What to load, and what only the outside knows. */
export interface LoadOptions {
  source: Source;
  /** ISO civil date for everything that depends on time. */
  asOf: string;
  cache?: Cache;
  /** How many threads a cold run may use; 1 = this one alone. */
  threads?: number;
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
}
