import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { CheckState } from '../../report/findings/status.ts';
import type { ControlData } from '../../report/pages/control.ts';
import { usePage } from '../gait-data/index.tsx';
import { Breakable } from '../gait-parts/Breakable.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { Exceptions } from '../gait-parts/ExceptionTable.tsx';
import { Facts } from '../gait-parts/Facts.tsx';
import { ControlLink, LinkList, SopList } from '../gait-parts/Links.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { StateText, getVerdictText } from '../gait-parts/StateText.tsx';
import styles from './ControlPage.module.css';

const DECIDES = {
  all: 'All of these must pass.',
  any: 'One of these that passes is enough.',
  partial: 'These test only a part of the control; a person decides the rest.',
};

/** A control: which SOPs serve it at which maturity, and which checks test it. */
export function ControlPage(): ReactNode {
  const { data } = usePage<ControlData>();
  const { checks, standards, crosswalks, exceptions, state } = data;
  return (
    <PageFrame
      above={[{ title: 'Controls', path: '/controls/' }, data.framework]}
      lead={data.status === 'withdrawn' ? 'This control has been withdrawn from the standard.' : undefined}
    >
      <div className={styles.columns}>
        <div>
          {data.state && (
            <Section id="state" title="Where it stands">
              <StateText state={data.state} />
            </Section>
          )}
          <Section id="sops" title="SOPs that serve it">
            <SopList sops={data.sops} none="No SOP serves this control: a gap." />
          </Section>
          <Section id="checks" title="Checks that test it" note={checks.length > 1 ? DECIDES[data.decides] : undefined}>
            {checks.length === 0 ? (
              <p>No check tests it; somebody must look.</p>
            ) : (
              <DataTable
                caption="Checks"
                isCaptionHidden
                columns={['Tool', 'Check', 'Link to this control', ...(state ? ['Says', 'Newest finding'] : [])]}
              >
                {checks.map((check) => (
                  <tr key={check.path}>
                    <td>{check.tool}</td>
                    <th scope="row" className={styles.check}>
                      <Link to={check.path}>
                        <Breakable id={check.title} />
                      </Link>
                    </th>
                    <td>{check.verified ? 'read in the publisher’s text' : 'not verified'}</td>
                    {state && <CheckCells state={state.checks[check.reference]} />}
                  </tr>
                ))}
              </DataTable>
            )}
          </Section>
          {standards.length > 0 && (
            <Section id="standards" title="Standards that explain it">
              <LinkList links={standards} />
            </Section>
          )}
          <Exceptions exceptions={exceptions} own={data.reference} />
        </div>
        <div>
          <Facts
            rows={[
              ['Framework', <Link to={data.framework.path}>{data.framework.title}</Link>],
              ['Reference', <code>{data.reference}</code>],
              ['Chapter', data.trail.join(' / ')],
              ['Level', data.levels.join(', ')],
              ['Severity', data.severity],
              ['Assessment', data.assessment],
              ['Area', data.area && <Link to={data.area.path}>{data.area.title}</Link>],
            ]}
          />
          {crosswalks.length > 0 && (
            <>
              <h2 className={styles.heading}>Elsewhere</h2>
              <ul className={styles.crosswalks}>
                {crosswalks.map(({ framework, relation, controls }) => (
                  <li key={framework}>
                    <strong>{framework}</strong>, {relation}
                    {controls.map((control) => (
                      <ControlLink key={control.reference} control={control} />
                    ))}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
      {data.statement && (
        <Section id="statement" title="As the standard says it">
          <blockquote>{data.statement}</blockquote>
        </Section>
      )}
    </PageFrame>
  );
}

/** What one check says, and when it last said so. */
function CheckCells({ state }: { state: CheckState | undefined }): ReactNode {
  if (!state) return <td colSpan={2} />;
  return (
    <>
      <td>
        {getVerdictText(state.isExcused ? 'excused' : state.verdict)}
        {state.fails > 0 && ` (${state.fails})`}
      </td>
      <td>{state.on === '' ? 'none' : <DateText date={state.on} />}</td>
    </>
  );
}
