import type { z } from 'zod';
import type { Place, RelatedPlace, Severity } from '../model/diagnostic.ts';
import type { FileKind, GaitFile } from '../model/document.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';

/** What a rule says; the engine adds rule, severity and sorting. Message grammar: "Unexpected `X` <where>, expected <what>". */
export interface Report {
  /** Defaults to the file being checked; graph rules must name one. */
  file?: string;
  place?: Place;
  message: string;
  expected?: string[];
  hint?: string;
  related?: RelatedPlace[];
  /** What the message is about, stable when lines move. */
  subject?: string;
  /** Lower than the rule's own, where a case is less bad (a claim that was not raised by this change). */
  severity?: Severity;
}

/**
 * A small knowledge base that shows a rule. `files` are added to a valid base site (see `rules/example.ts`) or replace files of it;
 * for `notOk`, `expected` lists exactly what this rule says, as `path:line:column: message` (path alone when there is no place).
 */
export interface RuleExample {
  name: string;
  files: Record<string, string | Uint8Array>;
  /** YAML text merged over the base configuration. */
  configuration?: string;
  /** Paths that are symlinks. */
  symlinks?: string[];
  asOf?: string;
  /** State at the base revision, for rules that compare: files as they were. */
  before?: Record<string, string>;
  /** By record path: who added it, as git tells. */
  addedBy?: Record<string, { email: string }>;
  /** Kept out of the rule's page (long or hostile bytes). */
  hidden?: boolean;
}

/** A `RuleExample` that the rule objects to. */
export interface NotOkExample extends RuleExample {
  expected: string[];
}

/** What every rule says about itself; its page is rendered from this. */
export interface RuleMeta {
  /** Kebab-case, equal to the file name. Stable. */
  code: string;
  severity: Severity;
  /** One line: what it asks. */
  summary: string;
  /** Why it matters, in a few sentences of Markdown. */
  why: string;
  /** Schema of the options, with defaults. */
  options?: z.ZodType;
  ok: RuleExample[];
  notOk: NotOkExample[];
}

/**
 * A rule about one file. It must depend on nothing but the file, the configuration and its options (no time, no other file):
 * its results are cached by content hash.
 */
export interface FileRule<K extends FileKind = FileKind> {
  meta: RuleMeta;
  scope: 'file';
  kinds: readonly K[];
  check(context: FileContext<Extract<GaitFile, { kind: K }>>): void;
}

/** What a file rule gets. */
export interface FileContext<F extends GaitFile = GaitFile> {
  file: F;
  configuration: Configuration;
  options: unknown;
  report: (report: Report) => void;
}

/** A rule about how things fit together, or about time. */
export interface GraphRule {
  meta: RuleMeta;
  scope: 'graph';
  check(context: GraphContext): void;
}

/** What a graph rule gets. */
interface GraphContext {
  base: KnowledgeBase;
  options: unknown;
  report: (report: Report & { file: string }) => void;
}

/** Either kind. */
export type Rule = FileRule | GraphRule;

/** Types a file rule by the kinds it looks at; the engine calls it with those kinds alone. */
export function defineFileRule<K extends FileKind>(rule: Omit<FileRule<K>, 'scope'>): FileRule {
  return { ...rule, scope: 'file' } as unknown as FileRule;
}

/** Types a graph rule. */
export function defineGraphRule(rule: Omit<GraphRule, 'scope'>): GraphRule {
  return { ...rule, scope: 'graph' };
}
