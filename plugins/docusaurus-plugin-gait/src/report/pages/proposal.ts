import type { Configuration } from '../../model/schema/configuration.ts';

/** Where a proposal is made: the form for a new issue of the git host. Small enough to be part of the script of every page. */
export interface ProposalForm {
  host: 'github' | 'gitlab';
  url: string;
}

/** Longest text that is put into an address; what is longer is cut, since hosts refuse addresses over about 8,000 characters. */
const MAX_TEXT = 1500;

/** The form for proposals; undefined without a repository, or when its address is not `https:`. */
export function getProposalForm({ repository }: Configuration): ProposalForm | undefined {
  if (!repository?.url.startsWith('https://')) return undefined;
  const url = repository.url.replace(/(?:\.git)?\/*$/u, '');
  const { host } = repository;
  return { host, url: host === 'gitlab' ? `${url}/-/issues/new` : `${url}/issues/new` };
}

/**
 * Address of the form with a proposal for an SOP filled in. Parameters as GitHub and GitLab document them:
 * https://docs.github.com/issues/tracking-your-work-with-issues/creating-an-issue#creating-an-issue-from-a-url-query and
 * https://docs.gitlab.com/user/project/issues/create_issues/#using-a-url-with-prefilled-values
 */
export function getProposalLink(form: ProposalForm, subject: string, facts: readonly string[] = []): string {
  const title = `Propose an SOP: ${subject}`.slice(0, MAX_TEXT);
  const body = [
    `There is no SOP for \`${subject}\` yet.`,
    ...(facts.length > 0 ? ['', ...facts.map((fact) => `- ${fact}`)] : []),
    '',
    'What is done when it happens, step by step:',
    '',
    '1. ',
    '',
    'Whoever writes it down starts with `npx gait new`.',
  ]
    .join('\n')
    .slice(0, MAX_TEXT);
  const [titleKey, bodyKey] = form.host === 'gitlab' ? ['issue[title]', 'issue[description]'] : ['title', 'body'];
  return `${form.url}?${new URLSearchParams([
    [titleKey, title],
    [bodyKey, body],
  ]).toString()}`;
}
