import { lintSource } from '@secretlint/core';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';

/** A credential in a text. `start` and `end` are offsets in UTF-16 units of the credential alone; the message does not show it. */
export interface FoundSecret {
  /** Rule of secretlint without its package: `aws`, `github`, `privatekey` … */
  rule: string;
  start: number;
  end: number;
  message: string;
}

const SCOPE = '@secretlint/secretlint-rule-';

/** AWS ends the keys of its documentation with EXAMPLE (docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html). */
const OPTIONS: Readonly<Record<string, { allows: string[] }>> = { aws: { allows: ['/EXAMPLE(?:KEY)?$/'] } };

const CONFIG = {
  rules: rules
    // A comment in the text must not switch the search off: whoever leaks a credential could write one.
    .filter(({ meta }) => meta.id !== `${SCOPE}filter-comments`)
    .map((rule) => ({ id: rule.meta.id, rule, options: OPTIONS[rule.meta.id.replace(SCOPE, '')] ?? {} })),
};

/** Finds what looks like a credential, by secretlint's recommended rules. Sorted by place. Reads nothing but `text`. */
export async function findSecrets(text: string, path: string): Promise<FoundSecret[]> {
  const { messages } = await lintSource({
    source: { filePath: path, content: text, contentType: 'text' },
    // Else the rule for private keys opens the file itself.
    options: { config: CONFIG, noPhysicFilePath: true },
  });
  return messages
    .map(({ ruleId, message, range, data }) => {
      const values = getValues(data);
      const rule = ruleId.replace(SCOPE, '');
      return { rule, ...findPlace(text, range, values), message: mask(message, values) };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What a rule put into its message, longest first. */
function getValues(data: unknown): string[] {
  const values = typeof data === 'object' && data !== null ? Object.values(data) : [];
  return values
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .sort((a, b) => b.length - a.length);
}

/** The rule for AWS gives the place of the key's name with the length of the key: what is masked by that place shows half a key. */
function findPlace(text: string, range: readonly [number, number], values: readonly string[]) {
  const [start, end] = range;
  for (const value of values) {
    const at = text.indexOf(value, start);
    if (at >= start && at <= end) return { start: at, end: at + value.length };
  }
  return { start, end };
}

function mask(message: string, values: readonly string[]): string {
  return values.reduce((masked, value) => masked.replaceAll(value, '***'), message);
}
