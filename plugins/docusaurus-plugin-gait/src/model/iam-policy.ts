import type { Manifest } from './schema/manifest.ts';

/** One statement of an IAM policy. */
export interface PolicyStatement {
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: Record<string, unknown>;
}

/** An IAM policy document. */
export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

/** An IAM policy that allows exactly what a manifest declares. */
export function toPolicy({ permissions }: Pick<Manifest, 'permissions'>): PolicyDocument {
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
