import type { ErrorCode, YAMLError } from 'yaml';

/** What to say of each error of the YAML parser: what is unexpected, what is expected, and what to do. */
const WORDS: Partial<Record<ErrorCode, { message: string; hint?: string }>> = {
  BAD_INDENT: {
    message: 'Unexpected indentation, expected the lines of one block to begin in the same column',
    hint: 'Indent with two spaces for each level.',
  },
  TAB_AS_INDENT: { message: 'Unexpected tab, expected spaces', hint: 'Indent with spaces.' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'Unexpected second `: ` on the line, expected one key and one value',
    hint: 'Write the value in single quotes.',
  },
  BLOCK_IN_FLOW: { message: 'Unexpected block between brackets, expected `{key: value}` or `[value]`' },
  MISSING_CHAR: { message: 'Unexpected text without `:` or `,` after it, expected `key: value` or `[a, b]`' },
  BAD_DQ_ESCAPE: {
    message: 'Unexpected `\\` in double quotes, expected an escape of YAML',
    hint: 'Write the value in single quotes, in which `\\` is an ordinary character.',
  },
  BAD_SCALAR_START: {
    message: 'Unexpected character at the start of a value, expected it in quotes',
    hint: 'Write the value in single quotes.',
  },
  MULTILINE_IMPLICIT_KEY: { message: 'Unexpected line end in a key, expected `key: value` on one line' },
  MULTIPLE_DOCS: { message: 'Unexpected second document, expected one' },
  NON_STRING_KEY: { message: 'Unexpected key that is not text, expected a word' },
  UNEXPECTED_TOKEN: {
    message: 'Unexpected text, expected `key: value` or `- value`',
    hint: 'Check quotes, brackets and indentation.',
  },
  KEY_OVER_1024_CHARS: { message: 'Unexpected key of more than 1024 characters, expected a word' },
};

/** How the parser names the quotes that it misses. */
const QUOTES: Record<string, string> = { "'quote": "`'`", '"quote': '`"`' };

/** Says an error of the YAML parser in our words. */
export function toYamlMessage({ code, message }: YAMLError): { message: string; hint?: string } {
  const end = /(?:end with an?|Missing closing) (\S+)/u.exec(message)?.[1];
  if (end !== undefined) return { message: `Unexpected end of the value, expected ${QUOTES[end] ?? `\`${end}\``}` };
  return (
    WORDS[code] ?? {
      message: 'Unexpected YAML, expected keys and values',
      hint: 'Check quotes, brackets and indentation.',
    }
  );
}
