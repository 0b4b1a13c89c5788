import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import styles from './DateText.module.css';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 24 * 60 * 60 * 1000;
const SOON = 30;

/** The reader's civil date, `2026-11-22`; undefined on the server, so that a page is the same whenever it is made. */
export function useToday(): string | undefined {
  return useSyncExternalStore(
    () => () => undefined,
    () => {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
        .map((part) => String(part).padStart(2, '0'))
        .join('-');
    },
    () => undefined,
  );
}

/** Days from one ISO civil date to another; negative when `to` comes first. */
export function getDaysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** A civil date in words, `22 Nov 2026`. What is no date is shown as it is. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-');
  const name = MONTHS[Number(month) - 1];
  return name && year && day ? `${Number(day)} ${name} ${year}` : date;
}

/** A civil date. With `isDue`, the browser adds whether it has passed or is near, seen from the reader's own day. */
export function DateText({ date, isDue = false }: { date: string; isDue?: boolean }): ReactNode {
  const today = useToday();
  const days = isDue && today !== undefined ? getDaysBetween(today, date) : undefined;
  return (
    <span className={styles.date}>
      <time dateTime={date}>{formatDate(date)}</time>
      {days !== undefined && days < 0 && <strong className={styles.overdue}>overdue by {count(-days)}</strong>}
      {days !== undefined && days >= 0 && days <= SOON && (
        <span className={styles.soon}>{days === 0 ? 'due today' : `in ${count(days)}`}</span>
      )}
    </span>
  );
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
