import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { AreaPageData } from '../../report/pages/area.ts';
import { usePage } from '../gait-data/index.tsx';
import { AreaMark } from '../gait-parts/AreaMark.tsx';
import { ConditionTable } from '../gait-parts/ConditionTable.tsx';
import { StandardsTable } from '../gait-parts/StandardsTable.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { SopTable } from '../gait-parts/SopTable.tsx';

/** An area: its mark with the reasons, then all its SOPs and standards. */
export function AreaPage(): ReactNode {
  const {
    data: { score, links, sops, standards },
  } = usePage<AreaPageData>();
  return (
    <PageFrame above={[{ title: 'Scoreboard', path: '/reports/scoreboard/' }]} lead={score.description}>
      <Section
        id="mark"
        title="Are we taking care of this?"
        note={`Done means: every required SOP is at ${score.target} or above and current, so are the standards, and every failing check has an SOP or an exception.`}
      >
        <p>
          <AreaMark mark={score.mark} isLarge />
        </p>
        <ConditionTable score={score} links={links} />
      </Section>
      <Section id="sops" title={sops.length === 1 ? '1 SOP' : `${sops.length} SOPs`}>
        <SopTable caption={`SOPs of ${score.title}`} rows={sops} />
        <p>
          <Link to={`/sops/?area=${score.key}`}>Filter them</Link>
        </p>
      </Section>
      <Section id="standards" title="Standards">
        <StandardsTable caption={`Standards of ${score.title}`} standards={standards} />
      </Section>
    </PageFrame>
  );
}
