import type { Manifest } from './schema/manifest.ts';

/** One statement of an IAM policy. */
export interface PolicyStatement {
  Effect: 'Allow' | 'Deny';
  Action: string[];
  Resource: string[];
  Condition?: Record<string, unknown>;
}

/** An IAM policy document. */
export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

/** AWS takes no policy without a statement. */
const NOTHING: PolicyStatement = { Effect: 'Deny', Action: ['*'], Resource: ['*'] };

/** An IAM policy that allows exactly what a manifest declares. */
export function toPolicy({ permissions }: Pick<Manifest, 'permissions'>): PolicyDocument {
  if (permissions.length === 0) return { Version: '2012-10-17', Statement: [NOTHING] };
  return {
    Version: '2012-10-17',
    Statement: permissions.map(({ actions, resources, conditions }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
    })),
  };
}
