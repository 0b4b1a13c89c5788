/** What a text holds that looks like a credential. */
export interface Credential {
  /** What it looks like, in words. */
  what: string;
  /** Line of the text, from 1. */
  line: number;
}

/**
 * Shapes of credentials, in the spirit of secretlint's recommended rules. The prefixes are those that the services document: AWS
 * (IAM identifiers; "Authenticating Requests: Using Query Parameters" of S3 for signed addresses), GitHub, GitLab, Slack, npm, Google,
 * Stripe, SendGrid (their pages on token formats), JWT (RFC 7519).
 */
const SHAPES: readonly { what: string; pattern: RegExp }[] = [
  { what: 'an AWS access key id', pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/u },
  {
    what: 'an AWS secret access key',
    pattern: /(?:secret|aws)[\w .-]{0,30}["']?\s*[:=]+\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/iu,
  },
  {
    what: 'an AWS session token',
    pattern: /(?:session|security)[\w .-]{0,10}token["']?\s*[:=]+\s*["']?[\w/+=]{60,}/iu,
  },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/u },
  { what: 'a GitHub token', pattern: /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/u },
  { what: 'a GitLab token', pattern: /(?<!\w)gl(?:pat|ptt|dt|rt|oas|soat|cbt|ft)-[\w-]{20,}/u },
  {
    what: 'a Slack token',
    pattern: /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/u,
  },
  { what: 'an npm token', pattern: /(?<!\w)npm_[A-Za-z0-9]{36}/u },
  { what: 'a Google API key', pattern: /(?<!\w)AIza[\w-]{35}(?!\w)/u },
  { what: 'a Stripe key', pattern: /(?<!\w)[rs]k_live_[A-Za-z0-9]{16,}/u },
  { what: 'a SendGrid key', pattern: /(?<!\w)SG\.[\w-]{22}\.[\w-]{43}/u },
  { what: 'a signed token (JWT)', pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/u },
  { what: 'an address with a password', pattern: /[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]+:[^\s/@'"]{3,}@[^\s/]/iu },
  {
    what: 'a signed address',
    pattern: /[?&](?:X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|Signature|sig)=[\w%+/=-]{16,}/iu,
  },
  { what: 'an Authorization header', pattern: /authorization\s*:\s*(?:bearer|basic)\s+[\w.~+/=-]{8,}/iu },
  {
    what: 'a password or key',
    pattern:
      /(?<![A-Za-z])(?:password|passwd|passphrase|secret|token|api[ _-]?key|access[ _-]?key)["']?\s*(?:[:=]|=>)\s*["']?(?=\S*[0-9!#$%^&*+/=])[^\s"'$<{(]\S{7,}/iu,
  },
];

/** AWS's documented example keys are no secret. */
const EXAMPLE = /AKIAIOSFODNN7EXAMPLE|AKIAI44QH8DHBEXAMPLE|wJalrXUtnFEMI\/K7MDENG\/bPxRfiCYEXAMPLEKEY/gu;

/**
 * What in a text looks like a credential, by line.
 * @param secrets values that the person marked as secret: these are found wherever they stand, from 4 characters on.
 */
export function findCredentials(text: string, secrets: readonly string[] = []): Credential[] {
  const found: Credential[] = [];
  const known = secrets.filter((secret) => secret.length >= 4);
  text
    .replace(EXAMPLE, '')
    .split('\n')
    .forEach((line, index) => {
      const isSecret = known.some((secret) => line.includes(secret));
      const what = isSecret ? 'the value of a secret variable' : SHAPES.find(({ pattern }) => pattern.test(line))?.what;
      if (what !== undefined) found.push({ what, line: index + 1 });
    });
  return found;
}
