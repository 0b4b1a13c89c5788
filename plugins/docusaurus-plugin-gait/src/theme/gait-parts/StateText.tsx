import type { ReactNode } from 'react';
import type { CheckState, ControlState } from '../../report/findings/status.ts';
import { DateText, formatDate } from './DateText.tsx';

/** Words for where a check or a control stands. */
const WORDS: Record<string, string> = {
  fail: 'fails',
  pass: 'passes',
  unknown: 'unknown: no finding',
  stale: 'stale: too old, or replaced by a newer scan',
  manual: 'a person must look',
  muted: 'muted in the tool',
  suppressed: 'suppressed in the tool',
  'not-applicable': 'not applicable',
  waived: 'waived',
  excused: 'fails, covered by an exception',
};

/** Where a check or a control stands, in words. */
export function getVerdictText(verdict: string): string {
  return WORDS[verdict] ?? verdict;
}

/** A point in time, UTC, to the minute. */
export function TimeText({ time }: { time: string }): ReactNode {
  if (time === '') return 'not said';
  return <time dateTime={time}>{`${formatDate(time.slice(0, 10))}, ${time.slice(11, 16)} UTC`}</time>;
}

/** Where a check or an alert stands: the verdict, how often it fails, and when it was last said. */
export function CheckStateText({ state }: { state: CheckState }): ReactNode {
  const { fails, isExcused, on, stale, verdict } = state;
  return (
    <p>
      <strong>{getVerdictText(isExcused ? 'excused' : verdict)}</strong>
      {fails > 0 && ` (${fails === 1 ? '1 finding' : `${fails} findings`})`}
      {stale > 0 && verdict !== 'stale' && `, ${stale} stale`}
      {on !== '' && (
        <>
          . Newest finding: <DateText date={on} />
        </>
      )}
    </p>
  );
}

/** Where a control stands: the verdict, whether tools disagree, what a person attested. */
export function StateText({ state }: { state: ControlState }): ReactNode {
  const { attestation, isDisputed, isExcused, verdict } = state;
  return (
    <>
      <p>
        <strong>{getVerdictText(isExcused ? 'excused' : verdict)}</strong>
      </p>
      {isDisputed && <p>Tools, or a tool and a person, disagree: look at each check.</p>}
      {attestation && (
        <p>
          Attested on <DateText date={attestation.on} />: {getVerdictText(attestation.status)}.{' '}
          {attestation.isExpired ? 'It has expired since ' : 'It counts until '}
          <DateText date={attestation.validUntil} />.
        </p>
      )}
    </>
  );
}
