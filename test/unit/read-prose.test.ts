import { describe, expect, it } from 'vitest';
import { parsePageBody, parseSopBody } from '../../plugins/docusaurus-plugin-gait/src/read/body/index.ts';
import { at, procedure, readBody, START } from './read-support.ts';

const page = (text: string) => {
  const { body } = parsePageBody({ text, start: START });
  if (!body) throw new Error('no body');
  return body;
};

describe('directives', () => {
  const problems = (text: string) =>
    page(text).directives.map(({ kind, name, attribute }) => [kind, name, attribute].filter(Boolean).join(' '));

  it.each([
    ':::stop\nHalt.\n:::',
    ':::approval{role=approver}\nWhy?\n:::',
    '1. a\n\n   :::stop\n   Halt.\n   :::',
    '> :::stop\n> Halt.\n> :::',
    ':::stop\n```\n:::note\n```\n:::'.replace(':::note', '::note'),
    '```\n:::note\n```',
    '`:::note`',
    'At 10:30 ec2:RunInstances[x]{y} on arn:aws:iam::123456789012:role/x, key:value, :smile:, ::leaf[a]{b}, a:::b',
    '::leaf[a]{b=c}',
    ':text[a]',
  ])('%j is fine', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it('lookalikes stay text, to the letter', () => {
    const text = 'At 10:30 ec2:RunInstances[x]{y} arn:aws:iam::1:role/x :smile: ::leaf[a]{b}';
    expect(readBody(procedure(`1. ${text}`)).steps[0]?.text).toBe(text);
  });

  it.each([
    [':::note\nA\n:::', ['unknown note']],
    [':::Stop\nA\n:::', ['unknown Stop']],
    [':::stop\nA', ['unclosed stop']],
    ['1. a\n\n   :::stop\n   A\n\n2. b', ['unclosed stop']],
    [':::stop{.red #x}\nA\n:::', ['attribute stop class', 'attribute stop id']],
    [':::approval{role=a count=2}\nA\n:::', ['attribute approval count']],
    ['::: stop\nA\n:::', ['unknown stop', 'misplaced']],
    [':::stop now\nA\n:::', ['unknown stop now', 'misplaced']],
    ['Text\n\n:::', ['misplaced']],
    [':::stop\n:::stop\nA\n:::\n:::', ['unclosed stop', 'misplaced']],
  ])('%j: %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('are placed at their first line', () => {
    const file = '1. a\n\n   :::note{x=1}\n   A\n   :::\n\n::: b\n';
    expect(page(file).directives.map(({ place }) => at(file, place))).toEqual([':::note{x=1}', '::: b']);
  });
});

describe('links', () => {
  it('come with their addresses, as written', () => {
    const file = [
      '[a](b.md) [c](<d e.md> "title") [**f** `g`](h%20i.md#j)',
      '![alt](x.png "t") [![in](y.png)](z.md)',
      '<https://example.com/auto> https://example.com/bare',
      '[ref][one] ![pic][two] [miss][three]',
      '',
      '| a |',
      '|---|',
      '| [cell](k.md#l) |',
      '',
      '[one]: ../m.md "t"',
      '[two]: <n o.png>',
    ].join('\n');
    const { links, images } = page(file);
    const shown = (all: typeof links) =>
      all.map(({ kind, url, text, urlPlace }) => [kind, url, text, at(file, urlPlace)]);
    expect(shown(links)).toEqual([
      ['link', 'b.md', 'a', 'b.md'],
      ['link', 'd e.md', 'c', 'd e.md'],
      ['link', 'h%20i.md#j', 'f g', 'h%20i.md#j'],
      ['link', 'z.md', 'in', 'z.md'],
      ['link', 'https://example.com/auto', 'https://example.com/auto', '<https://example.com/auto>'],
      ['link', 'https://example.com/bare', 'https://example.com/bare', 'https://example.com/bare'],
      ['link', 'k.md#l', 'cell', 'k.md#l'],
      ['definition', '../m.md', 'one', '../m.md'],
      ['definition', 'n o.png', 'two', 'n o.png'],
    ]);
    expect(shown(images)).toEqual([
      ['image', 'x.png', 'alt', 'x.png'],
      ['image', 'y.png', 'in', 'y.png'],
      ['image', 'n o.png', 'pic', 'n o.png'],
    ]);
  });

  it('hide no scheme behind entities or escapes', () => {
    expect(
      page('[a](javascript&colon;alert(1)) [b](java\\script:x) [c](<JaVaScRiPt:x>)').links.map((link) => link.url),
    ).toEqual(['javascript:alert(1)', 'java\\script:x', 'JaVaScRiPt:x']);
  });
});

describe('raw HTML', () => {
  it('is found in blocks and in text', () => {
    const file = 'a <b onclick="x">c</b> <!-- d -->\n\n<script>\nalert(1)\n</script>\n\n`<e>`\n\n    <f>\n';
    expect(page(file).html.map(({ value, place }) => [value, at(file, place)])).toEqual([
      ['<b onclick="x">', '<b onclick="x">'],
      ['</b>', '</b>'],
      ['<!-- d -->', '<!-- d -->'],
      ['<script>\nalert(1)\n</script>', '<script>\nalert(1)\n</script>'],
    ]);
  });
});

