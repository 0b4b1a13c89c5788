import useBaseUrl from '@docusaurus/useBaseUrl';
import clsx from 'clsx';
import { useEffect, useId, useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import type { DroppedFindings } from '../../report/findings/browser.ts';
import type { FindingsMap } from '../../report/findings/needed.ts';
import { getDaysBetween, useToday } from './DateText.tsx';
import styles from './FindingsDrop.module.css';
import { NeedTable } from './NeedTable.tsx';
import { TimeText } from './StateText.tsx';
import type { WorkerAnswer, WorkerRequest } from './findings-worker.ts';

/** What became of the file that was chosen last. */
type State =
  | { kind: 'none' }
  | { kind: 'reading' | 'failed'; text: string }
  | { kind: 'read'; name: string; dropped: DroppedFindings };

/** Reads a findings file in a worker of this page and lists the procedures needed now. Nothing is sent anywhere. */
export function FindingsDrop({ map }: { map: string }): ReactNode {
  const id = useId();
  const [isAlive, setAlive] = useState(false);
  const [isOver, setOver] = useState(false);
  const [state, setState] = useState<State>({ kind: 'none' });
  const address = useBaseUrl(map);
  const worker = useRef<Worker | undefined>(undefined);
  const loaded = useRef<Promise<FindingsMap> | undefined>(undefined);

  // Both are fetched before any file is chosen: from then on the page asks for nothing.
  useEffect(() => {
    loaded.current = fetch(address).then((response) => response.json() as Promise<FindingsMap>);
    const own = new Worker(new URL('./findings-worker.js', import.meta.url), { type: 'module' });
    worker.current = own;
    own.addEventListener('error', () => setState({ kind: 'failed', text: 'The file could not be read.' }));
    loaded.current.then(
      () => setAlive(true),
      () => setState({ kind: 'failed', text: 'The list of checks could not be loaded. Load the page again.' }),
    );
    return () => own.terminate();
  }, [address]);

  async function read(file: File | undefined): Promise<void> {
    if (!file || !worker.current || !loaded.current) return;
    setState({ kind: 'reading', text: `Reading ${file.name}` });
    worker.current.onmessage = ({ data }: MessageEvent<WorkerAnswer>) =>
      setState('error' in data ? { kind: 'failed', text: data.error } : { kind: 'read', name: file.name, ...data });
    worker.current.postMessage({ file, map: await loaded.current } satisfies WorkerRequest);
  }

  const handleDrag = (event: DragEvent, over: boolean): void => {
    event.preventDefault();
    setOver(over);
  };
  return (
    <>
      <div
        className={clsx(styles.zone, isOver && styles.over, 'gait-no-print')}
        onDragOver={(event) => handleDrag(event, true)}
        onDragLeave={(event) => handleDrag(event, false)}
        onDrop={(event) => {
          handleDrag(event, false);
          void read(event.dataTransfer.files[0]);
        }}
      >
        <label htmlFor={id}>Findings file</label>
        <input
          id={id}
          type="file"
          accept=".json,.jsonl,.ndjson,.csv,.sarif"
          disabled={!isAlive}
          aria-describedby={`${id}-note`}
          onChange={(event) => void read(event.target.files?.[0])}
        />
        <p id={`${id}-note`}>
          Choose a file, or drop it here: Prowler (OCSF, CSV), Security Hub (ASFF), GuardDuty, Inspector, SARIF, Checkov
          or Trivy. It is read in this page; nothing of it is sent anywhere.
        </p>
      </div>
      <p role="status" className={styles.status}>
        {getStatus(state)}
      </p>
      {state.kind === 'read' && <Dropped dropped={state.dropped} />}
    </>
  );
}

function Dropped({ dropped: { needs, at, count, problems } }: { dropped: DroppedFindings }): ReactNode {
  const id = useId();
  return (
    <>
      {count.findings > 0 && (
        <p>
          Newest finding: <TimeText time={at} />
          <Age time={at} />
        </p>
      )}
      {needs.length > 0 && <p>Links open in a new tab, so that this list stays.</p>}
      {needs.length > 0 && <NeedTable caption="Procedures needed now, in the file" needs={needs} isPrivate />}
      {problems.length > 0 && (
        <>
          <p id={id} className={styles.caption}>
            Not read
          </p>
          <ul className={styles.problems} aria-labelledby={id}>
            {problems.map(({ index, offset, message }, at) => (
              <li key={at}>
                {index !== undefined && `Entry ${index}, `}
                {offset !== undefined && `at byte ${offset}: `}
                {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** How long ago that was: a scan tells of its own day, and what it found may be mended or new since. */
function Age({ time }: { time: string }): ReactNode {
  const today = useToday();
  const days = today === undefined || time === '' ? 0 : getDaysBetween(time.slice(0, 10), today);
  return days > 0 && <>, {days === 1 ? '1 day' : `${days} days`} ago. What changed since then it does not say.</>;
}

function getStatus(state: State): string {
  if (state.kind === 'none') return '';
  if (state.kind !== 'read') return state.text;
  const { count, needs } = state.dropped;
  const gaps = needs.filter((need) => need.sops.length === 0).length;
  const refused = count.refused > 0 ? `, ${count.refused} not read` : '';
  return `${state.name}: ${count.findings} findings${refused}; ${needs.length} failing checks, ${gaps} without an SOP.`;
}
