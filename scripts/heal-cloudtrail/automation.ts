import type { Context, Finding, Plan } from 'docusaurus-plugin-gait/automation';
import { defineAutomation } from 'docusaurus-plugin-gait/automation';
import { isStopped, judge, release, stop } from './offender.ts';
import type { Identity, Verdict } from './offender.ts';
import { findHarm, readGap, readTampering } from './tampering.ts';
import type { TrailEvent } from './tampering.ts';
import { readTrails } from './trails.ts';
import type { Trail } from './trails.ts';
import { toArn, toDeletion, toMending, toSelectors, toStart, toStopping } from './words.ts';
import type { Data } from './words.ts';

export const { plan, apply, verify, undo } = defineAutomation<Data>({
  async plan(context) {
    const trails = await readTrails(context);
    const tampering = await readTampering(context);
    const harm = findHarm(tampering, trails, context);
    const { toStop, left } = await sortOut(harm, context);
    const since = harm.map(({ eventTime }) => eventTime).sort()[0];
    const gap = since === undefined ? { events: [], isWhole: true } : await readGap(context, since);
    // First the log, then the identity; settings last, because they are how a run that was cut off finds the identity again.
    const actions = [
      ...trails.filter(({ isLogging }) => !isLogging).map(toStart),
      ...toStop.map((one) => toStopping(one, context)),
      ...trails.filter(({ missing }) => missing.length > 0).map(toMending),
    ];
    return {
      examined: trails.length,
      actions,
      findings: [...trails.filter(({ isWhole }) => !isWhole).map(toSelectors), ...harm.flatMap(toDeletion), ...left],
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'restart-logging': `${trails.filter(({ isLogging }) => !isLogging).length} of ${trails.length} trails were off.`,
        'compare-settings': `${trails.filter(({ missing }) => missing.length > 0).length} lacked a setting; keys and buckets are in settings.json, for a person to compare.`,
        'find-offender': `${harm.length} events explain it.`,
        'look-back': `${tampering.length} changes of a trail in 90 days, ${tampering.filter(({ errorCode }) => errorCode).length} of them refused.`,
        'read-the-gap': `${gap.events.length} writing events${gap.isWhole ? '' : ', and more that were not read'}, in this region alone.`,
        'stop-offender': `${toStop.length} to be stopped, ${left.length} left to a person.`,
      },
      evidence: toEvidence({ trails, tampering, gap: gap.events }),
    };
  },

  async apply(context, { data }) {
    const { clients } = context;
    if (data.does === 'stop') await stop(context, data.identity);
    else if (data.does === 'start') await clients.cloudTrail.startLogging({ Name: data.trail });
    else
      await clients.cloudTrail.updateTrail({
        Name: data.trail,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        EnableLogFileValidation: true,
      });
  },

  async verify(context, { actions, findings }) {
    const trails = await readTrails(context);
    const problems: Finding[] = trails
      .filter(({ isLogging, missing }) => !isLogging || missing.length > 0)
      .map(({ name, arn, missing }) => ({
        id: name,
        resource: arn,
        what: `${name} is off, or lacks ${missing.join(', ') || 'nothing'}`,
        advice: 'Somebody works against you: call Platform security',
      }));
    for (const { data, resource } of actions) {
      if (data.does !== 'stop' || (await isStopped(context, data.identity))) continue;
      problems.push({ id: resource, resource, what: `${resource} can still act`, advice: 'Attach AWSDenyAll by hand' });
    }
    return [...problems, ...findings];
  },

  /** Logging stays on, whatever happens. */
  async undo(context, { data }) {
    if (data.does === 'stop') await release(context, data.identity);
  },
});

/** The safeguard: one identity. More than one is an incident of the account. */
async function sortOut(
  harm: readonly TrailEvent[],
  context: Context,
): Promise<{ toStop: Identity[]; left: Finding[] }> {
  const verdicts = new Map<string, Verdict>();
  for (const event of harm) {
    const verdict = judge(event, context);
    verdicts.set('who' in verdict ? verdict.who : toArn(verdict.identity, context), verdict);
  }
  const isLeft = verdicts.size > 1 || context.inputs.offender === 'leave';
  const toStop: Identity[] = [];
  const left: Finding[] = [];
  for (const [who, verdict] of verdicts) {
    const reason = 'reason' in verdict ? verdict.reason : 'more than one did it, or it was to be left';
    if ('identity' in verdict && (await isStopped(context, verdict.identity))) continue;
    if ('identity' in verdict && !isLeft) toStop.push(verdict.identity);
    else
      left.push({
        id: who,
        resource: who,
        what: `${who} blinded a trail and is not stopped: ${reason}`,
        advice: ESCALATE,
      });
  }
  return { toStop, left };
}

const ESCALATE = 'Ask the change calendar; without a ticket wake Platform security, as the SOP says under Escalation';

function toEvidence(files: { trails: Trail[]; tampering: TrailEvent[]; gap: TrailEvent[] }): Plan['evidence'] {
  const { trails, tampering, gap } = files;
  return Object.entries({ settings: trails, tampering, gap }).map(([name, value]) => ({
    name: `${name}.json`,
    text: `${JSON.stringify(value, null, 2)}\n`,
  }));
}
