import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ShownPage } from '../gait-data/page.ts';
import { setCopyProblem } from '../gait-walk/copy-age.ts';
import styles from './Offline.module.css';

/** Says that the page is a copy, how old it is, and that it must not be followed when it is too old. */
export default function CopyNotice({ kept }: { kept: NonNullable<ShownPage['kept']> }): ReactNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  const age = Math.max(0, now - Date.parse(kept.at)) / 1000;
  const isOld = !(age <= kept.maxAgeSeconds);
  useEffect(() => {
    if (!isOld) return undefined;
    setCopyProblem(
      `This copy is ${toAge(age)} old, too old to begin a walk with. Open the page again when you have a network.`,
    );
    return () => setCopyProblem(undefined);
  }, [isOld]);
  const date = `${kept.at.slice(0, 10)} at ${kept.at.slice(11, 16)} UTC`;
  return (
    <p className={isOld ? styles.old : styles.copy} role="status">
      <strong>{isOld ? `Old copy: ${toAge(age)}.` : `A copy, ${toAge(age)} old.`}</strong> The site could not be
      reached; this is the text of {date}.{isOld && ' It may be wrong by now: do not follow it.'}
    </p>
  );
}

/** Seconds in the largest unit that says enough. */
function toAge(seconds: number): string {
  const [amount, unit] =
    seconds < 3600
      ? [seconds / 60, 'minute']
      : seconds < 2 * 86_400
        ? [seconds / 3600, 'hour']
        : [seconds / 86_400, 'day'];
  const whole = Math.floor(amount);
  return whole === 0 ? 'less than a minute' : `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
