/** Path of the SOP that most examples of rules change. */
export const SOP = 'docs/sops/rotate-key.md';
/** Path of the standards page of the examples. */
export const STANDARD = 'docs/standards/access.md';
/** Path of the catalogue of the examples. */
export const CATALOGUE = 'controls/cis-aws-5.0.0.yaml';

/** What differs from the example: front matter as YAML text by key, and sections as Markdown by title; undefined leaves it out. */
export interface SopChanges {
  frontMatter?: Record<string, string | undefined>;
  sections?: Record<string, string | undefined>;
  /** Replaces the whole body. */
  body?: string;
}

const CRAWL_KEYS = {
  id: 'rotate-key',
  title: 'Rotate an access key',
  description: 'When an access key is older than 90 days.',
  area: 'operations',
  maturity: 'crawl',
  owner: 'platform',
  last_reviewed_on: '2026-10-01',
  review_in: '6 months',
  cadence: 'on-demand',
};

const CRAWL_SECTIONS = {
  Purpose: 'No access key is older than 90 days.',
  Procedure: '1. Ask the owner for a new key.\n2. Disable the old key.',
};

const WALK_KEYS = {
  ...CRAWL_KEYS,
  maturity: 'walk',
  duration: '20 minutes',
  risk: 'medium',
  environments: '[staging, production]',
  roles: '[operator, approver]',
  controls: "['cis-aws@5.0.0#1.13']",
  variables: `
  - name: USER_NAME
    description: The user who owns the key
    pattern: '^[\\w+=,.@-]{1,64}$'
    example: 'deploy'`,
};

const WALK_SECTIONS = {
  Purpose: 'No access key is older than 90 days.',
  'When to use': 'A check of [CIS 1.13](control:cis-aws@5.0.0#1.13) fails.',
  Prerequisites: 'Leave to manage access keys.',
  Procedure: `1. Confirm the account. {#confirm-account}

   \`\`\`bash
   aws sts get-caller-identity
   \`\`\`

2. List the keys of the user. {#list-keys}

   \`\`\`bash
   aws iam list-access-keys --user-name "$USER_NAME"
   \`\`\`

   If this fails: [Escalation](#escalation)`,
  Verification: 'The user has one key, younger than 90 days.',
  Rollback: 'Enable the old key again.',
  Escalation: 'Ask the platform team.',
};

/** A short SOP at crawl with these changes. */
export function sopWith(changes: SopChanges = {}): string {
  return toSop(CRAWL_KEYS, CRAWL_SECTIONS, changes);
}

/** A complete SOP at walk with these changes. */
export function walkSopWith(changes: SopChanges = {}): string {
  return toSop(WALK_KEYS, WALK_SECTIONS, changes);
}

/** An SOP at crawl whose one step is a command with this code, and with these variables: YAML text of each entry. */
export function commandSopWith(code: string, variables: string[] = []): string {
  const indented = code.split('\n').map((line) => `   ${line}`.trimEnd());
  return sopWith({
    frontMatter: { variables: variables.length === 0 ? undefined : variables.map((one) => `\n  - ${one}`).join('') },
    sections: { Procedure: ['1. Run this.', '', '   ```bash', ...indented, '   ```'].join('\n') },
  });
}

/** A standards page with this body and these changes to its front matter. */
export function standardWith(
  changes: { frontMatter?: Record<string, string | undefined>; body?: string } = {},
): string {
  const keys = {
    id: 'access',
    title: 'Levels of access',
    area: 'operations',
    owner: 'platform',
    led_by: 'Platform team',
    last_reviewed_on: '2026-10-01',
    review_in: '1 year',
  };
  return `${toFrontMatter({ ...keys, ...changes.frontMatter })}\n${changes.body ?? 'People use roles, not keys.'}\n`;
}

/** A catalogue whose controls are this YAML list; `head` replaces keys before it. */
export function catalogueWith(controls: string, head: Record<string, string> = {}): string {
  const keys = {
    schema: '1',
    framework: 'cis-aws',
    version: "'5.0.0'",
    title: 'CIS AWS Foundations Benchmark',
    licence: 'titles in our own words',
    sources: "[{url: 'https://www.cisecurity.org/', read_on: 2026-11-20}]",
    ...head,
  };
  return `${toYaml(keys)}controls:\n${controls}\n`;
}

