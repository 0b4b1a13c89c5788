import type { SopBody } from '../../plugins/docusaurus-plugin-gait/src/model/body.ts';
import type { Place } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { parseSopBody } from '../../plugins/docusaurus-plugin-gait/src/read/body/index.ts';
import { splitFrontMatter } from '../../plugins/docusaurus-plugin-gait/src/read/front-matter.ts';

/** A configuration that is right, as text. */
export const CONFIGURATION = `schema: 1
areas: [{key: operations, title: Operations}]
owners: {team: {name: Team, contact: 'https://chat.example.com/team'}}
`;

/** Front matter that is right at crawl, without fences. */
export const FRONT_MATTER = `id: restart
title: Restart a service
description: For a service that no longer answers.
area: operations
maturity: crawl
owner: team
last_reviewed_on: 2026-10-01
review_in: 1 year
cadence: on-demand
`;

/** Starts at the first line of a file. */
export const START = { line: 1, column: 1, offset: 0 };

/** Reads a whole file (with or without front matter) into a body, or throws what the reader refused. */
export function readBody(file: string): SopBody {
  const { body: text, bodyStart } = splitFrontMatter(file);
  const { body, problem } = parseSopBody({ text, start: bodyStart });
  if (!body) throw new Error(problem?.message);
  return body;
}

/** The text at a place, by offset, after a check that line and column say the same. */
export function at(file: string, place: Place): string {
  const lines = file.slice(0, place.start.offset).split('\n');
  const column = (lines.at(-1) ?? '').length + 1;
  if (lines.length !== place.start.line || column !== place.start.column) {
    throw new Error(`${place.start.line}:${place.start.column} is not ${lines.length}:${column}`);
  }
  return file.slice(place.start.offset, place.end.offset);
}

/** A procedure of these items, as a body. */
export function procedure(items: string): string {
  return `## Purpose\n\nText.\n\n## Procedure\n\n${items}\n`;
}
