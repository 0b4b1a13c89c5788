import { getTextStart } from './decode.ts';

/** A credential in a text. Offsets are UTF-16 code units from the start of the text; `end` is exclusive. */
export interface SecretFinding {
  /** Kind, kebab-case: `github-token`. */
  rule: string;
  start: number;
  end: number;
  /** What it is, in words and without its value: `GitHub token`. */
  message: string;
}

/**
 * One expression for everything that the rules look for, each at its most telling part: nearly every file holds none of it, and is
 * spared the whole scan. It may find too much, never too little; a test holds it against the rules' own patterns.
 */
const TRACE = new RegExp(
  [
    '(?:A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}',
    `(?:SECRET|secret|Secret)_?(?:ACCESS|access|Access)_?(?:KEY|key|Key)["']?\\s*(?::|=>|=)\\s*["']?[A-Za-z0-9/+=]{40}`,
    'PRIVATE KEY',
    '(?:https?|ftps?)://[-\\w]{1,256}:[-\\w]{1,256}@',
    ':x-oauth-basic@',
    '_authToken=',
    'npm_\\w{36}',
    '(?:xox[abopr]|xapp)-',
    '[hH][oO][oO][kK][sS]\\.[sS][lL][aA][cC][kK]\\.',
    'SG\\.\\w{1,128}\\.',
    'shp(?:pa|ca|at|ss)_',
    '(?:gh[opusr]_\\w{36}|github_pat_)',
    'T3BlbkFJ',
    'sk-ant-api0',
    'lin_api_',
    'ops_ey',
    '(?:[mM][oO][nN][gG][oO][dD][bB](?:\\+[sS][rR][vV])?|[mM][yY][sS][qQ][lL][xX]?|[pP][oO][sS][tT][gG][rR][eE][sS](?:[qQ][lL])?)://',
  ].join('|'),
  'u',
);

/** What each message of secretlint's rules is about. */
const TITLES: Record<string, [kind: string, title: string]> = {
  AWSAccessKeyID: ['aws-access-key-id', 'AWS access key id'],
  AWSSecretAccessKey: ['aws-secret-access-key', 'AWS secret access key'],
  PrivateKeyP12: ['gcp-private-key', 'private key of a Google Cloud service account'],
  PrivateKeyJSON: ['gcp-private-key', 'private key of a Google Cloud service account'],
  PrivateKey: ['private-key', 'private key'],
  PackageJSON_xOauthToken: ['github-token', 'GitHub token'],
  Npmrc_authToken: ['npm-token', 'npm token'],
  NPM_ACCESS_TOKEN: ['npm-token', 'npm token'],
  BasicAuth: ['password-in-url', 'address with a password'],
  SLACK_TOKEN: ['slack-token', 'Slack token'],
  IncomingWebhook: ['slack-webhook', 'Slack webhook'],
  SENDGRID_KEY: ['sendgrid-key', 'SendGrid key'],
  SHOPIFY_KEY: ['shopify-key', 'Shopify key'],
  GITHUB_TOKEN: ['github-token', 'GitHub token'],
  OPENAI_TOKEN: ['openai-key', 'OpenAI key'],
  ANTHROPIC_API_KEY: ['anthropic-key', 'Anthropic key'],
  LINEAR_API_TOKEN: ['linear-key', 'Linear key'],
  OPS_TOKEN: ['1password-token', '1Password token'],
  MongoDBConnection: ['password-in-url', 'MongoDB address with a password'],
  MySQLConnection: ['password-in-url', 'MySQL address with a password'],
  PostgreSQLConnection: ['password-in-url', 'PostgreSQL address with a password'],
};

/**
 * What AWS documents as examples ends like this, and no key that AWS hands out does; ids of users, roles and policies open
 * nothing. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
const ALLOWED_OF_AWS = ['/EXAMPLE$/', '/EXAMPLEKEY$/', '/^(?:AGPA|AIDA|AROA|AIPA|ANPA|ANVA)/'];

/** Comments in a file that switch the rules off: leave is given in the configuration, with a reason, and nowhere else. */
const LEFT_OUT = '@secretlint/secretlint-rule-filter-comments';

/** Ids of access keys are looked for as well; numbers of AWS accounts are no secret. */
const SETTINGS: Record<string, object> = {
  '@secretlint/secretlint-rule-aws': {
    options: { enableIDScanRule: true, allows: ALLOWED_OF_AWS },
    allowMessageIds: ['AWSAccountID'],
  },
};

/** Whether a text may hold a credential: false is certain, true needs {@link findSecrets}. */
export function mayHoldSecret(text: string, path: string): boolean {
  return path.endsWith('.json') || TRACE.test(text);
}

/** Length of the pieces in which a long text is scanned, and how far each reaches into the next one: longer than any private key. */
const PIECE = 500_000;
const OVERLAP = 20_000;

/**
 * Credentials in a text, in its order: what secretlint's recommended rules find. The scanner is loaded when it is needed. Of a long
 * text only the pieces with a trace of one are scanned, so that an export of many megabytes costs little more than reading it.
 */
export async function findSecrets(text: string, path: string): Promise<SecretFinding[]> {
  if (text.length <= PIECE + OVERLAP) return mayHoldSecret(text, path) ? scan(text, path) : [];
  const found: SecretFinding[] = [];
  for (let at = 0; at < text.length; at += PIECE) {
    const piece = text.slice(at, at + PIECE + OVERLAP);
    if (!TRACE.test(piece)) continue;
    // What begins in the overlap may be cut off; the next piece has it whole.
    const own = (await scan(piece, path)).filter(({ start }) => start < PIECE);
    found.push(...own.map((one) => ({ ...one, start: one.start + at, end: one.end + at })));
  }
  return found;
}

async function scan(text: string, path: string): Promise<SecretFinding[]> {
  const [{ lintSource }, { rules }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const start = getTextStart(text);
  const { messages } = await lintSource({
    source: {
      filePath: path,
      content: text.slice(start),
      // The one ending that a rule asks for; for others it would open the file by itself.
      ext: path.endsWith('.json') ? '.json' : '.txt',
      contentType: 'text',
    },
    options: {
      noPhysicFilePath: true,
      config: {
        rules: rules
          .filter((rule) => rule.meta.id !== LEFT_OUT)
          .map((rule) => ({ id: rule.meta.id, rule, ...SETTINGS[rule.meta.id] })),
      },
    },
  });
  return messages
    .map(({ range, messageId, ruleId, data }): SecretFinding => {
      const [rule, message] = TITLES[messageId] ?? [ruleId.replace(/^.*-rule-/u, ''), 'credential'];
      return { rule, message, ...getRange(text, range[0] + start, range[1] + start, data) };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Some rules give the length of the value but the start of what stands before it; the value itself is among their data. */
function getRange(text: string, start: number, end: number, data: unknown): { start: number; end: number } {
  const values = Object.values(data ?? {}).filter((value) => typeof value === 'string' && value.length === end - start);
  const [value] = values as string[];
  const at = value === undefined ? -1 : text.indexOf(value, start);
  return at < 0 ? { start, end } : { start: at, end: at + (end - start) };
}
