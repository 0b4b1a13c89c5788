import type { Clients, Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** The document that holds the preferences of an account and region: AWS fixed its name. */
export const DOCUMENT = 'SSM-SessionManagerRunShell';

/** As long as the log of a session is kept. */
const DAYS = 365;

/** Where sessions are logged now: `null` when there are no preferences, `''` when they name no log group. */
export async function readLogGroup({ clients }: Context): Promise<string | null> {
  const answer = await ignoreErrors(['InvalidDocument'], () => clients.ssm.getDocument({ Name: DOCUMENT }));
  if (answer === undefined) return null;
  const { inputs } = JSON.parse(answer.Content ?? '{}') as { inputs?: { cloudWatchLogGroupName?: string } };
  return inputs?.cloudWatchLogGroupName ?? '';
}

/** Whether a log group exists. */
export async function hasGroup(clients: Clients, name: string): Promise<boolean> {
  const pages = await readPages(
    (nextToken) => clients.cloudWatchLogs.describeLogGroups({ nextToken, logGroupNamePrefix: name }),
    ({ nextToken }) => nextToken,
  );
  return pages.flatMap((page) => page.logGroups ?? []).some(({ logGroupName }) => logGroupName === name);
}

/** Makes an encrypted log group that keeps what it gets for a year. */
export async function makeGroup(clients: Clients, logGroupName: string, kmsKeyId: string | undefined): Promise<void> {
  await ignoreErrors(['ResourceAlreadyExistsException'], () =>
    clients.cloudWatchLogs.createLogGroup({ logGroupName, kmsKeyId }),
  );
  await clients.cloudWatchLogs.putRetentionPolicy({ logGroupName, retentionInDays: DAYS });
}

/** Writes the preferences of the SOP: logged, encrypted, limited. */
export async function writePreferences(clients: Clients, logGroup: string): Promise<void> {
  await ignoreErrors(['DocumentAlreadyExists'], () =>
    clients.ssm.createDocument({
      Name: DOCUMENT,
      DocumentType: 'Session',
      DocumentFormat: 'JSON',
      Content: JSON.stringify(getPreferences(logGroup)),
    }),
  );
}

function getPreferences(logGroup: string): object {
  return {
    schemaVersion: '1.0',
    description: 'Session preferences: logged, encrypted, limited',
    sessionType: 'Standard_Stream',
    inputs: {
      s3BucketName: '',
      s3KeyPrefix: '',
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: logGroup,
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: '',
      runAsEnabled: false,
      runAsDefaultUser: '',
      idleSessionTimeout: '20',
      maxSessionDuration: '60',
      shellProfile: { linux: '', windows: '' },
    },
  };
}

/** What a role needs so that its instances can write the log of their sessions. */
export function getLogPolicy({ partition, region, account }: Context, logGroup: string): string {
  const Resource = `arn:${partition}:logs:${region}:${account}:log-group:${logGroup}:*`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], Resource },
      { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' },
    ],
  });
}
