import type { TrackedIssue } from '../report/issues.ts';
import type { IssueText } from '../write/issue.ts';

/** Issues of one project on a git host. */
export interface Tracker {
  /** Every issue with the label that holds a key, open and closed. */
  list(): Promise<TrackedIssue[]>;
  /** Is never repeated by itself. @throws {LostAnswer} when it is not known whether the issue was opened. */
  open(issue: IssueText): Promise<number>;
  /** Closes an issue with a comment; one that holds the marker already is not said again. */
  close(number: number, comment: { body: string; marker: string }): Promise<void>;
}

/** Where a tracker finds its project. */
export interface TrackerInput {
  /** Address of the API. */
  api: string;
  /** `owner/name`, or the path of a project. */
  project: string;
  token: string;
}

/** A request that changes something was sent, and what became of it is not known. */
export class LostAnswer extends Error {
  constructor(cause: unknown) {
    super('Unexpected silence of the host after a request was sent', { cause });
    this.name = 'LostAnswer';
  }
}

/** Longest time that a limit of the host is waited for, in seconds. */
export const LONGEST_WAIT = 15 * 60;
/** How often a request that was refused for now, or that reads, is sent again. */
export const RETRIES = 3;
