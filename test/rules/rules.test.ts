import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../plugins/docusaurus-plugin-gait/src/rules/index.ts';
import { loadExample, toLine } from './support.ts';

const FOLDER = join(import.meta.dirname, '../../plugins/docusaurus-plugin-gait/src/rules');

describe('the list of rules', () => {
  it('holds every file of the folder, sorted by code', () => {
    const files = readdirSync(FOLDER)
      .filter((name) => name.endsWith('.ts') && !['index.ts', 'rule.ts', 'example.ts'].includes(name))
      .map((name) => name.replace(/\.ts$/u, ''))
      .sort();
    expect(RULES.map((rule) => rule.meta.code)).toEqual(files);
  });

  it('shows each rule both ways', () => {
    const bare = RULES.filter(({ meta }) => meta.ok.length === 0 || meta.notOk.length === 0 || meta.why.length < 60);
    expect(bare.map((rule) => rule.meta.code)).toEqual([]);
  });

  it('has options with defaults', () => {
    for (const { meta } of RULES) if (meta.options) expect(meta.options.safeParse({}).success, meta.code).toBe(true);
  });
});

describe.each(RULES.map((rule) => ({ code: rule.meta.code, rule })))('$code', ({ code, rule }) => {
  it.each(rule.meta.ok.map((example) => ({ name: example.name, example })))('passes: $name', async ({ example }) => {
    const { diagnostics } = await loadExample(example);
    const told = diagnostics.filter((one) => one.rule === code || one.severity === 'error');
    expect(told.map((one) => `${one.rule} ${toLine(one)}`)).toEqual([]);
  });

  it.each(rule.meta.notOk.map((example) => ({ name: example.name, example })))(
    'objects: $name',
    async ({ example }) => {
      const { diagnostics } = await loadExample(example);
      const told = diagnostics.filter((one) => one.rule === code);
      expect(told.map(toLine)).toEqual(example.expected);
      for (const { message, hint } of told) {
        expect(message).toMatch(/^Unexpected .+, expected .+/u);
        expect(hint, 'a hint').toMatch(/^[A-Z].+[.?]$/u);
      }
    },
  );
});

describe('severity', () => {
  const notEarned = RULES.find((rule) => rule.meta.code === 'maturity-not-earned')?.meta.notOk ?? [];

  it('of a claim that is not earned is an error only for the change that raises it', async () => {
    const results = await Promise.all(notEarned.map(loadExample));
    const severities = results.map(({ diagnostics }) => diagnostics.map((one) => `${one.severity} ${one.rule}`));
    expect(severities).toEqual([['error maturity-not-earned'], ['warning maturity-not-earned']]);
  });

  it('of everything that depends on the date alone is no error', () => {
    const codes = ['review-overdue', 'review-in-future', 'exception-expired', 'record-in-future'];
    const dated = RULES.filter((rule) => codes.includes(rule.meta.code));
    expect(dated.map((rule) => rule.meta.severity)).toEqual(codes.map(() => 'warning'));
  });
});
