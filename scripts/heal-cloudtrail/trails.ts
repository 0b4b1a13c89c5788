import type { Context } from 'docusaurus-plugin-gait/automation';
import { isExcepted } from 'docusaurus-plugin-gait/automation';

/** The controls that an exception for a trail may name. */
const SUBJECTS = [
  'cis-aws@5.0.0#3.1',
  'cis-aws@5.0.0#3.2',
  'prowler:cloudtrail_multi_region_enabled',
  'prowler:cloudtrail_log_file_validation_enabled',
  'securityhub:CloudTrail.1',
  'securityhub:CloudTrail.4',
];

/** The settings that every trail must have, by the name that AWS gives them, and as words. */
export const SETTINGS = {
  IsMultiRegionTrail: 'all regions',
  IncludeGlobalServiceEvents: 'global services',
  LogFileValidationEnabled: 'validation of files',
} as const;

/** A trail as it is now. */
export interface Trail {
  name: string;
  arn: string;
  isLogging: boolean;
  /** Words for the settings that are missing. */
  missing: string[];
  /** Whether its selectors take in all management events. */
  isWhole: boolean;
  bucket: string;
  key: string | null;
}

/** Trails of this account whose home is this region, by name, without those that an exception names. */
export async function readTrails({ clients, account, region, inputs, exceptions }: Context): Promise<Trail[]> {
  const { trailList = [] } = await clients.cloudTrail.describeTrails({ includeShadowTrails: false });
  const trails: Trail[] = [];
  for (const one of trailList) {
    const { Name: name = '', TrailARN: arn = '' } = one;
    const isOwn = arn.split(':')[4] === account && one.HomeRegion === region;
    if (!isOwn || (inputs.trail ?? name) !== name || isExcepted(exceptions, SUBJECTS, name)) continue;
    const { IsLogging = false } = await clients.cloudTrail.getTrailStatus({ Name: arn });
    const keys = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
    trails.push({
      name,
      arn,
      isLogging: IsLogging,
      missing: keys.filter((key) => one[key] !== true).map((key) => SETTINGS[key]),
      isWhole: await isWhole(clients, arn),
      bucket: one.S3BucketName ?? '',
      key: one.KmsKeyId ?? null,
    });
  }
  return trails.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A trail that nobody gave selectors takes in every management event. */
async function isWhole(clients: Context['clients'], TrailName: string): Promise<boolean> {
  const { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] } =
    await clients.cloudTrail.getEventSelectors({ TrailName });
  if (basic.length === 0 && advanced.length === 0) return true;
  const isWholeBasic = basic.some(
    ({ ReadWriteType, IncludeManagementEvents, ExcludeManagementEventSources = [] }) =>
      ReadWriteType === 'All' && IncludeManagementEvents !== false && ExcludeManagementEventSources.length === 0,
  );
  // One field alone, the category: any further one would leave something out.
  const isWholeAdvanced = advanced.some(
    ({ FieldSelectors = [] }) => FieldSelectors.length === 1 && FieldSelectors[0]?.Equals?.join() === 'Management',
  );
  return isWholeBasic || isWholeAdvanced;
}
