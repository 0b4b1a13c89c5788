import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { PLAIN } from '../../plugins/docusaurus-plugin-gait/src/write/colours.ts';
import { toPretty } from '../../plugins/docusaurus-plugin-gait/src/write/pretty.ts';
import { anyDiagnostic, createContext, placeOf } from './write-support.ts';

const FILE = 'docs/sops/isolate-instance.md';
const TEXT = [
  '---',
  'id: isolate-instance',
  'ownr: platform-security',
  'maturity: wallk',
  '---',
  '',
  '## Procedure',
  '',
  '1. Cut it.',
  '',
  '\t```bash',
  '\taws ec2 modify-instance-attribute --region "$REGION" --instance-id "$INSTANCE_ID" --groups "sg-0123456789abcdef0" --query "Reservations[].Instances[].InstanceId" --output text',
  '\t```',
  '隔离 🔒 实例 [手册](../手册.md) end',
  '',
].join('\n');

function pretty(diagnostics: Partial<Diagnostic>[], more: Parameters<typeof createContext>[1] = {}): string {
  const full = diagnostics.map((one): Diagnostic => ({
    rule: 'unknown-key',
    severity: 'error',
    file: FILE,
    message: 'Unexpected thing',
    ...one,
  }));
  return `\n${toPretty(full, createContext({ [FILE]: TEXT, 'docs/guide/index.md': '' }, more), { width: 80 })}`;
}

