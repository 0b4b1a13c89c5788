import type { ScheduledOccurrence } from '../model/occurrence.ts';
import { toMarkdownCode, toMarkdownText } from './markdown.ts';
import { toVisibleLine } from './visible.ts';

/** Label of every issue of an occurrence. */
export const LABEL = 'gait-due';

const MARKER = /<!-- gait:occurrence ([a-z0-9-]+\/\d{4}-\d{2}-\d{2}) -->/u;

/** Title and text of an issue. */
export interface IssueText {
  title: string;
  body: string;
}

/** Key of the occurrence that the text of an issue names. */
export function readMarker(body: string): string | undefined {
  return MARKER.exec(body)?.[1];
}

/** The issue of an occurrence: its steps to tick, who answers for it, and the mark by which it is known again. */
export function toIssue(
  { key, dueOn, lastOn, sop }: ScheduledOccurrence,
  { team, address }: { team?: string; address?: string },
): IssueText {
  const { description } = sop.file.frontMatter.data;
  const steps = sop.file.body?.steps ?? [];
  const title = toMarkdownText(sop.title);
  return {
    title: `${toVisibleLine(sop.title)}: due on ${dueOn}`,
    body: [
      `${address === undefined ? title : `[${title}](${toAddress(address)})`} is due on ${dueOn}, in time until ${lastOn}.`,
      ...(description === undefined ? [] : [toMarkdownText(description)]),
      ...(isTeam(team) ? [`${team} answers for it.`] : []),
      steps.map((step) => `- [ ] ${toMarkdownText(step.title)}`).join('\n'),
      `When it is done, add a record with ${toMarkdownCode(`occurrence: ${dueOn}`)}: this issue is then closed by itself.`,
      `<!-- gait:occurrence ${key} -->`,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  };
}

/** What is said when the record has landed, and the mark by which that is known. */
export function toClosingComment({ record, doneOn }: ScheduledOccurrence): { body: string; marker: string } {
  const id = record?.yaml.data.id ?? '';
  const marker = `<!-- gait:record ${/^[a-z0-9-]+$/u.test(id) ? id : 'unknown'} -->`;
  return { body: `Carried out on ${doneOn ?? ''}: record ${toMarkdownCode(id)}.\n\n${marker}`, marker };
}

/** The one mention that an issue makes is of a team, as the configuration writes it. */
function isTeam(team: string | undefined): team is string {
  return team !== undefined && /^@[\w.-]+(?:\/[\w.-]+)+$/u.test(team);
}

/** An address that cannot end the link that it stands in. */
function toAddress(address: string): string {
  return encodeURI(decodeURI(address)).replace(/[()<>]/gu, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
