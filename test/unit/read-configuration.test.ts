import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import { at, CONFIGURATION } from './read-support.ts';

function problems(text: string) {
  const { configuration, diagnostics } = parseConfiguration(text);
  return {
    isUsable: configuration !== undefined,
    said: diagnostics.map(({ message, place }) => [message, place && at(text, place)]),
  };
}

describe('parseConfiguration', () => {
  it('fills in what is left out', () => {
    const { configuration, diagnostics } = parseConfiguration(CONFIGURATION);
    expect(diagnostics).toEqual([]);
    expect(configuration).toMatchObject({
      timezone: 'UTC',
      publish: { findings: 'none', exceptions: 'none', people: 'team' },
      paths: { sops: 'docs/sops', records: 'records' },
      areas: [{ key: 'operations', target: 'walk', requires: [] }],
    });
  });

  it("reads this repository's own", () => {
    const { configuration, diagnostics } = parseConfiguration(
      readFileSync(join(import.meta.dirname, '../../gait.config.yaml')),
    );
    expect(diagnostics).toEqual([]);
    expect(configuration?.areas).toHaveLength(5);
  });

  it.each([
    ['ownrs: {}\n', 'Unexpected key `ownrs`, expected `owners`', 'ownrs'],
    ['policy: {wlak: {}}\n', 'Unexpected key `wlak` at `policy`, expected `walk`', 'wlak'],
    [
      'policy: {run: {within: soon}}\n',
      'Unexpected `soon` at `policy.run.within`, expected a duration such as `20 minutes`, `6 months` or `1 year`',
      'soon',
    ],
    [
      'people: {alice: [a@example.com]}\n',
      'Unexpected key `alice` at `people`, expected a handle such as `@alice`',
      'alice',
    ],
    ["people: {'@alice': [alice]}\n", 'Unexpected `alice` at `people.@alice[0]`, expected an e-mail address', 'alice'],
    ['sections: {purpos: Zweck}\n', 'Unexpected key `purpos` at `sections`, expected `purpose`', 'purpos'],
    [
      'rules: {broken-link: loud}\n',
      'Unexpected `loud` at `rules.broken-link`, expected `off`, `info`, `warning`, `error` or a list',
      'loud',
    ],
    [
      "custom_keys: {tier: {type: string, pattern: '(a+)+'}}\n",
      'Unexpected pattern `(a+)+` (backtracks too much), expected one that can be used',
      "'(a+)+'",
    ],
    [
      "custom_keys: {tier: {type: string, pattern: '(a'}}\n",
      'Unexpected pattern `(a` (unterminated group), expected one that can be used',
      "'(a'",
    ],
    [
      'custom_keys: {owner: {type: string}}\n',
      'Unexpected key `owner` in `custom_keys`, expected a name that SOPs do not have yet',
      '{type: string}',
    ],
    [
      'timezone: Mars/Olympus\n',
      'Unexpected `Mars/Olympus` at `timezone`, expected a time zone such as `Europe/Berlin`',
      'Mars/Olympus',
    ],
    [
      'paths: {docs: ../../etc}\n',
      'Unexpected `../../etc` at `paths.docs`, expected a folder below the root, such as `docs/sops`',
      '../../etc',
    ],
    [
      'paths: {records: /tmp}\n',
      'Unexpected `/tmp` at `paths.records`, expected a folder below the root, such as `docs/sops`',
      '/tmp',
    ],
    [
      "paths: {sops: 'a/./b'}\n",
      'Unexpected `a/./b` at `paths.sops`, expected a folder below the root, such as `docs/sops`',
      "'a/./b'",
    ],
    [
      "paths: {sops: 'C:\\a'}\n",
      'Unexpected `C:\\a` at `paths.sops`, expected a folder below the root, such as `docs/sops`',
      "'C:\\a'",
    ],
    ['title: *x\n', 'Unexpected alias `*x`, expected a plain value', '*x'],
  ])('%j: %s', (more, message, place) => {
    const { isUsable, said } = problems(CONFIGURATION + more);
    expect(said).toContainEqual([message, place]);
    expect(isUsable).toBe(false);
  });

  it('has each area once', () => {
    const twice = CONFIGURATION.replace('}]', '}, {key: operations, title: Again}]');
    expect(problems(twice).said).toEqual([
      ['Unexpected second area `operations`, expected each key once', 'operations'],
    ]);
  });

  it('names places of keys for those who check further', () => {
    const text = `${CONFIGURATION}rules: {nonsense: off}\n`;
    const { places } = parseConfiguration(text);
    expect(
      at(
        text,
        places['/rules/nonsense']?.key ?? {
          start: { line: 0, column: 0, offset: 0 },
          end: { line: 0, column: 0, offset: 0 },
        },
      ),
    ).toBe('nonsense');
  });

  it('takes any text, and any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()), (source) => {
        const { configuration, diagnostics } = parseConfiguration(source);
        expect(configuration).toBeUndefined();
        expect(diagnostics.some((one) => one.severity === 'error')).toBe(true);
      }),
    );
  });
});
