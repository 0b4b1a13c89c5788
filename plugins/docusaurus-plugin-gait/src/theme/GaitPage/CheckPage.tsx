import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { CheckData } from '../../report/pages/check.ts';
import { usePage } from '../gait-data/index.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { Exceptions } from '../gait-parts/ExceptionTable.tsx';
import { ControlLink, LinkList, SopList } from '../gait-parts/Links.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { Breakable } from '../gait-parts/Breakable.tsx';
import { Propose } from '../gait-parts/Propose.tsx';
import { CheckStateText } from '../gait-parts/StateText.tsx';
import { usePlace } from '../gait-parts/use-place.ts';

/** A check: what to follow when it fails, and what it tests. */
export function CheckPage(): ReactNode {
  const { data } = usePage<CheckData>();
  const place = usePlace();
  const { controls, exceptions, nearest, sops, state, successors } = data;
  return (
    <PageFrame
      heading={
        <code>
          <Breakable id={data.name} />
        </code>
      }
      above={[{ title: 'Controls', path: '/controls/' }]}
      lead={getLead(data)}
      aside={data.url && <Link href={data.url}>What {data.tool} says about it</Link>}
    >
      {sops.length + controls.length === 0 && (
        <Head>
          <meta name="robots" content="noindex" />
        </Head>
      )}
      {successors.length > 0 && (
        <Section id="successors" title="An old name">
          <p>The check is now these:</p>
          <LinkList links={successors} />
        </Section>
      )}
      {state && (
        <Section id="state" title="Where it stands">
          <CheckStateText state={state} />
        </Section>
      )}
      <Section id="sops" title="When it fails, follow">
        {sops.length > 0 ? (
          <SopList sops={sops.map((sop) => ({ ...sop, path: sop.path + place }))} />
        ) : (
          <>
            <p>No SOP serves {controls.length > 0 ? 'the controls of this check' : 'this check'} yet: a gap.</p>
            <Propose href={data.propose} subject={data.reference} />
          </>
        )}
      </Section>
      {nearest.length > 0 && (
        <Section id="nearest" title={`Nearest: SOPs for other checks of ${data.service}`}>
          <SopList sops={nearest} />
        </Section>
      )}
      <Section id="controls" title="Controls that it tests">
        {controls.length > 0 ? (
          <DataTable caption="Controls" isCaptionHidden columns={['Framework', 'Control', 'Link']}>
            {controls.map((control) => (
              <tr key={control.reference}>
                <td>{control.reference.split('#')[0]}</td>
                <th scope="row">
                  <ControlLink control={control} />
                </th>
                <td>{control.verified ? 'read in the publisher’s text' : 'not verified'}</td>
              </tr>
            ))}
          </DataTable>
        ) : (
          <p>No control of the catalogues kept here.</p>
        )}
      </Section>
      <Exceptions exceptions={exceptions} own={data.reference} />
    </PageFrame>
  );
}

function getLead({ tool, service, severity }: CheckData): string {
  const of = service === undefined ? '' : `, service ${service}`;
  return `A check of ${tool}${of}.${severity === undefined ? '' : ` Severity: ${severity}.`}`;
}
