import type { Manifest } from '../model/schema/manifest.ts';

/** Whether a manifest's permissions allow an IAM action. `*` stands for any characters, as in IAM; case does not matter. */
export function isAllowed(action: string, permissions: Manifest['permissions']): boolean {
  return permissions.some(({ actions }) => actions.some((pattern) => toExpression(pattern).test(action)));
}

/** The schema lets letters, digits, `:`, `-` and `*` through, so only `*` means anything here. */
function toExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/\*+/gu, '.*')}$`, 'iu');
}
