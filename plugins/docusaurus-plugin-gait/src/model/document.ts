import type { Heading, HtmlUse, Link, SopBody, DirectiveProblem } from './body.ts';
import type { CodeOwners } from './code-owners-file.ts';
import type { DiagramUse } from './diagram.ts';
import type { Place } from './diagnostic.ts';
import type { Catalogue } from './schema/catalogue.ts';
import type { Crosswalk } from './schema/crosswalk.ts';
import type { GaitException } from './schema/exception.ts';
import type { Manifest } from './schema/manifest.ts';
import type { GaitRecord } from './schema/record.ts';
import type { Sop } from './schema/sop.ts';
import type { Standard } from './schema/standard.ts';
import type { Secret } from './secret.ts';

/** Something that could not be read as text, as a fence or as YAML. `kind` tells which rule reports it. */
export interface SyntaxProblem {
  kind:
    | 'encoding' // not UTF-8, UTF-16, NUL
    | 'size' // file, line or nesting over the limit
    | 'bom'
    | 'fence' // no front matter, not closed, or another language than plain `---`
    | 'yaml' // YAML syntax, duplicate key, alias, tag
    | 'plain-scalar' // text key written so that YAML types it otherwise (`1.10`)
    | 'lost-comment'; // `pattern: a #b`: a comment cannot be told from a lost tail
  message: string;
  expected?: string[];
  hint?: string;
  place?: Place;
  /** JSON pointer of the key, where there is one. */
  pointer?: string;
}

/** One finding of a schema about one key. */
export interface SchemaIssue {
  kind: 'unknown-key' | 'missing-key' | 'wrong-value' | 'bad-date';
  /** JSON pointer of the key (for an unknown or missing key: of that key). */
  pointer: string;
  /** Full message in the house's grammar. */
  message: string;
  expected?: string[];
  hint?: string;
  place?: Place;
}

/** Places of a key and of its value in the source. */
export interface KeyPlaces {
  key?: Place;
  value: Place;
}

/**
 * YAML with positions, read and held against its schema.
 * `data` holds every top-level key that is right by itself, with defaults filled in, so that one wrong key hides nothing else.
 */
export interface YamlData<T> {
  data: Partial<T>;
  isValid: boolean;
  /** As parsed, before the schema: plain objects, arrays, scalars. */
  raw: unknown;
  /** By JSON pointer: `/variables/0/name`. The root is ''. */
  places: Record<string, KeyPlaces>;
  syntax: SyntaxProblem[];
  issues: SchemaIssue[];
}

interface FileBase {
  /** POSIX path relative to the root of the knowledge base. */
  path: string;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  /** Credentials that were found, when there are any. The rest of this was read from the text without them. */
  secrets?: Secret[];
}

/** An SOP file. `body` is undefined when the text could not be read at all. */
export interface SopFile extends FileBase {
  kind: 'sop';
  frontMatter: YamlData<Sop>;
  /** Line on which the body starts, 1-based. */
  bodyLine: number;
  body?: SopBody;
  /** `g1-…`, undefined when there is no body. */
  fingerprint?: string;
}

/** What is taken from a standards or guide page: enough to check links and to list it. */
export interface PageBody {
  headings: Heading[];
  links: Link[];
  images: Link[];
  html: HtmlUse[];
  directives: DirectiveProblem[];
  anchors: string[];
  diagrams: DiagramUse[];
}

/** A standards page. */
export interface StandardFile extends FileBase {
  kind: 'standard';
  frontMatter: YamlData<Standard>;
  body?: PageBody;
}

/** Any other Markdown page under docs: front matter is Docusaurus' own, only its syntax is checked. */
export interface GuideFile extends FileBase {
  kind: 'guide';
  frontMatter: YamlData<{ title: string; slug: string }>;
  body?: PageBody;
}

/** A YAML file of one of the formats. */
export interface CatalogueFile extends FileBase {
  kind: 'catalogue';
  yaml: YamlData<Catalogue>;
}
/** See {@link CatalogueFile}. */
export interface CrosswalkFile extends FileBase {
  kind: 'crosswalk';
  yaml: YamlData<Crosswalk>;
}
/** See {@link CatalogueFile}. */
export interface ExceptionFile extends FileBase {
  kind: 'exception';
  yaml: YamlData<GaitException>;
}
/** See {@link CatalogueFile}. */
export interface RecordFile extends FileBase {
  kind: 'record';
  yaml: YamlData<GaitRecord>;
}
/** See {@link CatalogueFile}. `scripts` are the file names beside the manifest. */
export interface ManifestFile extends FileBase {
  kind: 'manifest';
  yaml: YamlData<Manifest>;
}

/** A CODEOWNERS file, where one of the git hosts looks for it. */
export interface CodeOwnersFile extends FileBase {
  kind: 'code-owners';
  codeOwners: CodeOwners;
}

/** A file that is published or lies where something else is expected: `.mdx` under docs, an image, a stray file. */
export interface OtherFile extends FileBase {
  kind: 'other';
}

/** Every file of the knowledge base, read once. Plain data: cached by content hash and handed between threads. */
export type GaitFile =
  | SopFile
  | StandardFile
  | GuideFile
  | CatalogueFile
  | CrosswalkFile
  | ExceptionFile
  | RecordFile
  | ManifestFile
  | CodeOwnersFile
  | OtherFile;

/** Kinds of files. */
export type FileKind = GaitFile['kind'];
