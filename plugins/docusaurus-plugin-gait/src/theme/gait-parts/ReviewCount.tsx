import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { getDaysBetween, useToday } from './DateText.tsx';

/** How many reviews are overdue on the reader's own day; on the server, how many there are. */
export function ReviewCount({ days }: { days: readonly (readonly [day: string, count: number])[] }): ReactNode {
  const today = useToday();
  const isCounted = ([day]: readonly [string, number]): boolean =>
    today === undefined || getDaysBetween(today, day) < 0;
  const count = days.filter(isCounted).reduce((sum, [, many]) => sum + many, 0);
  const reviews = count === 1 ? 'review' : 'reviews';
  return (
    <li>
      <Link to="/sops/?sort=review">
        <strong>{count}</strong> {today === undefined ? `${reviews} to come` : `${reviews} overdue`}
      </Link>
    </li>
  );
}
