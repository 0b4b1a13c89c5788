import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { readEventHistory } from 'docusaurus-plugin-gait/automation';

/** Four pages of the latest events: enough to see what is going on, and no reason to keep the key alive for longer. */
const PAGES = 4;

/** Beginnings of the calls that leave something behind, as the SOP's step `remove-traces` lists them. */
const TRACES = [
  ...['CreateUser', 'CreateAccessKey', 'CreateLoginProfile', 'CreateRole', 'CreateFunction', 'CreateStack'],
  ...['Attach', 'PutUser', 'PutRole', 'PutBucket', 'UpdateAssumeRolePolicy', 'ModifySnapshotAttribute'],
  ...['RunInstances', 'RequestSpot', 'StopLogging'],
];

/** One call that was made with a key. */
export interface KeyEvent {
  time: string;
  region: string;
  call: string;
  address: string;
  /** `done`, or why AWS refused. */
  outcome: string;
  /** The role that was assumed. */
  role?: string;
}

/** The latest events of a key in the event history of the run's region, newest first. */
export async function readEvents(context: Context, key: string): Promise<KeyEvent[]> {
  const lookUp = { key: 'AccessKeyId', value: key, mostPages: PAGES } as const;
  return (await readEventHistory<CloudTrailEvent>(context, lookUp)).map(toEvent);
}

/** What a person has to follow: roles that were assumed with the key, and calls that left something behind. */
export function findTraces(key: string, events: readonly KeyEvent[]): Finding[] {
  const done = events.filter(({ outcome }) => outcome === 'done');
  const roles = [...new Set(done.flatMap(({ role }) => role ?? []))].sort();
  const calls = [
    ...new Set(done.map(({ call }) => call).filter((call) => TRACES.some((one) => call.startsWith(one)))),
  ].sort();
  return [
    ...roles.map((role) => ({
      id: `${key}/${role}`,
      resource: role,
      what: `${key} assumed ${role}, whose sessions live on`,
      advice: 'Revoke the sessions of that role with put-role-policy, as in the step trace-use',
    })),
    ...calls.map((call) => ({
      id: `${key}/${call}`,
      resource: key,
      what: `${key} called ${call} ${done.filter((one) => one.call === call).length} times, last at ${done.find((one) => one.call === call)?.time}`,
      advice: 'Find out who it was; what an intruder left is taken back in the step remove-traces',
    })),
  ];
}

/** What is read of an event; AWS adds much more. */
interface CloudTrailEvent {
  eventTime?: string;
  awsRegion?: string;
  eventName?: string;
  sourceIPAddress?: string;
  errorCode?: string;
  requestParameters?: { roleArn?: string } | null;
}

function toEvent(event: CloudTrailEvent): KeyEvent {
  const role = event.requestParameters?.roleArn;
  return {
    time: event.eventTime ?? '',
    region: event.awsRegion ?? '',
    call: event.eventName ?? '',
    address: event.sourceIPAddress ?? '',
    outcome: event.errorCode ?? 'done',
    ...(event.eventName === 'AssumeRole' && role !== undefined && { role }),
  };
}