describe('a terminal', () => {
  it('shows place, frame, what is expected and what to do', () => {
    const output = pretty([
      {
        place: placeOf(TEXT, 'ownr'),
        message: 'Unexpected key `ownr` in the front matter, expected a key of an SOP',
        expected: ['owner'],
        hint: 'Rename it to `owner`.',
        related: [{ file: 'docs/sops/other.md', place: placeOf(TEXT, 'id'), message: 'Written right here' }],
      },
    ]);
    expect(output).toMatchInlineSnapshot(`
      "
      docs/sops/isolate-instance.md
        3:1  error  Unexpected key \`ownr\` in the front matter, expected a key of an SOP
            2 │ id: isolate-instance
          > 3 │ ownr: platform-security
              │ ^^^^
            4 │ maturity: wallk
          hint      Rename it to \`owner\`.
          see       docs/sops/other.md:2:1  Written right here
          rule      unknown-key  https://example.com/rules/unknown-key/

      1 error, 0 warnings in 1 file (1 SOP, 1 other file checked)
      "
    `);
  });

  it('groups by file, worst first, and sums up', () => {
    const output = pretty([
      { file: 'controls/a.yaml', rule: 'b', message: 'Unexpected b' },
      { severity: 'info', rule: 'c', message: 'Unexpected c' },
      { severity: 'warning', rule: 'd', message: 'Unexpected d' },
      { rule: 'e', message: 'Unexpected e' },
    ]);
    expect(output).toMatchInlineSnapshot(`
      "
      controls/a.yaml
        error  Unexpected b
          rule      b

      docs/sops/isolate-instance.md
        error  Unexpected e
          rule      e

        warning  Unexpected d
          rule      d

        info  Unexpected c
          rule      c

      2 errors, 1 warning, 1 info in 2 files (1 SOP, 1 other file checked)
      "
    `);
  });

  it('underlines what stands right of a long line', () => {
    expect(pretty([{ place: placeOf(TEXT, '"Reservations[].Instances[].InstanceId"') }])).toMatchInlineSnapshot(`
      "
      docs/sops/isolate-instance.md
        12:124  error  Unexpected thing
            11 │
          > 12 │ …6789abcdef0" --query "Reservations[].Instances[].InstanceId" --o…
               │                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            13 │
          rule      unknown-key  https://example.com/rules/unknown-key/

      1 error, 0 warnings in 1 file (1 SOP, 1 other file checked)
      "
    `);
  });

  it('keeps the start of a long line where that shows the place', () => {
    expect(pretty([{ place: placeOf(TEXT, 'modify-instance-attribute') }])).toMatchInlineSnapshot(`
      "
      docs/sops/isolate-instance.md
        12:10  error  Unexpected thing
            11 │     \`\`\`bash
          > 12 │     aws ec2 modify-instance-attribute --region "$REGION" --instan…
               │             ^^^^^^^^^^^^^^^^^^^^^^^^^
            13 │     \`\`\`
          rule      unknown-key  https://example.com/rules/unknown-key/

      1 error, 0 warnings in 1 file (1 SOP, 1 other file checked)
      "
    `);
  });

  it('aligns below wide characters and tabs', () => {
    expect(pretty([{ place: placeOf(TEXT, '../手册.md') }])).toMatchInlineSnapshot(`
      "
      docs/sops/isolate-instance.md
        14:15  error  Unexpected thing
            13 │     \`\`\`
          > 14 │ 隔离 🔒 实例 [手册](../手册.md) end
               │                     ^^^^^^^^^^
            15 │
          rule      unknown-key  https://example.com/rules/unknown-key/

      1 error, 0 warnings in 1 file (1 SOP, 1 other file checked)
      "
    `);
  });

  it('marks the lines of a long place', () => {
    expect(pretty([{ place: placeOf(TEXT, TEXT.slice(60, 130)) }])).toMatchInlineSnapshot(`
      "
      docs/sops/isolate-instance.md
        4:12  error  Unexpected thing
            3 │ ownr: platform-security
          > 4 │ maturity: wallk
          > 5 │ ---
          > 6 │
          > 7 │ ## Procedure
          >   │ … 5 more
          rule      unknown-key  https://example.com/rules/unknown-key/

      1 error, 0 warnings in 1 file (1 SOP, 1 other file checked)
      "
    `);
  });

  it('lists some of many expected values', () => {
    const output = pretty([{ expected: Array.from({ length: 12 }, (_, index) => `value-${index}`) }]);
    expect(output).toContain('value-7 … and 4 more');
  });

  it('says neither the same frame nor the same address twice', () => {
    const place = placeOf(TEXT, 'wallk');
    const output = pretty([
      { place, message: 'Unexpected absence of `risk`, expected a value', expected: ['`risk`'] },
      { place, message: 'Unexpected absence of `roles`, expected a value', hint: 'Add `roles`.' },
      { place: placeOf(TEXT, 'ownr') },
    ]);
    expect(output).toMatchInlineSnapshot(`
      "
      docs/sops/isolate-instance.md
        4:11  error  Unexpected absence of \`risk\`, expected a value
            3 │ ownr: platform-security
          > 4 │ maturity: wallk
              │           ^^^^^
            5 │ ---
          rule      unknown-key  https://example.com/rules/unknown-key/

        4:11  error  Unexpected absence of \`roles\`, expected a value
          hint      Add \`roles\`.
          rule      unknown-key

        3:1  error  Unexpected thing
            2 │ id: isolate-instance
          > 3 │ ownr: platform-security
              │ ^^^^
            4 │ maturity: wallk
          rule      unknown-key

      3 errors, 0 warnings in 1 file (1 SOP, 1 other file checked)
      "
    `);
  });

  it('says how many of them can be mended', () => {
    expect(pretty([{}], { mendable: 1 })).toMatch(/checked\)\ngait fix mends one of them\.\n$/u);
    expect(pretty([{}, {}], { mendable: 2 })).toContain('gait fix mends 2 of them.');
    expect(pretty([{}], { mendable: 0 })).not.toContain('gait fix');
  });

  it('says that nothing is wrong', () => {
    expect(pretty([])).toBe('\n0 errors, 0 warnings (1 SOP, 1 other file checked)\n');
  });

  it('tells what the configuration leaves out', () => {
    const disabled = [
      { rule: 'unknown-key', file: FILE, reason: 'Moves next week', count: 2 },
      { rule: 'wrong-value', file: FILE, reason: 'Not needed any more', count: 0 },
    ];
    expect(pretty([], { disabled })).toMatchInlineSnapshot(`
      "
      0 errors, 0 warnings (1 SOP, 1 other file checked)
      2 messages left out by \`disable\` in gait.config.yaml:
        docs/sops/isolate-instance.md  unknown-key (2): Moves next week
      "
    `);
  });

  it('shows hostile text instead of obeying it', () => {
    const output = pretty([
      { file: 'docs/sops/\u202Egnp.md', message: 'Unexpected `\u001B[2J\u200B`\n::error::x ##[error]y, expected z' },
    ]);
    expect(output).toMatchInlineSnapshot(`
      "
      docs/sops/\\u{202E}gnp.md
        error  Unexpected \`\\u{1B}[2J\\u{200B}\`\\u{A}::error::x \\u{23}#[error]y, expected z
          rule      unknown-key  https://example.com/rules/unknown-key/

      1 error, 0 warnings in 1 file (1 SOP, 1 other file checked)
      "
    `);
  });

  it('puts an empty place at the end of the file under one mark', () => {
    const end = { line: 15, column: 1, offset: TEXT.length };
    expect(pretty([{ place: { start: end, end } }])).toContain('> 15 │\n         │ ^\n');
  });

  it('obeys nothing, whatever the content', () => {
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 4 }), fc.string({ unit: 'binary' }), (diagnostics, text) => {
        const output = toPretty(diagnostics, createContext({}, { getText: () => text }));
        expect(output).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(output).not.toMatch(/^\s*::|##\[|##vso\[/mu);
      }),
    );
  });

  it('differs from the plain form by colour alone', () => {
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 4 }), (diagnostics) => {
        const context = createContext({});
        const red = { ...PLAIN, red: (text: string) => `\u001B[31m${text}\u001B[39m` };
        const coloured = toPretty(diagnostics, context, { colours: red });
        expect(coloured.replaceAll('\u001B[31m', '').replaceAll('\u001B[39m', '')).toBe(toPretty(diagnostics, context));
      }),
    );
  });
});
