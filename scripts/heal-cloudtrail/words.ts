import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import type { Identity } from './offender.ts';
import { getTrail } from './tampering.ts';
import type { TrailEvent } from './tampering.ts';
import type { Trail } from './trails.ts';

/** What an action needs to know. */
export type Data = { does: 'start' | 'mend'; trail: string } | { does: 'stop'; identity: Identity };

/** ARN of a user or role, without its path. */
export function toArn({ kind, name }: Identity, { partition, account }: Context): string {
  return `arn:${partition}:iam::${account}:${kind}/${name}`;
}

/** Starts a trail that is off. */
export function toStart({ name, arn }: Trail): Action<Data> {
  return {
    id: `${name}/start`,
    resource: arn,
    what: `Start logging of ${name}`,
    why: 'While it is off, nobody knows who does what',
    before: 'off',
    after: 'on',
    undo: 'It stays on',
    data: { does: 'start', trail: name },
  };
}

/** Switches on the settings that a trail lacks. */
export function toMending({ name, arn, missing }: Trail): Action<Data> {
  return {
    id: `${name}/mend`,
    resource: arn,
    what: `Mend ${name}: ${missing.join(', ')}`,
    why: 'What it leaves out is where somebody would hide',
    before: `without ${missing.join(', ')}`,
    after: 'all regions, global services, validation of files',
    undo: 'They stay on',
    data: { does: 'mend', trail: name },
  };
}

/** Denies everything to an identity. */
export function toStopping(identity: Identity, context: Context): Action<Data> {
  const arn = toArn(identity, context);
  return {
    id: arn,
    resource: arn,
    what: `Deny everything to the ${identity.kind} ${identity.name}`,
    why: 'It blinded a trail',
    before: 'may act',
    after: 'AWSDenyAll',
    undo: 'Detach AWSDenyAll',
    data: { does: 'stop', identity },
  };
}

/** A trail that leaves management events out. */
export function toSelectors({ name, arn }: Trail): Finding {
  return {
    id: `${name}/selectors`,
    resource: arn,
    what: `${name} does not take in every management event`,
    advice: 'Deploy the template of the trail again instead of guessing',
  };
}

/** A trail that was deleted and is not there again. */
export function toDeletion(event: TrailEvent): Finding[] {
  if (event.eventName !== 'DeleteTrail') return [];
  const name = getTrail(event);
  const what = `${name} was deleted at ${event.eventTime}`;
  return [{ id: `${name}/deleted`, resource: name, what, advice: 'Deploy it again from its template now' }];
}
