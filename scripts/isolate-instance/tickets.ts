import type { Context } from 'docusaurus-plugin-gait/automation';

/**
 * The ticket that explains a login to an instance now: one of the very person, for the instance and the hour. The table has the keys `resource` and
 * `ticket` and says `person`, `from` and `until` of each. When in doubt (no person known, a date that cannot be read) none explains it.
 */
export async function findTicket({ clients, inputs, now }: Context, instance: string): Promise<string | undefined> {
  if (inputs.tickets === undefined || inputs.tickets === 'none' || inputs.person === undefined) return undefined;
  const { Items = [] } = await clients.dynamoDb.query({
    TableName: inputs.tickets,
    KeyConditionExpression: '#resource = :instance',
    ExpressionAttributeNames: { '#resource': 'resource' },
    ExpressionAttributeValues: { ':instance': { S: instance } },
  });
  const covering = Items.find(
    ({ person, from, until }) =>
      person?.S === inputs.person &&
      Date.parse(from?.S ?? '') <= now.getTime() &&
      now.getTime() < Date.parse(until?.S ?? ''),
  );
  return covering?.ticket?.S;
}
