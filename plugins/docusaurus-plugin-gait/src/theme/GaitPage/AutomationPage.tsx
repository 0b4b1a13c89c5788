import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { AutomationData } from '../../report/pages/automation.ts';
import { usePage } from '../gait-data/index.tsx';
import { AutomationFacts } from '../gait-parts/AutomationFacts.tsx';
import { ParityTable } from '../gait-parts/ParityTable.tsx';
import { CodeBlock } from '../gait-parts/CodeBlock.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { SopList } from '../gait-parts/Links.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import styles from './AutomationPage.module.css';

/** An automation: how to run it, what holds it, what it may do, and its source. */
export function AutomationPage(): ReactNode {
  const { data } = usePage<AutomationData>();
  const { permissions = [], inputs = [], records, files, parity } = data;
  return (
    <PageFrame
      heading={<code>{data.name}</code>}
      above={[{ title: 'Automations', path: '/automations/' }]}
      lead={data.summary}
    >
      <div className={styles.text}>
        <Section id="run" title="Run it">
          <p>Show the plan. Nothing is touched.</p>
          <CodeBlock html="command-plan" use="command" language="bash" />
          <p>Carry the plan out. The safeguards are checked first, then you are asked.</p>
          <CodeBlock html="command-apply" use="command" language="bash" />
          {data.impact?.undo && (
            <>
              <p>Take a run back, by the id that it printed.</p>
              <CodeBlock html="command-undo" use="command" language="bash" />
            </>
          )}
        </Section>
        <Section id="sops" title="It carries out">
          <SopList sops={data.sops} none="No SOP names it." />
        </Section>
      </div>
      <AutomationFacts data={data} />
      {inputs.length > 0 && (
        <Section id="inputs" title="Inputs">
          <DataTable
            caption="Inputs"
            isCaptionHidden
            columns={['Name', 'What it is', 'Needed', 'Must match', 'Example']}
          >
            {inputs.map((input) => (
              <tr key={input.name}>
                <th scope="row">
                  <code>{input.name}</code>
                </th>
                <td className={styles.description}>{input.description}</td>
                <td>{input.default !== undefined ? `else ${input.default}` : input.required ? 'yes' : 'no'}</td>
                <td>{input.pattern && <code>{input.pattern}</code>}</td>
                <td>{input.example && <code>{input.example}</code>}</td>
              </tr>
            ))}
          </DataTable>
        </Section>
      )}
      {data.eventHtml && (
        <Section id="event" title="Event that starts it">
          <CodeBlock html={data.eventHtml} use="code" language="json" />
        </Section>
      )}
      <Section
        id="permissions"
        title="Permissions"
        note="All that it needs in AWS. Give its role this and nothing else."
      >
        <DataTable caption="Permissions" isCaptionHidden columns={['Actions', 'Resources', 'Conditions']}>
          {permissions.map(({ actions, resources, conditions }, index) => (
            <tr key={index}>
              <td className={styles.codes}>
                {actions.map((action) => (
                  <code key={action}>{action}</code>
                ))}
              </td>
              <td className={styles.codes}>
                {resources.map((resource) => (
                  <code key={resource}>{resource}</code>
                ))}
              </td>
              <td>{Object.keys(conditions ?? {}).length === 0 ? 'none' : <code>{JSON.stringify(conditions)}</code>}</td>
            </tr>
          ))}
        </DataTable>
        <details className={styles.details}>
          <summary>IAM policy to copy</summary>
          <CodeBlock html="policy" use="code" language="json" />
        </details>
      </Section>
      {parity.map((one) => (
        <Section key={one.id} id={`parity-${one.id}`} title={`Steps of ${one.sop?.title ?? one.id}`}>
          <ParityTable parity={one} page="automation" />
        </Section>
      ))}
      {records.length > 0 && (
        <Section id="records" title="Last runs">
          <DataTable caption="Last runs" isCaptionHidden columns={['Finished', 'Environment', 'Outcome']}>
            {records.map((record) => (
              <tr key={record.id}>
                <th scope="row">
                  <DateText date={record.on} />
                </th>
                <td>{record.environment}</td>
                <td>{record.outcome}</td>
              </tr>
            ))}
          </DataTable>
        </Section>
      )}
      {files.length > 0 && (
        <Section id="source" title="Source">
          {files.map((file) => (
            <details key={file.path} className={styles.details}>
              <summary>
                <code>{file.path}</code>
              </summary>
              {file.repository && (
                <p>
                  <Link href={file.repository.view}>In the repository</Link>,{' '}
                  <Link href={file.repository.history}>history</Link>
                </p>
              )}
              <CodeBlock html={file.html} use="code" language={file.path.split('.').at(-1) ?? ''} />
            </details>
          ))}
        </Section>
      )}
    </PageFrame>
  );
}
