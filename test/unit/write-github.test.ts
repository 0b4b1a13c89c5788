import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { toGithub, toGithubCommand } from '../../plugins/docusaurus-plugin-gait/src/write/github.ts';
import { toVisible } from '../../plugins/docusaurus-plugin-gait/src/write/visible.ts';
import { anyDiagnostic, anyText, createContext } from './write-support.ts';

const diagnostic: Diagnostic = {
  rule: 'unknown-key',
  severity: 'error',
  file: 'docs/sops/a,b:c.md',
  place: { start: { line: 3, column: 1, offset: 10 }, end: { line: 3, column: 5, offset: 14 } },
  message: 'Unexpected key `ownr`, 100% wrong',
  hint: 'Rename it.',
};

/** Reads one workflow command as the runner does. */
function readCommand(line: string): { name: string; properties: Record<string, string>; message: string } {
  const match = /^::([a-z]+)(?: ([^:]*))?::(.*)$/u.exec(line);
  if (!match) throw new Error(`Not a command: ${line}`);
  const [, name = '', list = '', message = ''] = match;
  const properties = list
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [key, unescape(value.join('='))] as const;
    });
  return { name, properties: Object.fromEntries(properties), message: unescape(message) };
}

function unescape(text: string): string {
  const marks: Record<string, string> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  return text.replace(/%(?:0D|0A|3A|2C|25)/gu, (mark) => marks[mark] ?? mark);
}

describe('GitHub', () => {
  it('annotates the place', () => {
    expect(toGithub([diagnostic], createContext({ 'docs/sops/a,b:c.md': '' }))).toMatchInlineSnapshot(`
      "::error file=docs/sops/a%2Cb%3Ac.md,line=3,endLine=3,col=1,endColumn=4,title=unknown-key::Unexpected key \`ownr\`, 100%25 wrong%0ARename it.%0Ahttps://example.com/rules/unknown-key/
      ::notice title=Gait::1 error, 0 warnings in 1 file (1 SOP, 0 other files checked)
      "
    `);
  });

  it('leaves columns out of a place of several lines', () => {
    const place = { start: { line: 3, column: 9, offset: 10 }, end: { line: 4, column: 2, offset: 14 } };
    const [line = ''] = toGithub([{ ...diagnostic, place }], createContext()).split('\n');
    expect(readCommand(line).properties).toEqual({
      file: diagnostic.file,
      line: '3',
      endLine: '4',
      title: 'unknown-key',
    });
  });

  it('shows the worst first and as many as GitHub shows', () => {
    const make = (severity: Diagnostic['severity'], count: number): Diagnostic[] =>
      Array.from({ length: count }, (_, index) => ({ ...diagnostic, severity, message: `${severity} ${index}` }));
    const lines = toGithub([...make('info', 12), ...make('warning', 11), ...make('error', 12)], createContext()).split(
      '\n',
    );
    const commands = lines.filter((line) => line.startsWith('::')).map((line) => readCommand(line));
    expect(commands.map((one) => one.name)).toEqual([
      ...Array.from({ length: 10 }, () => 'error'),
      ...Array.from({ length: 10 }, () => 'warning'),
      ...Array.from({ length: 10 }, () => 'notice'),
    ]);
    expect(commands.at(-1)?.message).toBe(
      '12 errors, 11 warnings, 12 infos in 1 file (0 SOPs, 0 other files checked). Not annotated: 2 errors, 1 warning, 3 infos, see the log of this step.',
    );
    expect(lines.filter((line) => line.startsWith('  docs/'))).toHaveLength(6);
  });

  it('says nothing but the summary when nothing is wrong', () => {
    expect(toGithub([], createContext())).toBe('0 errors, 0 warnings (0 SOPs, 0 other files checked)\n');
  });

  it('gives back what was put in, made visible', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, message) => {
        const line = toGithubCommand('error', { title, line: 1 }, message);
        expect(line).not.toMatch(/[\r\n]/u);
        const read = readCommand(line);
        expect(read.properties).toEqual({ title: toVisible(title.replaceAll('\r\n', '\n')), line: '1' });
        expect(read.message).toBe(toVisible(message.replaceAll('\r\n', '\n')));
      }),
    );
  });

  it('never lets content start a command', () => {
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 60, size: 'max' }), (diagnostics) => {
        const output = toGithub(diagnostics, createContext());
        const lines = output.split(/\r\n|\r|\n/u).filter(Boolean);
        const commands = lines.filter((line) => line.trimStart().startsWith('::'));
        const info = diagnostics.filter((one) => one.severity === 'info').length;
        const others = (['error', 'warning'] as const).map((severity) =>
          Math.min(10, diagnostics.filter((one) => one.severity === severity).length),
        );
        const expected = diagnostics.length === 0 ? 0 : others.reduce((a, b) => a + b, 0) + Math.min(9, info) + 1;
        expect(commands).toHaveLength(expected);
        expect(commands.every((line) => /^::(?:error|warning|notice) /u.test(line))).toBe(true);
        expect(output).not.toMatch(/##\[|##vso\[/u);
      }),
    );
  });
});
