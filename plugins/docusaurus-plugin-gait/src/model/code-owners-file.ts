import type { Place } from './diagnostic.ts';

/** Whose syntax a CODEOWNERS file has. */
export type CodeOwnersDialect = 'github' | 'gitlab';

/** One line: who owns the files of a pattern; nobody when there are no owners. */
export interface CodeOwnersRow {
  pattern: string;
  owners: string[];
  place: Place;
}

/** Rows of a section of GitLab; GitHub has none, so all its rows stand in one without a name. */
export interface CodeOwnersSection {
  name: string;
  isOptional: boolean;
  rows: CodeOwnersRow[];
  /**
   * Patterns after `!`, which GitLab knows since 17.10: what one of them matches is no matter of this section, wherever the row
   * stands (https://docs.gitlab.com/user/project/codeowners/reference/#exclusion-patterns).
   */
  exclusions: string[];
}

/** A line that the git host would leave out. */
export interface CodeOwnersProblem {
  message: string;
  hint: string;
  /** Missing when the file cannot be read at all. */
  place?: Place;
  subject: string;
}

/** A CODEOWNERS file as read. */
export interface CodeOwners {
  dialect: CodeOwnersDialect;
  sections: CodeOwnersSection[];
  problems: CodeOwnersProblem[];
}
