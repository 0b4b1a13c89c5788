import { EC2 } from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Io } from '../../plugins/docusaurus-plugin-gait/src/cli/io.ts';
import { main } from '../../plugins/docusaurus-plugin-gait/src/cli/main.ts';
import { createCheckout } from './checkout.ts';
import type { Checkout } from './checkout.ts';
import { describeWith } from './describe.ts';
import { DUMMY_ENVIRONMENT, useEmulator } from './emulator.ts';

Object.assign(process.env, DUMMY_ENVIRONMENT);
const started = await useEmulator();

describeWith(started, 'gait run', (emulator) => {
  const { endpoint } = emulator;
  const ec2 = new EC2({ endpoint });
  let checkout: Checkout;

  beforeAll(() => emulator.reset());
  beforeEach(() => {
    checkout = createCheckout();
  });
  afterEach(async () => {
    checkout.remove();
    await emulator.reset();
  });
  afterAll(async () => {
    ec2.destroy();
    await emulator.stop();
  });

  async function openSsh(groups: number, Description = 'temp'): Promise<void> {
    for (let count = 0; count < groups; count += 1) {
      const { GroupId } = await ec2.createSecurityGroup({ GroupName: `group-${count}`, Description: 'test' });
      const IpRanges = [{ CidrIp: '0.0.0.0/0', Description }];
      await ec2.authorizeSecurityGroupIngress({
        GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges }],
      });
    }
  }

  async function countOpen(): Promise<number> {
    const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({});
    return SecurityGroupRules.filter(({ IsEgress, CidrIpv4 }) => !IsEgress && CidrIpv4 === '0.0.0.0/0').length;
  }

  /** Runs a command line in this process. `onWrite` sees the output as it comes. */
  async function gait(
    argv: string[],
    options: { env?: Record<string, string>; onWrite?: (text: string) => void } = {},
  ) {
    const { env = { AWS_ENDPOINT_URL: endpoint }, onWrite } = options;
    let text = '';
    const write = (part: string): void => {
      text += part;
      onWrite?.(part);
    };
    const io: Io = {
      stdout: { write, isTTY: false },
      stderr: { write, isTTY: false },
      isInteractive: false,
      env,
      cwd: checkout.root,
      now: () => Date.now(),
      exitCode: 0,
    };
    return { code: await main(['run', ...argv], io), text };
  }

  it('exits with 0 when there is nothing to do', async () => {
    const { code, text } = await gait(['close-open-ssh']);
    expect(code).toBe(0);
    expect(text).toContain('Nothing to do.');
  });

  it('shows the plan, touches nothing and exits with 3', async () => {
    await openSsh(1);
    const { code, text } = await gait(['close-open-ssh', '--input', 'account=123456789012']);
    expect(code).toBe(3);
    const shown = text.replaceAll(/sgr?-[0-9a-f]+/gu, 'ID').replace(/Examined \d+/u, 'Examined N');
    expect(shown).toMatchInlineSnapshot(`
        "close-open-ssh: Revokes security group rules that open SSH or RDP to the whole internet
        Account 123456789012, region eu-west-1, emulator as arn:aws:sts::123456789012:user/moto
        Examined N: 1 action on 1 resource of the 5 that may be touched, 0 findings for people

        1. Revoke inbound rule ID of ID
           why    It lets the whole internet reach SSH or RDP; no interface uses the group
           before tcp 22 from 0.0.0.0/0 ("temp")
           after  no such rule
           undo   Authorize the same protocol, ports, range and description again; the rule gets a new id and no tags

        Nothing was touched. To go on: gait run close-open-ssh --input account=123456789012 --apply
        "
      `);
    expect(await countOpen()).toBe(1);
  });

  it('applies, verifies, names the record and exits with 0', async () => {
    await openSsh(2);
    const { code, text } = await gait(['close-open-ssh', '--apply']);
    expect(code).toBe(0);
    expect(text).toMatch(
      /Done: 2 actions, verified\.\nRecord: records\/close-open-ssh\/\d{4}-\d\d-\d\d-[a-z0-9]{6}\.yaml\./u,
    );
    expect(await countOpen()).toBe(0);
  });

  it('exits with 5 past the safeguard while nobody can be woken, and says whom to call', async () => {
    await openSsh(6);
    const { code, text } = await gait(['close-open-ssh', '--apply']);
    expect(code).toBe(5);
    expect(text).toContain('Stopped, nothing was touched: 6 resources would be touched, 5 may be.');
    expect(text).toContain('- Cloud platform: https://chat.example.com/cloud-platform');
    expect(await countOpen()).toBe(6);
  });

  it('exits with 4 past the safeguard when nobody is to be woken', async () => {
    await openSsh(6);
    const path = 'scripts/close-open-ssh/automation.yaml';
    checkout.commit(path, checkout.read(path).replace('on_exceed: wake', 'on_exceed: stop'));
    expect((await gait(['close-open-ssh', '--apply'])).code).toBe(4);
    expect(await countOpen()).toBe(6);
  });

  it('exits with 1 when a command is refused, and says which permission is missing', async () => {
    await openSsh(1);
    const path = 'scripts/close-open-ssh/automation.yaml';
    checkout.commit(path, checkout.read(path).replace("'ec2:RevokeSecurityGroupIngress', ", ''));
    const { code, text } = await gait(['close-open-ssh', '--apply']);
    expect(code).toBe(1);
    expect(text).toContain('`ec2:RevokeSecurityGroupIngress`');
    expect(await countOpen()).toBe(1);
  });

  it.each([
    [['no-such-automation'], /expected one of the folder scripts\/: (?:`[a-z0-9-]+`, )*`close-open-ssh`, `/u],
    [['close-open-ssh', '--input', 'acount=1'], /Unexpected input `acount`/u],
    [['close-open-ssh', '--input', 'account'], /Expected a name and a value/u],
    [['close-open-ssh', '--environment', 'production'], /expected `emulator`/u],
    [['close-open-ssh', '--as-of', '2027-01-01', '--apply'], /Unexpected --as-of with --apply/u],
    [['close-open-ssh', '--undo', '2026-01-01-aaaaaa', '--input', 'a=b'], /Unexpected --input with --undo/u],
  ])('exits with 2 for %o', async (argv, message) => {
    const { code, text } = await gait(argv);
    expect(text).toMatch(message);
    expect(code).toBe(2);
  });

  it('asks for the environment before it touches real AWS', async () => {
    const { code, text } = await gait(['close-open-ssh', '--apply'], { env: {} });
    expect(code).toBe(2);
    expect(text).toContain('Add `--environment staging`');
  });

  it('sends nothing to an emulator that the record would call staging', async () => {
    process.env.AWS_ENDPOINT_URL_STS = endpoint;
    try {
      const { code, text } = await gait(['close-open-ssh', '--environment', 'staging'], { env: {} });
      expect(code).toBe(2);
      expect(text).toContain('Unexpected address `127.0.0.1` of a request, expected one of AWS; it was not sent');
    } finally {
      delete process.env.AWS_ENDPOINT_URL_STS;
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'finishes what is under way at %s, and says what was not done',
    async (signal) => {
      await openSsh(4);
      const path = 'scripts/close-open-ssh/automation.yaml';
      checkout.commit(path, checkout.read(path).replace('concurrency: 2', 'concurrency: 1'));
      const { code, text } = await gait(['close-open-ssh', '--apply'], {
        onWrite: (part) => void (part.startsWith('done') && process.emit(signal)),
      });
      expect(code).toBe(1);
      expect(text).toContain('Done: 1 action. Not done: 3.');
      expect(text).toContain('- not begun: Revoke inbound rule');
      expect(await countOpen()).toBe(3);
      expect(process.listenerCount(signal)).toBe(0);
    },
  );

  it('shows what others wrote instead of obeying it', async () => {
    await openSsh(1, 'x\u001b]0;owned\u0007\u202e');
    const { text } = await gait(['close-open-ssh']);
    expect(text).toContain('"x\\u{1B}]0;owned\\u{7}\\u{202E}"');
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
  });

  it('takes a run back', async () => {
    await openSsh(1);
    const applied = await gait(['close-open-ssh', '--apply']);
    const run = /records\/close-open-ssh\/(\S+)\.yaml/u.exec(applied.text)?.[1] ?? '';
    const { code, text } = await gait(['close-open-ssh', '--undo', run, '--apply']);
    expect(code).toBe(0);
    expect(text).toContain('close-open-ssh (undo)');
    expect(text).toMatch(/1\. Take back: Revoke inbound rule \S+ of \S+\n {3}why {4}Authorize/u);
    // A way back is not verified, so the text does not say so.
    expect(text).toContain('Taken back: 1 action.');
    expect(text).not.toContain('verified');
    expect(await countOpen()).toBe(1);
  });

  it('carries a review out', async () => {
    const { code, text } = await gait(['review-iam-access', '--apply']);
    expect(code).toBe(0);
    expect(text).toContain('Done: there was nothing to change.');
    expect(checkout.getRecords('review-iam-access')).toMatchObject([{ outcome: 'completed' }]);
  });
});
