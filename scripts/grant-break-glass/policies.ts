import type { Context } from 'docusaurus-plugin-gait/automation';

/** Trust policy of the role at rest: nobody may assume it. */
export const RESTING = toDocument({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' });

/** What the access is about, from the inputs. */
export interface Grant {
  ticket: string;
  person: string;
  personRole: string;
  role: string;
  cluster: string;
  secret: string;
  minutes: number;
  topic: string;
}

/** The grant of a run. */
export function getGrant({ inputs }: Context): Grant {
  const { ticket = '', person = '', role = '', cluster = '', secret = '', minutes = '', topic = '' } = inputs;
  const personRole = inputs['person-role'] ?? '';
  return { ticket, person, personRole, role, cluster, secret, minutes: Number(minutes), topic };
}

/** When access that begins now ends, as IAM writes times. */
export function getEnd({ minutes }: Grant, now: Date): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString().replace(/\.\d+Z$/u, 'Z');
}

/** Reading statements through the Data API. The end is checked on every call, so it also ends a session that is open. */
export function toPermissions({ cluster, secret }: Grant, until: string): string {
  const Condition = { DateLessThan: { 'aws:CurrentTime': until } };
  return toDocument(
    { Effect: 'Allow', Action: 'rds-data:ExecuteStatement', Resource: cluster, Condition },
    { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret, Condition },
  );
}

/** Lets one person in, under the name of the ticket, until the end. */
export function toTrust({ person, personRole, ticket }: Grant, until: string): string {
  const Condition = {
    // Identity Center sets the name behind the colon, after sign-in with MFA: nobody else who has the role gets in.
    StringLike: { 'aws:userid': `*:${person}` },
    StringEquals: { 'sts:RoleSessionName': ticket },
    DateLessThan: { 'aws:CurrentTime': until },
  };
  return toDocument({ Effect: 'Allow', Principal: { AWS: personRole }, Action: 'sts:AssumeRole', Condition });
}

function toDocument(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
