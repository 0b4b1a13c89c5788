import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, getHtmlText } from '../../plugins/docusaurus-plugin-gait/src/report/pages/html.ts';
import type { Page } from '../../plugins/docusaurus-plugin-gait/src/report/pages/page.ts';
import { getChecksBySop, toSearchRecord } from '../../plugins/docusaurus-plugin-gait/src/report/search.ts';
import { getTellingWords, toQuery } from '../../plugins/docusaurus-plugin-gait/src/theme/gait-search/queries.ts';

const toPage = (kind: string, path: string, data: unknown, html: Record<string, string> = {}): Page => ({
  kind,
  path,
  title: 'Close SSH',
  description: 'When it is open.',
  data,
  html,
  sources: [],
});

const SOP = toPage(
  'sop',
  '/sops/close-ssh/',
  {
    id: 'close-ssh',
    status: 'active',
    description: 'When it is open.',
    area: { title: 'Cloud', path: '/areas/cloud/' },
    owner: { title: 'Platform', path: '/owners/platform/' },
    evidence: { effective: 'walk' },
    alerts: [{ title: 'guardduty:Recon:EC2/Portscan', path: '/alerts/guardduty/recon/' }],
    controls: [{ reference: 'cis-aws@5.0.0#5.3', title: 'No SSH from anywhere' }],
    variables: [{ name: 'GROUP_ID', description: 'The group' }],
    body: {
      sections: [],
      steps: [{ blocks: [{ kind: 'code', html: 'command', language: 'bash', isCommand: true, isOutput: false }] }],
    },
  },
  { command: '<span class="hljs-built_in">aws</span> ec2 revoke-security-group-ingress &amp;&amp; <b>x</b>y' },
);
const CHECK = toPage('check', '/checks/prowler/open-ssh/', {
  reference: 'prowler:open_ssh',
  tool: 'Prowler for AWS',
  name: 'open_ssh',
  controls: [],
  sops: [{ id: 'close-ssh' }],
});

describe('what is searched of a page', () => {
  it('an SOP is found by its commands, controls, alerts, variables and the checks that lead to it', () => {
    const record = toSearchRecord(SOP, getChecksBySop([SOP, CHECK]));
    expect(record?.content).toBe(
      'When it is open. aws ec2 revoke-security-group-ingress && xy guardduty:Recon:EC2/Portscan Recon:EC2/Portscan cis-aws@5.0.0#5.3 No SSH from anywhere prowler:open_ssh open_ssh GROUP_ID The group close-ssh',
    );
    expect(record?.filters).toEqual({
      kind: ['SOP'],
      area: ['Cloud'],
      maturity: ['walk'],
      owner: ['Platform'],
      control: ['cis-aws@5.0.0#5.3'],
      alert: ['guardduty:Recon:EC2/Portscan'],
      command: ['aws ec2 revoke-security-group-ingress', 'xy'],
    });
    expect(record?.meta).toEqual({ kind: 'SOP', maturity: 'walk', area: 'Cloud' });
  });

  it('a page that only lists others is left out', () => {
    expect(toSearchRecord(toPage('report-maturity', '/reports/maturity/', {}), new Map())).toBeUndefined();
  });
});

describe('text of HTML', () => {
  it('says what the page shows, words whole', () => {
    expect(getHtmlText('<p>One<em>two</em></p><p>three &lt;b&gt; &#x1f600;&#39;&nbsp;&unknown;</p>').trim()).toBe(
      "Onetwo  three <b> 😀' &unknown;",
    );
  });

  it('gives back any text that was escaped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(getHtmlText(escapeHtml(text))).toBe(text);
      }),
    );
  });
});

describe('what is looked for', () => {
  it('loses the quotation marks that ask for a phrase', () => {
    expect(toQuery(' "open  ssh" ')).toBe('open ssh');
  });

  it('loses the symbols that the index leaves out', () => {
    expect(toQuery('aws s3 ls s3://$BUCKET/logs/ | grep a=b')).toBe('aws s3 ls s3://BUCKET/logs/ grep ab');
  });

  it('loses common words, unless there are no others', () => {
    expect(toQuery('Isolate a compromised instance with the console')).toBe('Isolate compromised instance console');
    expect(toQuery('what to do')).toBe('what do');
    expect(toQuery('to the')).toBe('to the');
  });

  it('leaves out what every error of the AWS CLI says', () => {
    const error = 'An error occurred (AccessDenied) when calling the DeleteTrail operation';
    expect(toQuery(`${error}: not authorized`)).toBe('AccessDenied DeleteTrail: not authorized');
    expect(toQuery(`${error} (reached max retries: 4): x`)).toBe('AccessDenied DeleteTrail: x');
    expect(toQuery('error occurred calling')).toBe('error occurred calling');
  });

  it('a pasted message is known by its names, then by its long words', () => {
    const message =
      'An error occurred (UnauthorizedOperation) when calling the RunInstances operation: denied by EC2.53';
    expect(getTellingWords(message)).toEqual(['UnauthorizedOperation', 'RunInstances', 'EC2.53', 'denied']);
  });

  it('a few words are meant as they are', () => {
    expect(getTellingWords('close ssh')).toEqual([]);
  });
});
