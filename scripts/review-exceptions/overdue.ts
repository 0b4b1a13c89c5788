import type { Finding } from 'docusaurus-plugin-gait/automation';

/** What is looked at of an exception. */
export interface ReviewedException {
  id: string;
  path: string;
  granted_by: string;
  granted_on: string;
  expires: string;
}

/** The longest that the SOP grants an exception for. */
const LONGEST_DAYS = 90;

const DAY = 86_400_000;

/** Exceptions that somebody must decide on now: ended, ending until `before`, or granted for too long. Days are civil dates. */
export function findOverdue(
  exceptions: readonly ReviewedException[],
  { today, before }: { today: string; before: string },
): Finding[] {
  return exceptions.flatMap((one) => {
    const { id, path, granted_by: by, expires } = one;
    const finding = (kind: string, what: string, advice: string): Finding => ({
      id: `${kind}/${id}`,
      resource: path,
      what,
      advice,
    });
    if (expires < today)
      return [finding('ended', `${id} ended on ${expires}`, `Delete the file, or have ${by} renew it by name`)];
    if (expires <= before)
      return [finding('ending', `${id} ends on ${expires}`, 'Ask its owner whether the reason still holds')];
    const days = getDays(one);
    if (days > LONGEST_DAYS)
      return [finding('long', `${id} was granted for ${days} days`, `Have ${by} shorten it to ${LONGEST_DAYS} days`)];
    return [];
  });
}

function getDays({ granted_on: from, expires: to }: ReviewedException): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** What the SOP takes for soon. */
export function getLastDayOfNextMonth(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 0)).toISOString().slice(0, 10);
}
