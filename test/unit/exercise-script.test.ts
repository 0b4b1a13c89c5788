import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/script.ts';
import { toWords } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/words.ts';

const VALUES = new Map([
  ['NAME', 'a b'],
  ['EMPTY', ''],
  ['ODD', `x"'$NAME\`id\`$(id);|&>*`],
]);

/** What each command of a script is handed, captures as `NAME<`. */
function read(code: string): unknown[] {
  return readScript(code).map((one) =>
    one.kind === 'assign'
      ? { [one.name]: toWords(one.word, VALUES) }
      : { [one.name ?? 'run']: one.commands.map((command) => toWords(command, VALUES)) },
  );
}

describe('fences without a shell', () => {
  it.each<[string, unknown[]]>([
    ['aws sts get-caller-identity', [{ run: [['aws', 'sts', 'get-caller-identity']] }]],
    ['aws a "$NAME" "${NAME}" \'$NAME\'', [{ run: [['aws', 'a', 'a b', 'a b', '$NAME']] }]],
    ['aws a "$ODD"', [{ run: [['aws', 'a', VALUES.get('ODD')]] }]],
    ['aws a "$EMPTY" b', [{ run: [['aws', 'a', '', 'b']] }]],
    ['aws a \\\n  b # why\n# alone\njq .', [{ run: [['aws', 'a', 'b']] }, { run: [['jq', '.']] }]],
    [
      'aws a | jq -r .b',
      [
        {
          run: [
            ['aws', 'a'],
            ['jq', '-r', '.b'],
          ],
        },
      ],
    ],
    [
      'aws a |\n  jq .b |\n  jq .c',
      [
        {
          run: [
            ['aws', 'a'],
            ['jq', '.b'],
            ['jq', '.c'],
          ],
        },
      ],
    ],
    [
      'KEY="$(aws a "$NAME" --query "x[?y==\'$NAME\']" | jq .)"',
      [
        {
          KEY: [
            ['aws', 'a', 'a b', '--query', "x[?y=='a b']"],
            ['jq', '.'],
          ],
        },
      ],
    ],
    ['KEY=$(aws a)', [{ KEY: [['aws', 'a']] }]],
    ['ARN="arn:aws:ssm:$NAME:x"', [{ ARN: ['arn:aws:ssm:a b:x'] }]],
    ['aws a \'{\n  "b": 1\n}\'', [{ run: [['aws', 'a', '{\n  "b": 1\n}']] }]],
    [
      "aws a 'x[?y==`1`]' '$.eventName' '&& | > $(x)'",
      [{ run: [['aws', 'a', 'x[?y==`1`]', '$.eventName', '&& | > $(x)']] }],
    ],
    ['', []],
  ])('reads %j', (code, expected) => {
    expect(read(code)).toEqual(expected);
  });

  it.each<[string, RegExp]>([
    ['aws a > file', /`?redirection/u],
    ['aws a >> file', /redirection/u],
    ['aws a 2>&1', /redirection/u],
    ['aws a < file', /redirection/u],
    ['aws a <<EOF\nx\nEOF', /here-document/u],
    ['aws a <<<x', /here-document/u],
    ['aws a && aws b', /`&&`/u],
    ['aws a || aws b', /`\|\|`/u],
    ['aws a |& jq .', /`\|&`/u],
    ['aws a; aws b', /`;`/u],
    ['aws a &', /`&`/u],
    ['(aws a)', /absence of a command|parenthesis/u],
    ['aws a "$(aws b)"', /`\$\(`/u],
    ['aws a $(aws b)', /`\$\(`/u],
    ['KEY="x $(aws b)"', /`\$\(`/u],
    ['KEY="$(aws b) x"', /text in a capture/u],
    ['KEY="$(aws "$(aws b)")"', /`\$\(`/u],
    ['KEY="$(aws a\naws b)"', /text in a capture/u],
    ['KEY="$(aws a', /text in a capture/u],
    ['KEY="$(cat <(aws a))"', /redirection/u],
    ['KEY=$((1 + 1))', /absence of a command|parenthesis/u],
    ['aws `id`', /backtick/u],
    ['aws "`id`"', /backtick/u],
    ['aws "\\`id\\`"', /backtick/u],
    ["aws $'a\\x41'", /`\$`/u],
    ['aws $"a"', /`\$`/u],
    ['aws "$1" ', /`\$`/u],
    ['aws $?', /`\$`/u],
    ['aws "${NAME:-x}"', /`\$`/u],
    ['aws "${NAME##*/}"', /`\$`/u],
    ['aws "${!NAME}"', /`\$`/u],
    ['aws $NAME', /variable without quotes/u],
    ['AWS_PROFILE=admin aws a', /text after the command/u],
    ['aws *', /`\*` without quotes/u],
    ['aws a[0]', /`\[` without quotes/u],
    ['aws {a,b}', /`\{` without quotes/u],
    ['aws ~root', /`~` without quotes/u],
    ['! aws a', /`!` without quotes/u],
    ['aws a#b', /`#` inside a word/u],
    ["aws 'a", /single quotes/u],
    ['aws "a', /double quotes/u],
    ['aws a |', /absence of a command/u],
    ['| jq .', /absence of a command/u],
    ['aws a\u0000b', /control character/u],
    ['aws a\u001b[2J', /control character/u],
    ['aws a\rb', /control character/u],
  ])('refuses %j', (code, message) => {
    expect(() => read(code)).toThrow(message);
  });

  it('refuses a variable without a value', () => {
    expect(() => read('aws "$OTHER"')).toThrow(/Unexpected variable `\$OTHER` without a value/u);
  });

  it('hands over the words that bash would, or refuses', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b-c',
        ' ',
        '  ',
        '\\\n',
        '\\a',
        '\\ ',
        '\\"',
        "\\'",
        '\\\\',
        "'",
        '"',
        '"$NAME"',
        '"${NAME}x"',
        "'$NAME'",
        '$',
        '{',
        '}',
      ],
      ...[
        '"a\\"b"',
        '"a\\nb"',
        '""',
        "''",
        '=',
        '#',
        ' #',
        '\n',
        '|',
        '&',
        ';',
        '>',
        '<',
        '(',
        ')',
        '$(',
        '`',
        '*',
        '~',
        '!',
        '\t',
      ],
    );
    let compared = 0;
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 10 }), (pieces) => {
        const code = `show ${pieces.join('')}`;
        let statements;
        try {
          statements = readScript(code);
        } catch {
          return;
        }
        const [first] = statements;
        if (statements.length !== 1 || first?.kind !== 'run' || first.name !== undefined || first.commands.length !== 1)
          return;
        const [, ...words] = toWords(first.commands[0] ?? '', VALUES);
        const script = `NAME='a b'\nshow() { printf '%s\\0' "$@"; }\n${code}\n`;
        const shown = execFileSync('bash', ['--norc', '-c', script], {
          env: {},
          stdio: ['ignore', 'pipe', 'ignore'],
          encoding: 'utf8',
        });
        // `printf` prints one empty text for no words at all.
        expect(shown).toBe(words.length === 0 ? '\0' : words.map((word) => `${word}\0`).join(''));
        compared += 1;
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});
