import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { ControlsData } from '../../report/pages/controls.ts';
import { usePage } from '../gait-data/index.tsx';
import { FrameworkTable } from '../gait-parts/FrameworkTable.tsx';
import { PageFrame } from '../gait-parts/PageFrame.tsx';

/** All frameworks, and how much of each our SOPs serve. */
export function ControlsPage(): ReactNode {
  const { data, description } = usePage<ControlsData>();
  return (
    <PageFrame lead={description}>
      {data.frameworks.length === 0 ? (
        <p>There is no catalogue of controls yet.</p>
      ) : (
        <FrameworkTable caption="Frameworks" frameworks={data.frameworks} />
      )}
      <p>
        <Link to="/reports/coverage/">Coverage report</Link>
      </p>
    </PageFrame>
  );
}
