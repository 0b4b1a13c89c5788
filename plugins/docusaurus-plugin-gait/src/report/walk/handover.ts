import type { Walk } from './text.ts';
import type { SopPageData } from '../pages/sop.ts';

/** Where records and proposals go; part of an SOP's page. */
export type Repository = NonNullable<SopPageData['repository']>;

/** Longest address, in bytes, that is handed to the git host with content in it. */
export const LONGEST_ADDRESS = 7_000;

/**
 * Address at which the git host makes a new file. GitHub takes the text with it (`filename` and `value`, GitHub Docs "Creating new
 * files") when the address is not too long; GitLab takes the name alone (`file_name`), so there the person pastes.
 */
export function getNewFileLink(
  { host, root, branch }: Repository,
  { path, text }: { path: string; text: string },
): { href: string; hasText: boolean } {
  const start = `${root}/new/${encodeURIComponent(branch)}`;
  if (host === 'gitlab')
    return { href: `${start}/?${new URLSearchParams({ file_name: path }).toString()}`, hasText: false };
  const named = `${start}?${new URLSearchParams({ filename: path }).toString()}`;
  const whole = `${named}&${new URLSearchParams({ value: text }).toString()}`;
  // The encoding leaves ASCII alone, so characters are bytes.
  return whole.length <= LONGEST_ADDRESS ? { href: whole, hasText: true } : { href: named, hasText: false };
}

/** Address at which the git host opens an issue with this title and text; the text is cut where the address grows too long. */
export function getIssueLink({ host, root }: Repository, { title, text }: { title: string; text: string }): string {
  const path = `${root}/issues/new`;
  const names =
    host === 'gitlab' ? { title: 'issue[title]', text: 'issue[description]' } : { title: 'title', text: 'body' };
  const toAddress = (body: string): string =>
    `${path}?${new URLSearchParams({ [names.title]: title, [names.text]: body }).toString()}`;
  let body = text;
  while (toAddress(body).length > LONGEST_ADDRESS && body.length > 0) {
    body = `${[...body].slice(0, Math.floor([...body].length * 0.8) - 1).join('')}…`;
    if (body === '…') break;
  }
  return toAddress(body);
}

/** What a walk that did not go as written says about its SOP, in Markdown for an issue. */
export function getProposal(walk: Walk): { title: string; text: string } {
  const numbers = new Map((walk.text ?? []).map((step) => [step.id, step]));
  const lines = walk.steps
    .filter(({ outcome, note, went_on_at }) => outcome !== 'done' || note !== undefined || went_on_at !== undefined)
    .map(({ id, outcome, note, went_on_at }) => {
      const step = numbers.get(id);
      const words = [outcome, ...(went_on_at === undefined ? [] : ['went on all the same'])].join(', ');
      return `- Step ${step?.number ?? ''} \`${id}\`: ${words}${note === undefined ? '' : `\n${toQuote(note)}`}`;
    });
  return {
    title: `${walk.sop}: what did not go as written`,
    text: [`Following \`${walk.sop}\` at \`${walk.fingerprint}\`:`, '', ...lines].join('\n'),
  };
}

/** A code block: nothing that somebody typed becomes Markdown, mentions anybody or links anywhere. */
function toQuote(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...text.split('\n'), fence].map((line) => `  ${line}`).join('\n');
}
