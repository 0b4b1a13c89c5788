import { describe, expect, it } from 'vitest';
import { getCommandNames } from '../../plugins/docusaurus-plugin-gait/src/report/command-names.ts';

describe('names of commands', () => {
  it('are programs with their subcommands, each once', () => {
    const code = `# aws s3 rm is not run
export GROUP_ID="$(aws ec2 describe-security-groups --query 'SecurityGroups[?x==\`y\`] | [0]' | jq -r .id)"
if kubectl get pods; then echo "terraform destroy"; fi
AWS_PROFILE=x aws ec2 revoke-security-group-ingress \\
  --group-id "$GROUP_ID" && aws ec2 revoke-security-group-ingress --dry-run`;
    expect(getCommandNames(code, 'bash')).toEqual([
      'aws ec2 describe-security-groups',
      'jq',
      'aws ec2 revoke-security-group-ingress',
    ]);
  });

  it('are not looked for in other languages', () => {
    expect(getCommandNames('aws s3 ls', 'yaml')).toEqual([]);
  });
});
