import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { FILE_FORMATS } from '../../plugins/docusaurus-plugin-gait/src/write/formats.ts';
import { toGithub } from '../../plugins/docusaurus-plugin-gait/src/write/github.ts';

const ROOT = path.join(import.meta.dirname, '../..');

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as T;
}

describe('what is generated', () => {
  it('is current', () => {
    const { status, stdout } = spawnSync(process.execPath, ['tools/generate.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(stdout.replace(/^dist:.*\n/u, '')).toBe('');
    expect(status).toBe(0);
  });
});

describe('the settings of the editor', () => {
  it('give each format of YAML its schema', () => {
    const { 'yaml.schemas': schemas } = readJson<{ 'yaml.schemas': Record<string, string> }>('.vscode/settings.json');
    const formats = FILE_FORMATS.filter(({ files }) => files.endsWith('.yaml'));
    expect(schemas).toEqual(
      Object.fromEntries(formats.map(({ name, files }) => [`./schema/${name}.schema.json`, files])),
    );
    for (const file of Object.keys(schemas)) expect(existsSync(path.join(ROOT, file)), file).toBe(true);
  });

  it('find every diagnostic in the output of the task', () => {
    interface Pattern {
      regexp: string;
      file: number;
      line: number;
      message: number;
      code: number;
    }
    const { tasks } = readJson<{ tasks: { problemMatcher: { pattern: Pattern }[] }[] }>('.vscode/tasks.json');
    const patterns = (tasks[0]?.problemMatcher ?? []).map(({ pattern }) => pattern);
    const point = (line: number) => ({ line, column: 3, offset: 0 });
    const diagnostics = Array.from({ length: 24 }, (_, index): Diagnostic => ({
      rule: 'unknown-key',
      severity: index % 2 ? 'error' : 'warning',
      file: 'docs/sops/a.md',
      place: { start: point(index + 1), end: point(index % 3 ? index + 1 : index + 2) },
      message: `Unexpected key \`k${index}\` (again), expected another`,
      hint: 'Rename it.',
    }));
    const context = {
      version: '',
      asOf: '',
      checked: [],
      rules: new Map(),
      getRuleUrl: () => undefined,
      getText: () => undefined,
      disabled: [],
    };
    const found = toGithub(diagnostics, context)
      .split('\n')
      .flatMap((line) => {
        const hits = patterns.flatMap((pattern) => {
          const match = new RegExp(pattern.regexp).exec(line);
          return match ? [[match[pattern.file], match[pattern.line], match[pattern.message], match[pattern.code]]] : [];
        });
        expect(hits.length).toBeLessThan(2);
        return hits;
      });
    const wanted = diagnostics.map(({ file, place, message, rule }) => [
      file,
      String(place?.start.line),
      message,
      rule,
    ]);
    expect(found.sort()).toEqual(wanted.sort());
  });
});
