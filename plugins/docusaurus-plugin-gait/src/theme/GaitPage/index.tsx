import type { ComponentType, ReactNode } from 'react';
import { usePage } from '../gait-data/index.tsx';
import { AlertPage } from './AlertPage.tsx';
import { AreaPage } from './AreaPage.tsx';
import { AutomationPage } from './AutomationPage.tsx';
import { AutomationsPage } from './AutomationsPage.tsx';
import { CheckPage } from './CheckPage.tsx';
import { ControlPage } from './ControlPage.tsx';
import { ControlsPage } from './ControlsPage.tsx';
import { CoveragePage } from './CoveragePage.tsx';
import { ExceptionsPage } from './ExceptionsPage.tsx';
import { FindingsPage } from './FindingsPage.tsx';
import { FrameworkPage } from './FrameworkPage.tsx';
import { HomePage } from './HomePage.tsx';
import { MaturityPage } from './MaturityPage.tsx';
import { MovedPage } from './MovedPage.tsx';
import { OwnerPage } from './OwnerPage.tsx';
import { SchedulePage } from './SchedulePage.tsx';
import { ScoreboardPage } from './ScoreboardPage.tsx';
import { SopIndexPage } from './SopIndexPage.tsx';
import { SopPage } from './SopPage.tsx';
import type { GaitPage as Page } from '../../report/pages/index.ts';

const PAGES: Record<Page['kind'], ComponentType> = {
  home: HomePage,
  'sop-index': SopIndexPage,
  sop: SopPage,
  moved: MovedPage,
  area: AreaPage,
  controls: ControlsPage,
  framework: FrameworkPage,
  control: ControlPage,
  check: CheckPage,
  alert: AlertPage,
  findings: FindingsPage,
  exceptions: ExceptionsPage,
  automations: AutomationsPage,
  automation: AutomationPage,
  owner: OwnerPage,
  'report-scoreboard': ScoreboardPage,
  'report-maturity': MaturityPage,
  'report-coverage': CoveragePage,
  'report-schedule': SchedulePage,
};

/** Any page that is made of the knowledge base: shows the component of its kind. */
export default function GaitPage(): ReactNode {
  const { kind } = usePage();
  const Component = PAGES[kind as Page['kind']];
  return <Component />;
}
