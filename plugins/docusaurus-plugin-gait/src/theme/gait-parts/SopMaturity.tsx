import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Maturity } from '../../model/maturity.ts';
import type { Evidence } from '../../report/pages/evidence.ts';
import { DateText } from './DateText.tsx';
import { LEVELS, LEVEL_NAMES, MaturityGlyph } from './Maturity.tsx';
import { OutdatedRecords } from './OutdatedRecords.tsx';
import styles from './SopMaturity.module.css';

/** Where an SOP stands between crawl and run, why, and what the next level asks. */
export function SopMaturity({ evidence }: { evidence: Evidence }): ReactNode {
  const { effective, unmet, counting, outdated, ignored } = evidence;
  const reached = LEVELS.indexOf(effective);
  const next = LEVELS.filter((level) => unmet.some((one) => one.level === level));
  return (
    <section aria-labelledby="maturity" className={styles.panel}>
      <h3 id="maturity">Maturity</h3>
      <ol className={styles.track}>
        {LEVELS.map((level, index) => (
          <li key={level} className={clsx(styles[level], index <= reached ? styles.reached : styles.ahead)}>
            <MaturityGlyph level={level} />
            <span>{LEVEL_NAMES[level]}</span>
          </li>
        ))}
      </ol>
      <p>{getReason(evidence)}</p>
      {next.map((level) => (
        <div key={level}>
          <h4>{LEVEL_NAMES[level]} still asks</h4>
          <ul>
            {unmet
              .filter((one) => one.level === level)
              .map((one) => (
                <li key={one.what}>{one.what}</li>
              ))}
          </ul>
        </div>
      ))}
      {counting.length > 0 && (
        <details>
          <summary>Evidence that counts</summary>
          <ul>
            {counting.map((row) => (
              <li key={row.id}>
                <DateText date={row.on} />, {row.outcome} in {row.environment} by {row.by}
              </li>
            ))}
          </ul>
        </details>
      )}
      <OutdatedRecords groups={outdated} isOpen={counting.length === 0} />
      {ignored.length > 0 && (
        <details>
          <summary>{outdated.length > 0 ? 'Other records that do not count' : 'Records that do not count'}</summary>
          <ul>
            {ignored.map(({ id, reason }) => (
              <li key={id}>
                <code>{id}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** One sentence on how the effective level comes about. */
export function getReason({ claimed, earned, effective, rehearsed }: Evidence): string {
  const name = (level: Maturity): string => LEVEL_NAMES[level].toLowerCase();
  const supported = earned === 'ready' ? 'walk' : earned;
  const source = rehearsed ? ' The evidence comes from an emulator alone.' : '';
  const ready = earned === 'ready' ? ' It has earned run but for the automation.' : '';
  if (claimed === 'crawl' && supported === 'crawl')
    return 'It is still evolving: follow it with somebody who knows the task.';
  if (LEVELS.indexOf(claimed) > LEVELS.indexOf(effective)) {
    return `It claims ${name(claimed)}; the evidence supports ${name(supported)}.${ready}${source}`;
  }
  if (LEVELS.indexOf(supported) > LEVELS.indexOf(claimed)) {
    return `The evidence supports ${name(supported)}; it claims ${name(claimed)}.${ready}${source}`;
  }
  return `It claims ${name(claimed)}, and the evidence supports that.${ready}${source}`;
}
