import fc from 'fast-check';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../plugins/docusaurus-plugin-gait/src/write/csv.ts';
import { toJson } from '../../plugins/docusaurus-plugin-gait/src/write/json.ts';
import {
  toMarkdownCode,
  toMarkdownTable,
  toMarkdownText,
} from '../../plugins/docusaurus-plugin-gait/src/write/markdown.ts';
import { toTable } from '../../plugins/docusaurus-plugin-gait/src/write/table.ts';
import { toVisible, toVisibleLine } from '../../plugins/docusaurus-plugin-gait/src/write/visible.ts';
import { getWidth } from '../../plugins/docusaurus-plugin-gait/src/write/width.ts';
import { anyDiagnostic, anyText, createContext } from './write-support.ts';

/** Reads CSV as RFC 4180 says. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = cell.exec(csv); match; match = cell.exec(csv)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('CSV', () => {
  it('quotes and guards', () => {
    expect(
      toCsv(
        ['id', 'what'],
        [
          ['a', '=HYPERLINK("x")'],
          ['b,c', -3],
          ['d', undefined],
          ["'e", ' f'],
        ],
      ),
    ).toBe('id,what\r\na,"\'=HYPERLINK(""x"")"\r\n"b,c",-3\r\nd,\r\n\'\'e," f"\r\n');
  });

  it('gives back what was put in, without a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 5 }), (rows) => {
        const read = readCsv(toCsv(['a', 'b'], rows));
        expect(read.slice(1).map((row) => row.map((cell) => cell.replace(/^'/u, '')))).toEqual(rows);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/u);
      }),
    );
  });

  it('is no formula either once a spreadsheet has taken off what nobody sees', () => {
    const unseen = fc.string({
      unit: fc.constantFrom(' ', '\u00A0', '\uFEFF', '\u200B', '\0', '\v', '\t'),
      maxLength: 3,
    });
    const sign = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠');
    fc.assert(
      fc.property(unseen, sign, anyText, (before, start, rest) => {
        const [cell = ''] = readCsv(toCsv(['a'], [[before + start + rest]]))[1] ?? [];
        expect(cell).toBe(`'${before}${start}${rest}`);
      }),
    );
  });
});

describe('Markdown', () => {
  const parse = (markdown: string) => unified().use(remarkParse).use(remarkGfm).parse(markdown);
  const toCells = (markdown: string): { type: string; value: string }[] => {
    const [table, ...rest] = parse(markdown).children;
    expect(rest).toEqual([]);
    if (table?.type !== 'table') throw new Error(`Not a table: ${markdown}`);
    return (table.children[1]?.children ?? []).map((cell) => {
      const parts = cell.children.filter((part) => part.type !== 'html' || part.value !== '<!-- -->');
      const types = [...new Set(parts.map((part) => part.type))];
      return { type: types.join(), value: parts.map((part) => ('value' in part ? part.value : '')).join('') };
    });
  };

  it('shows text and code in a cell as written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = toVisible(text).replace(/\s+/gu, ' ').trim();
        fc.pre(shown !== '');
        const [prose, code] = toCells(toMarkdownTable(['a', 'b'], [[toMarkdownText(text), toMarkdownCode(text)]]));
        expect(prose).toEqual({ type: 'text', value: shown });
        expect(code?.type).toBe(shown.includes('\\|') ? 'text' : 'inlineCode');
        expect(code?.value.trim()).toBe(shown);
      }),
    );
  });

  it('keeps every span of code its own, beside empty ones', () => {
    const texts = fc.array(fc.oneof(fc.constantFrom('', '`', '``', 'a ` @alice <b> [x](y)'), anyText), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(texts, (list) => {
        const shown = list.filter((text) => !toVisible(text).includes('\\|'));
        const [paragraph] = parse(`Of ${shown.map(toMarkdownCode).join(', ')}.`).children;
        if (paragraph?.type !== 'paragraph') throw new Error('Not a paragraph');
        const types = paragraph.children.flatMap(({ type }) => (type === 'text' ? [] : [type]));
        expect(types).toEqual(shown.map(() => 'inlineCode'));
      }),
    );
  });

  it('notifies nobody and links nothing', () => {
    expect(toMarkdownText('ask @alice at https://example.com or www.example.com [x](y) <b>')).toBe(
      'ask @<!-- -->alice at https\\://example.com or www\\.example.com \\[x\\]\\(y\\) \\<b\\>',
    );
  });

  it('leaves no note at an issue, and mentions no group with a mark in its name', () => {
    expect(toMarkdownText('fixes #12, org/repo#3, gh-4, group/repo!5; ask @_ops and @.ops; see #tag')).toBe(
      'fixes \\#<!-- -->12, org/repo\\#<!-- -->3, gh-<!-- -->4, group/repo\\!<!-- -->5; ask @<!-- -->\\_ops and @<!-- -->.ops; see \\#tag',
    );
  });

  it('aligns columns of numbers', () => {
    expect(toMarkdownTable(['Area', 'SOPs'], [['Operations', '4']], [1])).toBe(
      '| Area | SOPs |\n| --- | ---: |\n| Operations | 4 |\n',
    );
  });
});

describe('a table in a terminal', () => {
  it('pads by shown width, numbers on the right', () => {
    const rows = [
      ['隔离实例', 'walk', 12],
      ['café', 'run', 3],
    ];
    expect(`\n${toTable({ header: ['SOP', 'Maturity', 'Records'], rows })}`).toMatchInlineSnapshot(`
      "
      SOP       Maturity  Records
      隔离实例  walk           12
      café      run             3
      "
    `);
  });

  it('has one line for each row, and columns that line up', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, fc.constant('x')), { maxLength: 5 }), (rows) => {
        const lines = toTable({ header: ['a', 'b'], rows })
          .split('\n')
          .slice(1, -1);
        expect(lines).toHaveLength(rows.length);
        expect(new Set(lines.map((line) => getWidth(line))).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('JSON', () => {
  it('has a version and a fixed shape', () => {
    const disabled = [{ rule: 'unknown-key', file: 'docs/sops/a.md', reason: 'Moves', count: 1 }];
    const output = toJson(
      [{ rule: 'unknown-key', severity: 'error', file: 'docs/sops/a.md', message: 'Unexpected key `b`', subject: 'b' }],
      createContext({ 'docs/sops/a.md': '' }, { disabled }),
    );
    expect(output).toMatchInlineSnapshot(`
      "{
        "schema": 1,
        "gait": "0.1.0",
        "as_of": "2026-11-01",
        "summary": {
          "errors": 1,
          "warnings": 0,
          "infos": 0,
          "files": 1,
          "checked": {
            "sops": 1,
            "others": 0
          }
        },
        "diagnostics": [
          {
            "rule": "unknown-key",
            "severity": "error",
            "file": "docs/sops/a.md",
            "message": "Unexpected key \`b\`",
            "subject": "b",
            "url": "https://example.com/rules/unknown-key/"
          }
        ],
        "disabled": [
          {
            "rule": "unknown-key",
            "file": "docs/sops/a.md",
            "reason": "Moves",
            "count": 1
          }
        ]
      }
      "
    `);
  });

  it('carries every diagnostic unchanged', () => {
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 5 }), (diagnostics) => {
        const read = JSON.parse(toJson(diagnostics, createContext())) as { diagnostics: { url?: string }[] };
        const plain = read.diagnostics.map(({ url: _url, ...rest }) => rest);
        expect(plain).toEqual(JSON.parse(JSON.stringify(diagnostics)));
      }),
    );
  });
});

describe('visible text', () => {
  it('shows what hides and leaves what is merely unusual', () => {
    expect(toVisible('a\u0000\u202E\u200B\r\u2028')).toBe('a\\u{0}\\u{202E}\\u{200B}\\u{D}\\u{2028}');
    expect(toVisible('漢字 café 🔒\tx\ny $5 {braces}')).toBe('漢字 café 🔒\tx\ny $5 {braces}');
    expect(toVisibleLine('a\tb\nc')).toBe('a b\\u{A}c');
  });
});
