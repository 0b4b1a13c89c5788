import type { Action, Context } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, isExcepted, readPages } from 'docusaurus-plugin-gait/automation';
import { findOverdue, getLastDayOfNextMonth } from './overdue.ts';

/** Tag that says of a resource: leave me out. Its value is the id of an exception. */
const KEY = 'security-exception';

/** A resource that says it is exempt, and by which exception. */
interface Exemption {
  resource: string;
  type: string;
  exception: string;
}

/** Takes off what nobody granted. Exceptions themselves are for people: they change by a reviewed change of their file. */
export const { plan, apply, verify, undo } = defineAutomation<{ resource: string; exception: string }>({
  async plan(context) {
    const { inputs, now, account, region, knowledgeBase } = context;
    const before = inputs.before ?? getLastDayOfNextMonth(now);
    const findings = findOverdue(knowledgeBase.exceptions, { today: toDay(now), before });
    const exemptions = await readExemptions(context);
    const actions = exemptions.filter((one) => !isGranted(one, context)).map(toAction);
    const resources = actions.map(({ resource }) => resource);
    const review = { account, region, reviewed_at: now.toISOString(), before, findings, untagged: resources };
    return {
      examined: exemptions.length,
      actions,
      findings,
      notes: {
        'confirm-account': `Account ${account}, region ${region}.`,
        'list-expiring': `${knowledgeBase.exceptions.length} exceptions, ${findings.length} to decide on.`,
        'find-tagged': `${exemptions.length} EC2 resources have the tag, ${actions.length} of them without an exception in force. Other services are left to a person.`,
        'end-exceptions': `${actions.length} tags of EC2 resources; suppressed findings are left to a person.`,
      },
      evidence: [{ name: 'review.json', text: `${JSON.stringify(review, null, 2)}\n` }],
    };
  },

  async apply({ clients }, { data: { resource, exception } }) {
    await clients.ec2.deleteTags({ Resources: [resource], Tags: [{ Key: KEY, Value: exception }] });
  },

  async verify(context) {
    const left = (await readExemptions(context)).filter((one) => !isGranted(one, context));
    return left.map(({ resource, exception }) => ({
      id: `tag/${resource}`,
      resource,
      what: `${resource} has the tag ${KEY}=${exception}, and no exception in force covers it`,
      advice: 'Look for what sets the tag again, then run once more',
    }));
  },

  async undo({ clients }, { data: { resource, exception } }) {
    await clients.ec2.createTags({ Resources: [resource], Tags: [{ Key: KEY, Value: exception }] });
  },
});

async function readExemptions({ clients }: Context): Promise<Exemption[]> {
  const Filters = [{ Name: 'key', Values: [KEY] }];
  const pages = await readPages((NextToken) => clients.ec2.describeTags({ NextToken, Filters }));
  return pages
    .flatMap((page) => page.Tags ?? [])
    .map(({ ResourceId = '', ResourceType = '', Value = '' }) => ({
      resource: ResourceId,
      type: ResourceType,
      exception: Value,
    }))
    .sort((a, b) => a.resource.localeCompare(b.resource));
}

/** The tag alone grants nothing: the exception that it names must be in force and name the resource. */
function isGranted({ resource, exception }: Exemption, { exceptions }: Context): boolean {
  return exceptions
    .filter(({ id }) => id === exception)
    .some((one) => isExcepted([one], [one.control ?? one.check ?? ''], resource));
}

function toAction({ resource, type, exception }: Exemption): Action<{ resource: string; exception: string }> {
  return {
    id: `tag/${resource}`,
    resource,
    what: `Take the tag ${KEY} off the ${type} ${resource}`,
    why: `No exception in force is called \`${exception}\` and names ${resource} in its scope`,
    before: `${KEY}=${exception}`,
    after: `no tag ${KEY}`,
    undo: 'Set the tag again',
    data: { resource, exception },
  };
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
