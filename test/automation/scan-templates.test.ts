import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ToolAnswer, Tools } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/contract.ts';
import { createTools } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/tools.ts';
import type { AutomationBench } from './bench.ts';
import { describeCheckCases } from './check-cases.ts';
import { getAbsence } from './programs.ts';

const RULES = 'baselines/template-rules.txt';
const RULES_TEXT = readFileSync(join(import.meta.dirname, '../..', RULES), 'utf8');

const HEAD = "AWSTemplateFormatVersion: '2010-09-09'\n";

/** A security group that lets somebody in. */
const toGroup = (from: string, metadata = '') => `${HEAD}${metadata}Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: test
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: ${from}}
`;

const QUIET = toGroup('10.0.0.0/8');
/** A parameter that nothing uses is a warning. */
const FLAWED = `${QUIET}Parameters:\n  Spare: {Type: String}\n`;
const OPEN = toGroup('0.0.0.0/0');

let current: AutomationBench['checkout'] | undefined;
const answers = new Map<string, Promise<ToolAnswer>>();

/** The real cfn-lint, which takes seconds, asked once for each state of its files: the same files give the same answer. */
const tools: Tools = {
  run: (name, paths, rules) => {
    const root = current?.root ?? '';
    const key = JSON.stringify([paths, [...paths, rules ?? ''].map((path) => current?.read(path))]);
    const answer =
      answers.get(key) ??
      createTools({ root, signal: new AbortController().signal, allowedSecrets: [] }).run(name, paths, rules);
    answers.set(key, answer);
    return answer;
  },
};

function write(bench: AutomationBench, text: string, path = 'templates/network.yaml'): Promise<void> {
  current = bench.checkout;
  bench.checkout.commit(RULES, RULES_TEXT);
  bench.checkout.commit(path, text);
  return Promise.resolve();
}

const reason = getAbsence(['cfn-lint']);
if (reason !== undefined) {
  process.stderr.write(`\nSKIPPED: templates are not scanned, because ${reason}\n`);
  it.skip('scan-templates', () => undefined);
} else
  await describeCheckCases(
    {
      name: 'scan-templates',
      input: { fakes: { tools } },
      makeQuiet: (bench) => write(bench, QUIET),
      makeFlawed: (bench) => write(bench, FLAWED),
      makeAlarming: (bench) => write(bench, OPEN),
      stopReason:
        /1 errors in 1 templates, the first in templates\/network\.yaml:Group, line \d+: A security group lets the whole/u,
      without: ["'tool:cfn-lint'", "'dns'", /Unexpected use of `tool:cfn-lint` for `1 files`/u],
      evidence: 'templates.json',
      badInputs: [
        [{ folder: '../other' }, /Unexpected value of the input `folder`/u],
        [{ rules: '/etc/passwd' }, /Unexpected value of the input `rules`/u],
        [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
        [{ template: 'x' }, /Unexpected input `template`/u],
      ],
    },
    (bench) => {
      const getPlan = async (inputs = {}) => (await bench.plan({ inputs })).view?.plan;

      it('does not let a template or a file beside it switch rules off', async () => {
        const ignore = 'Metadata: {cfn-lint: {config: {ignore_checks: [E, W]}}}\n';
        await write(bench, toGroup('0.0.0.0/0', ignore));
        bench.checkout.commit('.cfnlintrc', 'ignore_checks: [E, W]\n');
        expect((await getPlan())?.stop?.step).toBe('judge-findings');
      });

      it('lets a resource be that an exception in force names, and no other', async () => {
        const other = OPEN.slice(OPEN.indexOf('  Group:')).replace('Group:', 'Other:');
        await write(bench, `${OPEN}${other}`);
        const control = 'aws-well-architected-security@2023-04-10#SEC01-BP06';
        bench.checkout.grant('public-site', { control, scope: 'templates/network.yaml:Group' });
        expect((await getPlan())?.findings.map(({ resource }) => resource)).toEqual(['templates/network.yaml:Other']);
      });

      it('stops at a template that is none', async () => {
        await write(bench, `${HEAD}Resources:\n  Group: {Type: AWS::EC2::Nothing}\n`);
        expect((await getPlan())?.stop?.reason).toMatch(/AWS::EC2::Nothing/u);
      });

      it('takes a scan of nothing for no pass', async () => {
        await write(bench, QUIET);
        bench.checkout.commit('other/values.yaml', 'Type: none\n');
        expect((await bench.plan({ inputs: { folder: 'other' } })).error).toMatch(
          /Unexpected folder `other`, expected a CloudFormation template in it/u,
        );
      });
    },
  );
