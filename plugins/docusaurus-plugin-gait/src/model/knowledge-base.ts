import type {
  CatalogueFile,
  ExceptionFile,
  GaitFile,
  ManifestFile,
  RecordFile,
  SopFile,
  StandardFile,
} from './document.ts';
import type { EarnedMaturity, Maturity } from './maturity.ts';
import type { Configuration } from './schema/configuration.ts';
import type { Control } from './schema/catalogue.ts';

/** What a promotion asks that is not met yet, in words: `2 of 3 records`. */
export interface Unmet {
  level: Maturity;
  what: string;
}

/** Why an SOP has the effective maturity that it has today. */
export interface MaturityState {
  claimed: Maturity;
  earned: EarnedMaturity;
  effective: Maturity;
  /** What the levels above the earned one still ask, walk first. */
  unmet: Unmet[];
  /** Ids of records that count towards `earned` (towards walk while that is crawl), sorted. */
  counting: string[];
  /** Records that do not count, each with the reason. */
  ignored: { id: string; reason: string }[];
  /** True when every record that counts comes from an emulator. */
  rehearsed: boolean;
}

/** A joined SOP. `id` falls back to the file name, `title` to the id. */
export interface SopNode {
  id: string;
  title: string;
  file: SopFile;
  /** Ids of SOPs that link here in prose or by `related`, sorted. */
  linkedFrom: string[];
  /** Records under this id or a former one, newest first. */
  records: RecordFile[];
  automation?: string;
  controls: string[];
  maturity: MaturityState;
  review: ReviewState;
}

/** Where the review of an SOP or a standard stands. Dates are ISO civil dates; undefined when the front matter does not say. */
export interface ReviewState {
  lastReviewedOn?: string;
  nextReviewOn?: string;
  isOverdue: boolean;
}

/** A joined standards page. */
export interface StandardNode {
  id: string;
  title: string;
  file: StandardFile;
  review: ReviewState;
}

/** A joined control. `reference` is `cis-aws@5.0.0#1.4`. */
export interface ControlNode {
  reference: string;
  framework: string;
  version: string;
  control: Control;
  file: CatalogueFile;
  /** Ids of SOPs that serve it, sorted. */
  sops: string[];
  /** Ids of standards that explain it, sorted. */
  standards: string[];
}

/** A joined check: `prowler:iam_root_mfa_enabled`. */
export interface CheckNode {
  reference: string;
  tool: string;
  name: string;
  /** References of the controls that it tests, sorted. */
  controls: { reference: string; verified: boolean }[];
  /** Ids of the SOPs that serve those controls, sorted. */
  sops: string[];
}

/** A joined alert and the SOPs that answer it. */
export interface AlertNode {
  reference: string;
  sops: string[];
}

/** A joined automation. */
export interface AutomationNode {
  name: string;
  file: ManifestFile;
  /** Ids of SOPs that name it, sorted. */
  sops: string[];
  records: RecordFile[];
}

/** A catalogue with its key `cis-aws@5.0.0`. */
export interface FrameworkNode {
  key: string;
  framework: string;
  version: string;
  title: string;
  file: CatalogueFile;
  controls: string[];
}

/** Mark of an area, derived and never typed in. */
export type AreaMark = 'done' | 'partly' | 'not-done' | 'not-assessed';

/** The commit that added a file, as git tells. */
export interface AddedBy {
  commit: string;
  email: string;
  name: string;
}

/**
 * The joined graph. Maps are keyed by id or reference and iterate in sorted order. Join never fails: what does not fit
 * together is left out of the links, stays in `files`, and is reported by the rules.
 */
export interface KnowledgeBase {
  configuration: Configuration;
  /** The day for which everything that depends on time was worked out, ISO civil date. */
  asOf: string;
  /** Every file, by path. */
  files: Map<string, GaitFile>;
  sops: Map<string, SopNode>;
  standards: Map<string, StandardNode>;
  frameworks: Map<string, FrameworkNode>;
  controls: Map<string, ControlNode>;
  checks: Map<string, CheckNode>;
  alerts: Map<string, AlertNode>;
  automations: Map<string, AutomationNode>;
  records: Map<string, RecordFile>;
  exceptions: Map<string, ExceptionFile>;
  /** Every path that exists under the root and may be linked to, with the kind of the entry: also symlinks, so that rules can refuse them. */
  paths: Map<string, 'file' | 'symlink'>;
  /** What git knows; empty outside a checkout. By path of the record. */
  addedBy: Map<string, AddedBy>;
  /**
   * The same knowledge base at the base revision (`--since`), when asked for: content hashes of its records by path, and claimed
   * maturity by SOP id.
   */
  base?: { hashes: Map<string, string>; claims: Map<string, Maturity> };
}
