import type { ReactNode } from 'react';
import type { CheckData } from '../../report/pages/check.ts';
import { usePage } from '../gait-data/index.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { ControlLink, SopList } from '../gait-parts/Links.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';

/** A check: what to follow when it fails, and what it tests. */
export function CheckPage(): ReactNode {
  const { data } = usePage<CheckData>();
  return (
    <PageFrame
      heading={<code>{data.name}</code>}
      above={[{ title: 'Controls', path: '/controls/' }]}
      lead={`A check of ${data.tool}.`}
    >
      <Section id="sops" title="When it fails, follow">
        <SopList sops={data.sops} none="No SOP serves the controls of this check yet: a gap." />
      </Section>
      <Section id="controls" title="Controls that it tests">
        <DataTable caption="Controls" isCaptionHidden columns={['Framework', 'Control', 'Link']}>
          {data.controls.map((control) => (
            <tr key={control.reference}>
              <td>{control.reference.split('#')[0]}</td>
              <th scope="row">
                <ControlLink control={control} />
              </th>
              <td>{control.verified ? 'read in the publisher’s text' : 'not verified'}</td>
            </tr>
          ))}
        </DataTable>
      </Section>
    </PageFrame>
  );
}
