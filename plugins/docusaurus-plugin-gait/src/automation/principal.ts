/**
 * The identity behind a caller ARN, as an IAM ARN: `arn:aws:sts::1:assumed-role/Admin/alice` is `arn:aws:iam::1:role/Admin`, since whoever may
 * assume the role chooses the session's name. Users, the root user and federated users are themselves. (A role's path is not in the ARN of a session, so
 * it is left out everywhere.)
 */
export function getPrincipal(arn: string): string {
  const [, partition = '', , , account = '', ...rest] = arn.split(':');
  const [kind = '', ...path] = rest.join(':').split('/');
  if (kind === 'assumed-role') return `arn:${partition}:iam::${account}:role/${path[0] ?? ''}`;
  if (kind === 'role') return `arn:${partition}:iam::${account}:role/${path.at(-1) ?? ''}`;
  return arn;
}

/** Account of an ARN, 12 digits. */
export function getAccountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
