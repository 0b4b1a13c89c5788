import Link from '@docusaurus/Link';
import clsx from 'clsx';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { VariableRow } from '../../report/pages/sop.ts';
import { toFragment } from '../../report/walk/offers.ts';
import { getValueProblem } from '../../report/walk/values.ts';
import { Section } from '../gait-parts/PageFrame.tsx';
import { useDesk } from './desk-context.ts';
import { useRuns } from './use-runs.ts';
import styles from './Values.module.css';

/** The values that the commands need, before they are needed. Fields appear in their place once the page runs. */
export function Values(): ReactNode {
  const desk = useDesk();
  if (!desk || desk.data.variables.length === 0) return null;
  return (
    <Section id="values" title="Values you need">
      <Unused names={desk.offers.unused} />
      <dl className={styles.variables}>
        {desk.data.variables.map((one) => (
          <div key={one.name}>
            <dt>
              <code>{one.name}</code>
              {one.secret && <strong className={styles.secret}>secret</strong>}
            </dt>
            <dd>
              <p id={`value-${one.name}-about`}>{one.description}</p>
              <Shape variable={one} />
              <Field variable={one} />
            </dd>
          </div>
        ))}
      </dl>
      <CopyLink />
    </Section>
  );
}

function Shape({ variable: { fromStep, example, pattern, secret } }: { variable: VariableRow }): ReactNode {
  return (
    <p className={styles.shape}>
      {fromStep && (
        <span>
          comes from <Link to={`#${fromStep.id}`}>step {fromStep.number}</Link>
        </span>
      )}
      {example !== undefined && (
        <span>
          such as <code>{example}</code>
        </span>
      )}
      {pattern !== undefined && (
        <span>
          must match <code>{pattern}</code>
        </span>
      )}
      {(secret || fromStep) && <span>kept in this tab alone</span>}
    </p>
  );
}

function Field({ variable }: { variable: VariableRow }): ReactNode {
  const desk = useDesk();
  const runs = useRuns();
  const { name, secret } = variable;
  const value = desk?.values[name] ?? '';
  const offer = desk?.offers.values.find((one) => one.name === name);
  const problem = value === '' ? undefined : getValueProblem(variable, value);
  const id = `value-${name}`;
  return (
    <div className={clsx(styles.field, !runs && styles.waiting, 'gait-no-print')}>
      <input
        id={id}
        type={secret ? 'password' : 'text'}
        value={value}
        onChange={(event) => desk?.setValue(name, event.target.value)}
        aria-label={`Value of ${name}`}
        aria-describedby={`${id}-about ${id}-problem`}
        aria-invalid={problem !== undefined}
        maxLength={500}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
      />
      <p id={`${id}-problem`} className={styles.problem} role="status">
        {problem}
      </p>
      {offer && <Offer variable={variable} value={offer.value} />}
    </div>
  );
}

/** A value that came with the link: shown, checked, and used only when the person says so. */
function Offer({ variable, value }: { variable: VariableRow; value: string }): ReactNode {
  const desk = useDesk();
  const { name } = variable;
  const problem = getValueProblem(variable, value);
  return (
    <div className={styles.offer} role="group" aria-label={`Value that the link offers for ${name}`}>
      <p>
        The link offers <code>{value}</code>
        {problem !== undefined && <strong>. {problem}</strong>}
      </p>
      <p className={styles.answers}>
        {problem === undefined && (
          <button type="button" onClick={() => desk?.answerOffer(name, true)}>
            Use it for {name}
          </button>
        )}
        <button type="button" onClick={() => desk?.answerOffer(name, false)}>
          Leave it out
        </button>
      </p>
    </div>
  );
}

function Unused({ names }: { names: readonly string[] }): ReactNode {
  if (names.length === 0) return null;
  return (
    <p className={styles.offer} role="status">
      The link also names {names.join(', ')}, which nothing here takes from a link.
    </p>
  );
}

/** A link for somebody else, with the values that may go into one. */
function CopyLink(): ReactNode {
  const desk = useDesk();
  const runs = useRuns();
  const [said, setSaid] = useState('');
  if (!desk) return null;
  const copy = (): void => {
    const fragment = toFragment(desk.values, desk.data.variables);
    const { origin, pathname } = window.location;
    if (fragment === '') {
      setSaid('There is no value yet that may go into a link.');
      return;
    }
    navigator.clipboard.writeText(`${origin}${pathname}#${fragment}`).then(
      () => setSaid('Copied. Values of secrets and of steps are not in it.'),
      () => setSaid('The browser did not let the page copy.'),
    );
  };
  return (
    <p className={clsx(styles.link, !runs && styles.waiting, 'gait-no-print')}>
      <button type="button" onClick={copy}>
        Copy link with values
      </button>
      <span role="status">{said}</span>
    </p>
  );
}
