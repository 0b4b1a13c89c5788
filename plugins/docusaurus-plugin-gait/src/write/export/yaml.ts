import { stringify } from 'yaml';

/** Plain data as YAML: text that could be read as anything else is quoted, lines are not folded. */
export function toYamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, singleQuote: true, version: '1.1', aliasDuplicateObjects: false });
}
