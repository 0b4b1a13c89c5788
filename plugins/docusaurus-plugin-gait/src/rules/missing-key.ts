import type { SopFile } from '../model/document.ts';
import { SOP, sopWith, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getValuePlace, getYaml, hasKey, YAML_KINDS } from './support/yaml.ts';

/** A key that another one makes necessary. */
interface Need {
  key: string;
  because: string;
  /** Key whose value asks for it: that is where the message points. */
  by: string;
}

/** Reports keys that a format asks for, always or because of another value. */
export const rule = defineFileRule({
  meta: {
    code: 'missing-key',
    severity: 'error',
    summary: 'Every key is there that the format asks for, at this maturity, cadence and status.',
    why: 'From walk on somebody follows the SOP who did not write it: they must know its risk, how long it takes, where and by whom it may be carried out. An SOP that waits for an event says for which, and one that is no longer used says what took its place.',
    ok: [
      { name: 'at crawl', files: { [SOP]: sopWith() } },
      { name: 'at walk', files: { [SOP]: walkSopWith() } },
    ],
    notOk: [
      {
        name: 'no owner',
        files: { [SOP]: sopWith({ frontMatter: { owner: undefined } }) },
        expected: ['docs/sops/rotate-key.md:2:1: Unexpected absence of `owner`, expected text'],
      },
      {
        name: 'no risk at walk',
        files: { [SOP]: walkSopWith({ frontMatter: { risk: undefined } }) },
        expected: ['docs/sops/rotate-key.md:6:11: Unexpected absence of `risk` at `walk`, expected a value'],
      },
      {
        name: 'an event nobody named',
        files: { [SOP]: sopWith({ frontMatter: { cadence: 'on-event' } }) },
        expected: [
          'docs/sops/rotate-key.md:10:10: Unexpected absence of `trigger` with cadence `on-event`, expected a value',
        ],
      },
      {
        name: 'an interval from no day',
        files: { [SOP]: sopWith({ frontMatter: { cadence: '{every: 1 month}' } }) },
        expected: [
          'docs/sops/rotate-key.md:10:1: Unexpected absence of `cadence.from`, expected a date written as YYYY-MM-DD',
        ],
      },
      {
        name: 'deprecated, and then?',
        files: { [SOP]: sopWith({ frontMatter: { status: 'deprecated' } }) },
        expected: [
          'docs/sops/rotate-key.md:11:9: Unexpected absence of `replaced_by` in a deprecated SOP, expected a value',
        ],
      },
    ],
  },
  kinds: YAML_KINDS,
  check({ file, report }) {
    const yaml = getYaml(file);
    // Where YAML could not be read to its end, what is missing may be there.
    if (!yaml || yaml.syntax.some((problem) => problem.kind === 'yaml')) return;
    for (const { kind, pointer, message, expected, hint, place } of yaml.issues) {
      if (kind === 'missing-key') report({ message, expected, hint, place, subject: pointer });
    }
    if (file.kind !== 'sop' || yaml.raw === undefined) return;
    for (const { key, because, by } of getNeeds(file)) {
      if (hasKey(yaml, key)) continue;
      report({
        place: getValuePlace(yaml, `/${by}`),
        message: `Unexpected absence of \`${key}\` ${because}, expected a value`,
        hint: `Add \`${key}\` to the front matter.`,
        subject: `/${key}`,
      });
    }
  },
});

function getNeeds(file: SopFile): Need[] {
  const { maturity, cadence, status } = file.frontMatter.data;
  const needs: Need[] = [];
  if (cadence === 'on-event') needs.push({ key: 'trigger', because: 'with cadence `on-event`', by: 'cadence' });
  if (maturity === 'walk' || maturity === 'run') {
    for (const key of ['risk', 'duration', 'environments', 'roles']) {
      needs.push({ key, because: `at \`${maturity}\``, by: 'maturity' });
    }
  }
  if (status === 'deprecated' || status === 'retired') {
    needs.push({ key: 'replaced_by', because: `in a ${status} SOP`, by: 'status' });
  }
  return needs;
}