describe('comments', () => {
  it.each([
    '<!--a-->'.repeat(2_000),
    `${'<!--a-->'.repeat(2_000)}x`,
    '<!--'.repeat(200_000).replace(/.{19000}/gu, '$&\n'),
    `${' '.repeat(19_000)}\n`.repeat(40),
  ])('in any number are read quickly (case %#)', (text) => {
    const started = performance.now();
    expect(readBody(procedure(`${text}\n\n1. Go.`)).sections).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('are no content', () => {
    const { sections, strayBlocks } = readBody(
      '## Purpose\n\n<!-- a --> <!-- b -->\n\n## Procedure\n\n<!-- c -->\n\n<!-- d --> e\n\n1. Go.\n',
    );
    expect(sections.map((section) => section.isEmpty)).toEqual([true, false]);
    expect(strayBlocks).toHaveLength(1);
  });
});

describe('variables', () => {
  it('are placed in the file, also in lists, quotes and sessions', () => {
    const file = [
      procedure(
        '1. Go.\n\n   ```bash\n   echo "$HOST" \\\n     --to "${PORT}"\n   X=1; echo $X\n   ```\n\n   > ```sh\n   > run $DEEP\n   > ```',
      ),
      '## Verification\n\n```console\n$ echo "$HOST"\n$NOT a command\n$ echo \\\n  $MORE\n```\n\n    $INDENTED\n\n```python\nprint("$NO")\n```\n',
    ].join('\n');
    const { variables, assigned } = readBody(file);
    expect(variables.map(({ name, quoting, step, place }) => [name, quoting, step, at(file, place)])).toEqual([
      ['HOST', 'double', 'go', '$HOST'],
      ['PORT', 'double', 'go', '${PORT}'],
      ['X', 'none', 'go', '$X'],
      ['DEEP', 'none', 'go', '$DEEP'],
      ['HOST', 'double', undefined, '$HOST'],
      ['MORE', 'none', undefined, '$MORE'],
    ]);
    expect(assigned).toEqual(['X']);
  });

  it('are placed right in a file of Windows', () => {
    const file = procedure('1. Go.\n\n   ```bash\n   a\n   echo "$HOST"\n   ```').replaceAll('\n', '\r\n');
    const { variables, fences } = readBody(file);
    expect(fences[0]?.code).toBe('a\necho "$HOST"');
    expect(variables.map(({ place }) => at(file, place))).toEqual(['$HOST']);
  });
});

describe('code blocks', () => {
  it('say where their code starts', () => {
    const file = procedure('1. Go.\n\n   ~~~~BASH{a=1}\n   one\n   ~~~~\n\n2. Go.\n\n       indented\n');
    expect(readBody(file).fences.map(({ language, info, codeStart }) => ({ language, info, codeStart }))).toEqual([
      { language: 'bash', info: { a: '1' }, codeStart: { line: 10, column: 4 } },
      { language: '', info: {}, codeStart: { line: 15, column: 8 } },
    ]);
  });

  it('keep odd attributes as plain data', () => {
    const { fences } = readBody('```bash {__proto__="x" constructor=\'y z\' flag a=b}\n```\n');
    expect(Object.entries(fences[0]?.info ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y z'],
      ['flag', ''],
      ['a', 'b'],
    ]);
  });
});

describe('Verification and Rollback', () => {
  it('are what somebody carries out', () => {
    const { verification, rollback } = readBody(
      '## Verification\n\n- It *answers*\n  at once.\n\n  ```bash\n  a\n    b\n  ```\n\n  ```output\n  c\n  ```\n\n## Rollback\n\n:::approval{role=approver}\nSay why.\n:::\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    );
    expect(verification).toBe('It answers at once.\n```bash\n    a\n      b');
    expect(rollback).toBe(':::approval approver\nSay why.\na b 1 2');
  });
});

describe('what would take too long', () => {
  it.each([
    ['quotes in quotes', `${'>'.repeat(150)} a`],
    ['lists in lists', Array.from({ length: 120 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['containers in containers', ':::stop\n'.repeat(10_000)],
    ['emphasis', '*a_ '.repeat(20_000)],
    ['emphasis in emphasis', `${'*a _b '.repeat(60)}${'c_ c* '.repeat(60)}`],
  ])('%s', (_, text) => {
    const started = performance.now();
    const { body, problem } = parseSopBody({ text, start: START });
    expect(body).toBeUndefined();
    expect(problem).toMatchObject({
      kind: 'size',
      message: expect.stringMatching(/^Unexpected .*, expected /u) as string,
    });
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('is not what real pages have', () => {
    const rows = Array.from({ length: 500 }, (_, row) => `| \`iam_${row}\` | **a** | *b_c* |`).join('\n');
    expect(parsePageBody({ text: `| a | b | c |\n|---|---|---|\n${rows}\n`, start: START }).problem).toBeUndefined();
  });
});
