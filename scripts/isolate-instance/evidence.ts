import type { Context, Plan } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';
import { getTicket, TAG } from './measure.ts';
import type { Measure, Subject } from './measure.ts';

/** How far back sessions are looked for, as in the SOP. */
const WINDOW = 24 * 3_600_000;

/** A snapshot of every volume, of one moment. There is no way back: they are evidence. */
export const snapshots: Measure = {
  look: async (context, { id, volumes }) => {
    const kept = await readKept(context, volumes);
    if (volumes.every((volume) => kept.has(volume))) return [];
    return [
      {
        what: `Take snapshots of ${volumes.join(', ')}`,
        why: 'The disks say what was done',
        was: `${kept.size} of ${volumes.length} volumes have a snapshot for ${getTicket(context)}`,
        after: 'every volume has one',
        undo: 'They stay: they are evidence',
        work: { instance: id, target: id, before: volumes },
      },
    ];
  },
  apply: async (context, { instance, before: volumes }) => {
    const kept = await readKept(context, volumes);
    if (volumes.every((volume) => kept.has(volume))) return;
    await context.clients.ec2.createSnapshots({
      InstanceSpecification: { InstanceId: instance },
      Description: `Evidence ${getTicket(context)} ${instance}`,
      TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: TAG, Value: getTicket(context) }] }],
    });
  },
};

/** Files to keep: what AWS says of the instances now, what their consoles show, and who opened a session on them in the last 24 hours. */
export async function readEvidence(
  context: Context,
  subjects: readonly Subject[],
): Promise<{ sessions: number; files: NonNullable<Plan['evidence']> }> {
  const sessions = await readSessions(
    context,
    subjects.map(({ id }) => id),
  );
  const consoles: string[] = [];
  for (const { id } of subjects) {
    const { Output = '' } = await context.clients.ec2.getConsoleOutput({ InstanceId: id });
    // Base64, as nobody knows its encoding.
    consoles.push(
      `# ${id}\n${new TextDecoder().decode(Uint8Array.from(atob(Output), (char) => char.charCodeAt(0)))}\n`,
    );
  }
  return {
    sessions: sessions.length,
    files: [
      { name: 'state.json', text: toText(subjects.map(({ raw }) => raw)) },
      { name: 'console.txt', text: consoles.join('\n') },
      { name: 'sessions.json', text: toText(sessions) },
    ],
  };
}

/** Volumes of which this incident has a snapshot already. */
async function readKept(context: Context, volumes: readonly string[]): Promise<Set<string>> {
  if (volumes.length === 0) return new Set();
  const Filters = [
    { Name: 'volume-id', Values: [...volumes] },
    { Name: `tag:${TAG}`, Values: [getTicket(context)] },
  ];
  const pages = await readPages((NextToken) => context.clients.ec2.describeSnapshots({ NextToken, Filters }));
  return new Set(pages.flatMap((page) => page.Snapshots ?? []).flatMap(({ VolumeId }) => VolumeId ?? []));
}

/** Event history is by region, and so are instances. */
async function readSessions({ clients, now }: Context, instances: readonly string[]): Promise<unknown[]> {
  const pages = await readPages((NextToken) =>
    clients.cloudTrail.lookupEvents({
      NextToken,
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'StartSession' }],
      StartTime: new Date(now.getTime() - WINDOW),
      EndTime: now,
    }),
  );
  const texts = pages.flatMap((page) => page.Events ?? []).map(({ CloudTrailEvent = 'null' }) => CloudTrailEvent);
  return texts.map((text) => JSON.parse(text) as unknown).filter((event) => instances.includes(getTarget(event) ?? ''));
}

function getTarget(event: unknown): string | undefined {
  return (event as { requestParameters?: { target?: string } | null } | null)?.requestParameters?.target;
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
