import type { Context } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';
import type { Trail } from './trails.ts';

/** Calls that can blind a trail. */
const CALLS = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'] as const;

/** A stop or a deletion is looked into for a day, even when somebody has started the trail again. */
const FRESH = 24 * 3_600_000;

/** The look-up gives fifty events at a time and two answers a second: a longer gap is read in the central log store. */
const MOST_PAGES = 20;

/** An event of CloudTrail's history, as far as it is used. */
export interface TrailEvent {
  eventTime: string;
  eventName: string;
  userIdentity: {
    type: string;
    arn?: string;
    accountId?: string;
    userName?: string;
    sessionContext?: { sessionIssuer?: { type?: string; userName?: string; accountId?: string } };
  };
  sourceIPAddress?: string;
  errorCode?: string;
  requestParameters?: { name?: string; trailName?: string } | null;
}

/** Every change of a trail in 90 days, also those that were refused, oldest first. */
export async function readTampering(context: Context): Promise<TrailEvent[]> {
  const events: TrailEvent[] = [];
  for (const AttributeValue of CALLS) {
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue }];
    const pages = await readPages((NextToken) =>
      context.clients.cloudTrail.lookupEvents({ NextToken, LookupAttributes }),
    );
    events.push(...pages.flatMap(toEvents));
  }
  return events.sort((a, b) => (a.eventTime < b.eventTime ? -1 : 1));
}

/**
 * The events that did harm: for each trail the last one that explains what is wrong with it now, and stops and deletions of the last day.
 */
export function findHarm(
  events: readonly TrailEvent[],
  trails: readonly Trail[],
  { now, inputs }: Context,
): TrailEvent[] {
  const done = events.filter(({ errorCode }) => errorCode === undefined);
  const isFresh = ({ eventTime }: TrailEvent): boolean => now.getTime() - Date.parse(eventTime) < FRESH;
  const ofTrails = trails.flatMap((trail) => {
    const getLast = (call: string): TrailEvent | undefined =>
      done.filter((event) => event.eventName === call && isAbout(event, trail)).at(-1);
    const stop = getLast('StopLogging');
    return [
      stop && (!trail.isLogging || isFresh(stop)) ? stop : undefined,
      trail.missing.length > 0 ? getLast('UpdateTrail') : undefined,
      trail.isWhole ? undefined : getLast('PutEventSelectors'),
    ];
  });
  const deletions = done.filter(
    (event) =>
      event.eventName === 'DeleteTrail' &&
      isFresh(event) &&
      !trails.some((trail) => isAbout(event, trail)) &&
      (inputs.trail === undefined || getTrail(event) === inputs.trail),
  );
  return [...ofTrails, ...deletions].filter((event) => event !== undefined);
}

/** What was written since a time, of whatever identity: the first thousand events. */
export async function readGap(
  { clients, now }: Context,
  since: string,
): Promise<{ events: TrailEvent[]; isWhole: boolean }> {
  const events: TrailEvent[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await clients.cloudTrail.lookupEvents({
      NextToken,
      LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
      StartTime: new Date(since),
      EndTime: now,
    });
    events.push(...toEvents(answer));
    NextToken = answer.NextToken;
    if (NextToken === undefined) return { events, isWhole: true };
  }
  return { events, isWhole: false };
}

/** Name of the trail that an event is about, which callers give by name or by ARN. */
export function getTrail({ requestParameters }: TrailEvent): string {
  return (requestParameters?.name ?? requestParameters?.trailName ?? '').split('/').at(-1) ?? '';
}

function isAbout(event: TrailEvent, trail: Trail): boolean {
  return getTrail(event) === trail.name;
}

function toEvents({ Events = [] }: { Events?: { CloudTrailEvent?: string }[] }): TrailEvent[] {
  return Events.flatMap(({ CloudTrailEvent }) =>
    CloudTrailEvent === undefined ? [] : [JSON.parse(CloudTrailEvent) as TrailEvent],
  );
}
