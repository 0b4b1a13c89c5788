import { execFileSync } from 'node:child_process';
import { SSM } from '@aws-sdk/client-ssm';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../plugins/docusaurus-plugin-gait/src/automation/lambda/event.ts';
import { readSubject } from '../../plugins/docusaurus-plugin-gait/src/automation/subject.ts';
import type { Manifest } from '../../plugins/docusaurus-plugin-gait/src/model/schema/manifest.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';
import {
  getRunbookName,
  toRateControl,
  toRunbook,
} from '../../plugins/docusaurus-plugin-gait/src/write/export/ssm-document.ts';
import { ROOT, runGait } from '../support/run.ts';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { Runbook } from './ssm-document-schema.ts';

const NAMES = globSync('scripts/*/automation.yaml', { cwd: ROOT }).map((path) => path.split('/')[1] ?? '');
const source = createDiskSource(ROOT);
const manifests = await Promise.all(NAMES.sort().map(async (name) => (await readSubject(source, name)).manifest));
const [first] = manifests;
if (first === undefined) throw new Error('there is no automation');

/** One that is about one instance, and takes a value that need not be given. */
const ABOUT_ONE: Manifest = {
  ...first,
  name: 'isolate-one',
  inputs: [
    { name: 'account', required: true, secret: false },
    { name: 'instance-id', pattern: 'i-[0-9a-f]{8,17}', example: 'i-0123456789abcdef0', required: true, secret: false },
    { name: 'ticket', pattern: '[A-Z]+-[0-9]+', required: false, secret: false },
    { name: 'token', required: false, secret: true },
  ],
  safeguards: { ...first.safeguards, concurrency: 7, max_errors: 3 },
};
const ALL = [...manifests, ABOUT_ONE];

function read(text: string): Runbook {
  return Runbook.parse(JSON.parse(text));
}

/** Puts values in the place of references, as Systems Manager does. */
function fill(value: unknown, values: Record<string, string>): unknown {
  const text = JSON.stringify(value).replace(/\{\{ ([\w.:]+) \}\}/gu, (_whole, name: string) => values[name] ?? '');
  return JSON.parse(text);
}

describe('the runbook of an automation', () => {
  it.each(ALL.map((manifest) => [manifest.name, manifest] as const))('%s is as AWS documents it', (_name, manifest) => {
    for (const text of [toRunbook(manifest), toRateControl(manifest)]) {
      expect(Runbook.safeParse(JSON.parse(text)).error).toBeUndefined();
    }
  });

  it('hands the function an event that it reads, without what was left empty, and never a secret', () => {
    const { parameters, mainSteps } = read(toRunbook(ABOUT_ONE));
    expect(Object.keys(parameters)).toEqual(['AutomationAssumeRole', 'Apply', 'InstanceId', 'Ticket']);
    expect(new RegExp(parameters.Ticket?.allowedPattern ?? '', 'u').test('')).toBe(true);
    expect(new RegExp(parameters.InstanceId?.allowedPattern ?? '', 'u').test('')).toBe(false);
    const values = {
      'global:ACCOUNT_ID': '123456789012',
      Apply: 'true',
      InstanceId: 'i-0123456789abcdef0',
      Ticket: '',
    };
    const payload = fill((mainSteps[0]?.inputs as { InputPayload: unknown }).InputPayload, values);
    expect(readEvent(ABOUT_ONE.triggers, payload)).toEqual({
      by: 'runbook',
      mayApply: true,
      inputs: { account: '123456789012', 'instance-id': 'i-0123456789abcdef0' },
    });
  });

  it('controls the rate with the limits of the manifest, over accounts, and over targets where there are some', () => {
    const { parameters, mainSteps } = read(toRateControl(ABOUT_ONE));
    expect(parameters).toMatchObject({ MaxConcurrency: { default: '7' }, MaxErrors: { default: '3' }, Targets: {} });
    expect(parameters.InstanceId).toBeUndefined();
    expect(mainSteps[0]?.inputs).toMatchObject({
      DocumentName: getRunbookName(ABOUT_ONE.name),
      TargetParameterName: 'InstanceId',
      RuntimeParameters: { Apply: ['{{ Apply }}'], Ticket: ['{{ Ticket }}'] },
    });
    // What it hands over are parameters of the runbook that it starts.
    const { RuntimeParameters } = mainSteps[0]?.inputs as { RuntimeParameters: object };
    const started = Object.keys(read(toRunbook(ABOUT_ONE)).parameters);
    expect(started).toEqual(expect.arrayContaining([...Object.keys(RuntimeParameters), 'InstanceId']));
  });

  it('counts what failed, stopped or was not verified as an error', () => {
    const step = read(toRunbook(ABOUT_ONE)).mainSteps[1];
    const { Script, Handler } = step?.inputs as { Script: string; Handler: string };
    const check = (payload: object): string => {
      const call = `\nprint(json.dumps(${Handler}({"payload": ${JSON.stringify(JSON.stringify(payload))}}, {})))`;
      return execFileSync('python3', ['-c', `${Script}${call}`], { encoding: 'utf8', stdio: 'pipe' });
    };
    expect(JSON.parse(check({ status: 'done', run: '2026-11-02-abcdef' }))).toEqual({
      status: 'done',
      run: '2026-11-02-abcdef',
    });
    expect(JSON.parse(check({ status: 'would-change', run: null }))).toEqual({ status: 'would-change', run: '' });
    expect(() => check({ status: 'stopped', run: '1' })).toThrow(/ended as stopped; people were told/u);
    expect(() => check({ status: 'unverified', run: '1' })).toThrow(/ended as unverified/u);
    expect(() => check({ errorMessage: 'it failed: no', errorType: 'Error' })).toThrow(/it failed: no/u);
  });

  it('is written by the command, the same bytes each time', async () => {
    const args = ['export', 'ssm-document', first.name];
    const { code, stdout, output } = await runGait(args, { cwd: ROOT });
    expect(code, output).toBe(0);
    expect(stdout).toBe(toRunbook(first));
    const unknown = await runGait(['export', 'ssm-document', 'nothing'], { cwd: ROOT });
    expect(unknown.code).toBe(2);
    expect(unknown.output).toContain('Unexpected automation `nothing`, expected one of: `');
  });
});

describeWith(await createBench(first.name), 'Systems Manager', (bench) => {
  it('takes every runbook', async () => {
    const ssm = new SSM({ endpoint: bench.endpoint });
    bench.closeAfter(ssm);
    for (const manifest of ALL) {
      const runbooks = {
        [getRunbookName(manifest.name)]: toRunbook(manifest),
        [`${getRunbookName(manifest.name)}-rate`]: toRateControl(manifest),
      };
      for (const [Name, Content] of Object.entries(runbooks)) {
        const { DocumentDescription } = await ssm.createDocument({
          Name,
          Content,
          DocumentType: 'Automation',
          DocumentFormat: 'JSON',
        });
        expect(DocumentDescription).toMatchObject({ Name, SchemaVersion: '0.3', Status: 'Active' });
        expect(DocumentDescription?.Parameters?.map((one) => one.Name)).toEqual(Object.keys(read(Content).parameters));
      }
    }
  });
});
