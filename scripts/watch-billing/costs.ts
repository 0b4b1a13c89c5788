import type { GroupDefinition } from '@aws-sdk/client-cost-explorer';
import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';

/** Less than a dollar is what looking around costs. */
const NOTABLE = 1;

/** Cost of one key (a service, a region) in US dollars, last month and this month so far. */
export interface Cost {
  key: string;
  last: number;
  current: number;
}

/** What Cost Explorer saw that it did not expect. */
export interface Oddity {
  id: string;
  since: string;
  service: string;
  impact: number;
}

/** Cost by service and by region, and anomalies, since the first of last month. */
export async function readCosts(context: Context): Promise<{ services: Cost[]; regions: Cost[]; oddities: Oddity[] }> {
  return {
    services: await readCost(context, 'SERVICE'),
    regions: await readCost(context, 'REGION'),
    oddities: await readOddities(context),
  };
}

/** What is for a person: cost where nothing should run, services that already cost more than in all of last month, anomalies. */
export function findSurprises(
  { services, regions, oddities }: Awaited<ReturnType<typeof readCosts>>,
  approved: readonly string[],
): Finding[] {
  const strange = regions.filter(
    ({ key, current }) => current >= NOTABLE && /-\d$/u.test(key) && !approved.includes(key),
  );
  const grown = services.filter(({ last, current }) => current >= NOTABLE && current > last);
  return [
    ...strange.map(({ key, current }) => ({
      id: `region/${key}`,
      resource: key,
      what: `${key} costs USD ${current.toFixed(2)} this month, and nothing should run there`,
      advice: 'It is abuse until proven otherwise: tell Platform security now, and look for the leaked key first',
    })),
    ...grown.map(({ key, last, current }) => ({
      id: `service/${key}`,
      resource: key,
      what: `${key} costs USD ${current.toFixed(2)} so far, after USD ${last.toFixed(2)} in all of last month`,
      advice: 'See by kind of use what grew, and ask the owner of the workload',
    })),
    ...oddities.map(({ id, since, service, impact }) => ({
      id: `anomaly/${id}`,
      resource: service,
      what: `${service} cost USD ${impact.toFixed(2)} more than expected since ${since.slice(0, 10)}`,
      advice: 'Explain it, and tell Cost Explorer whether it was one',
    })),
  ];
}

async function readCost(context: Context, Key: 'SERVICE' | 'REGION'): Promise<Cost[]> {
  const GroupBy: GroupDefinition[] = [{ Type: 'DIMENSION', Key }];
  const { since, thisMonth, until } = getPeriod(context.now);
  const pages = await readPages(
    (NextPageToken) =>
      context.clients.costExplorer.getCostAndUsage({
        NextPageToken,
        TimePeriod: { Start: since, End: until },
        Granularity: 'MONTHLY',
        Metrics: ['UnblendedCost'],
        GroupBy,
      }),
    ({ NextPageToken }) => NextPageToken,
  );
  const costs = new Map<string, Cost>();
  for (const { TimePeriod, Groups = [] } of pages.flatMap((page) => page.ResultsByTime ?? [])) {
    for (const { Keys: [key = ''] = [], Metrics } of Groups) {
      const cost = costs.get(key) ?? { key, last: 0, current: 0 };
      const amount = Number(Metrics?.UnblendedCost?.Amount ?? 0);
      cost[(TimePeriod?.Start ?? '') < thisMonth ? 'last' : 'current'] += amount;
      costs.set(key, cost);
    }
  }
  return [...costs.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function readOddities({ clients, now }: Context): Promise<Oddity[]> {
  const { since: StartDate, until: EndDate } = getPeriod(now);
  const pages = await readPages(
    (NextPageToken) => clients.costExplorer.getAnomalies({ NextPageToken, DateInterval: { StartDate, EndDate } }),
    ({ NextPageToken }) => NextPageToken,
  );
  return pages
    .flatMap((page) => page.Anomalies ?? [])
    .map((one) => ({
      id: one.AnomalyId ?? '',
      since: one.AnomalyStartDate ?? '',
      service: one.DimensionValue ?? 'something',
      impact: one.Impact?.TotalImpact ?? 0,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** From the first of last month until today, which Cost Explorer leaves out. */
function getPeriod(now: Date): { since: string; thisMonth: string; until: string } {
  const toDay = (date: Date): string => date.toISOString().slice(0, 10);
  const getFirst = (months: number): string =>
    toDay(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)));
  return { since: getFirst(-1), thisMonth: getFirst(0), until: toDay(now) };
}
