import type { Configuration } from '../model/schema/configuration.ts';
import type { GaitRecord } from '../model/schema/record.ts';

/** How people are named on what is published (`publish.people`). */
export type PeoplePolicy = Configuration['publish']['people'];

/**
 * Who carried an SOP out, as far as it may be published. `none` says that it was a person, `team` for which team
 * (`owner`, the name of the team that answers for the SOP), `handle` who.
 */
export function getPerformerText(
  performer: GaitRecord['performer'] | undefined,
  { people, owner }: { people: PeoplePolicy; owner?: string },
): string {
  if (performer === undefined) return 'unknown';
  if ('automation' in performer) return `automation ${performer.automation}`;
  if ('exercise' in performer) return 'exercise';
  if (people === 'handle') return performer.person;
  return people === 'team' && owner !== undefined ? `a person for ${owner}` : 'a person';
}

/** Contributors as far as they may be published: `team` leaves only known teams. */
export function getPublishedContributors(contributors: string[], configuration: Configuration): string[] {
  const { people } = configuration.publish;
  if (people === 'handle') return contributors;
  if (people === 'none') return [];
  const teams = Object.entries(configuration.owners).flatMap(([key, owner]) => [
    key,
    owner.name,
    owner.github,
    owner.gitlab,
  ]);
  return contributors.filter((one) => teams.includes(one));
}

/** Text that a rule or a policy wrote, without addresses of people, and without handles unless these are published. */
export function getPublishedText(text: string, people: PeoplePolicy): string {
  const withoutAddresses = text.replace(/[^\s@<>()`]+@[^\s@<>()`]+\.[^\s@<>()`]+/gu, 'somebody');
  if (people === 'handle') return withoutAddresses;
  return withoutAddresses.replace(/(?<![\w/])@[A-Za-z0-9][A-Za-z0-9_-]*(?!\/|[A-Za-z0-9_-])/gu, 'somebody');
}