/** The manifest of an automation with these changes. */
export function manifestWith(changes: Record<string, string | undefined> = {}): string {
  return toYaml({
    schema: '1',
    name: 'rotate-key',
    summary: 'Rotates an access key',
    sops: '[{id: rotate-key}]',
    triggers: '{manual: true}',
    source_of_truth: 'the credential report',
    impact: '{breaks: callers that still use the old key, cost: none, undo: true}',
    permissions: "[{actions: ['iam:UpdateAccessKey'], resources: ['*']}]",
    safeguards: '{max_affected: 1}',
    priority_action: 'disables the old key',
    forensics: 'lists when the key was last used',
    countermeasure: 'none',
    alerts: 'the owner of the key',
    log: 'its journal',
    ...changes,
  });
}

/** A record with these changes. */
export function recordWith(changes: Record<string, string | undefined> = {}): string {
  return toYaml({
    schema: '1',
    id: '2026-11-02-k3f9qa',
    sop: 'rotate-key',
    fingerprint: "'g1-3f9a0c1d77be4a02'",
    commit: "'4c1f0a9b7d3e'",
    performer: "{person: '@alice'}",
    started_at: '2026-11-02T14:03:00+01:00',
    finished_at: '2026-11-02T14:20:00+01:00',
    environment: 'production',
    outcome: 'completed',
    ...changes,
  });
}

/** An exception with these changes. */
export function exceptionWith(changes: Record<string, string | undefined> = {}): string {
  return toYaml({
    schema: '1',
    id: 'old-build-key',
    control: "'cis-aws@5.0.0#1.13'",
    scope: 'the build user of the staging account',
    reason: 'its successor is being built',
    granted_by: 'Platform team',
    granted_on: '2026-10-01',
    expires: '2027-01-01',
    ...changes,
  });
}

/** Path of the manifest of the examples. */
export const MANIFEST = 'scripts/rotate-key/automation.yaml';
/** Path of the record of the examples. */
export const RECORD = 'records/rotate-key/2026-11-02-k3f9qa.yaml';
/** Path of the exception of the examples. */
export const EXCEPTION = 'exceptions/old-build-key.yaml';

/** A valid knowledge base; each example of a rule states what differs. */
export const EXAMPLE_SITE: Record<string, string> = {
  'gait.config.yaml': `schema: 1
title: Example
areas:
  - {key: operations, title: Operations, requires: [rotate-key]}
owners:
  platform: {name: Platform team, contact: 'https://chat.example.com/platform'}
roles: [operator, approver]
people: {'@alice': [alice@example.com]}
policy: {walk: {records: 0}, run: {records: 0, people: 0}}
`,
  [SOP]: walkSopWith(),
  [STANDARD]: standardWith(),
  [CATALOGUE]: catalogueWith(`  - id: '1.13'
    title: Access keys are rotated within 90 days
    assessment: automated
    checks: [{id: 'prowler:iam_rotate_access_key_90_days', verified: true}]`),
};

/** The day on which examples are checked when they do not say otherwise. */
export const EXAMPLE_DAY = '2026-11-20';

function toSop(keys: Record<string, string>, sections: Record<string, string>, changes: SopChanges): string {
  const body =
    changes.body ??
    Object.entries({ ...sections, ...changes.sections })
      .filter(([, text]) => text !== undefined)
      .map(([title, text]) => `## ${title}\n\n${text}\n`)
      .join('\n');
  return `${toFrontMatter({ ...keys, ...changes.frontMatter })}\n${body}`;
}

function toFrontMatter(keys: Record<string, string | undefined>): string {
  return `---\n${toYaml(keys)}---\n`;
}

function toYaml(keys: Record<string, string | undefined>): string {
  return Object.entries(keys)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}:${value?.startsWith('\n') ? '' : ' '}${value}\n`)
    .join('');
}
