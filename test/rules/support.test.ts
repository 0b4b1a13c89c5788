import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { checkPattern } from '../../plugins/docusaurus-plugin-gait/src/model/pattern.ts';
import { findOddCharacters } from '../../plugins/docusaurus-plugin-gait/src/rules/support/characters.ts';
import { getCronProblem } from '../../plugins/docusaurus-plugin-gait/src/rules/support/cron.ts';
import { findForbiddenHtml } from '../../plugins/docusaurus-plugin-gait/src/rules/support/html.ts';
import { readAddress } from '../../plugins/docusaurus-plugin-gait/src/rules/support/links.ts';
import { getPlaceIn } from '../../plugins/docusaurus-plugin-gait/src/rules/support/places.ts';
import { getCommands, matchesCommand } from '../../plugins/docusaurus-plugin-gait/src/rules/support/shell.ts';

describe('readAddress', () => {
  it.each([
    ['https://example.com/', 'web'],
    ['HTTP://example.com', 'web'],
    ['mailto:a@example.com', 'mail'],
    ['tel:+4912345', 'phone'],
    ['control:cis-aws@5.0.0#1.4', 'control'],
    ['automation:close-open-ssh', 'automation'],
    ['other.md#step', 'relative'],
    ['../a%20b.md?x=1', 'relative'],
    ['#10:30', 'relative'],
    ['', 'relative'],
  ])('%s is %s', (url, kind) => {
    expect(readAddress(url).kind).toBe(kind);
  });

  it.each([
    '//example.com',
    '/absolute',
    '\\\\host\\share',
    'a\\b.md',
    'https:\\\\example.com',
    '@site/secret',
    '@theme/Layout',
    '!!raw-loader!./x',
    'file.md!x',
    'blob:https://x',
    'filesystem:x',
    'view-source:x',
    'vbscript:x',
    'javascript%3Aalert(1)',
    '%6Aavascript:alert(1)',
    '\u0001javascript:alert(1)',
  ])('%s is refused', (url) => {
    expect(readAddress(url).kind).toBe('refused');
  });

  it('refuses `javascript:` in any case, with any white space and control characters in it', () => {
    const letter = (character: string) => fc.constantFrom(character, character.toUpperCase());
    const noise = fc.constantFrom('', '', '\t', '\n', '\r', ' ', '\u0000', '\u00a0', '\u2028');
    const spelled = fc.tuple(
      ...[...'javascript:'].map((one) => fc.tuple(noise, letter(one)).map((pair) => pair.join(''))),
    );
    fc.assert(fc.property(spelled, (parts) => readAddress(`${parts.join('')}alert(1)`).kind === 'refused'));
  });
});

describe('findForbiddenHtml', () => {
  it.each([
    '<br>',
    '<br/>',
    '<KBD>x</KBD>',
    '<abbr title="Identity and access management">IAM</abbr>',
    '<details open>\n<summary>Why</summary>\n</details>',
    '<!-- a comment -->',
    '<!-- a - b -- c -->',
    'a < b and 1 <2',
  ])('leaves %j', (html) => {
    expect(findForbiddenHtml(html)).toEqual([]);
  });

  it.each([
    '<script>',
    '<ScRiPt >',
    '</script>',
    '<svg/onload=alert(1)>',
    '<kbd onclick="x">',
    '<kbd/onclick=x>',
    '<kbd title=x onmouseover=y>',
    '<kbd title="a"onclick="b">',
    '<kbd style="x">',
    '<details open ontoggle=x>',
    '<br title="',
    '<!doctype html>',
    '<?xml version="1.0"?>',
    '<![CDATA[x]]>',
    '<!--><script>-->',
    '<!---><img src=x>-->',
    '<!-- a --!><script>x</script>-->',
    '<a',
    '<math><mi>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<kbd\u000conclick=x>',
  ])('finds %j', (html) => {
    expect(findForbiddenHtml(html).length).toBeGreaterThan(0);
  });

  it('takes no longer than the text is long', () => {
    const started = performance.now();
    for (const part of ['<kbd a ', '<!--', '<kbd a="', '<a ', '<kbd title="<']) findForbiddenHtml(part.repeat(3000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('findOddCharacters', () => {
  it.each([
    'aws iam list-users\t# all\n',
    'echo "完了：はい　次"',
    'echo "привет, мир"',
    'echo "👩‍💻 ✅️ 1️⃣"',
    'echo "نام‌ها"',
    'echo "one — two"',
    'grep -E "größe|naïve|ångström"',
  ])('leaves %j', (text) => {
    expect(findOddCharacters(text)).toEqual([]);
  });

  it.each([
    ['rm \u2013rf /', 'U+2013', '-'],
    ['echo \u201chello"', 'U+201C', '"'],
    ['\u0430ws s3 ls', 'U+0430', 'a'],
    ['\u0441\u0440 a b', 'U+0441', 'c'],
    ['ls\u00a0-l', 'U+00A0', ' '],
    ['ls \uff5c sh', 'U+FF5C', '|'],
    ['x\u037e y', 'U+037E', ';'],
  ])('finds what looks like something else in %j', (text, code, looksLike) => {
    expect(findOddCharacters(text)[0]).toMatchObject({ kind: 'look-alike', code, looksLike });
  });

  it.each([
    ['a\u0007b', 'control'],
    ['a\u009bb', 'control'],
    ['a\u2028b', 'control'],
    ['a\u202eb', 'direction'],
    ['a\u2066b', 'direction'],
    ['a\u200fb', 'direction'],
    ['a\u200bb', 'invisible'],
    ['a\u200db', 'invisible'],
    ['a\ufe0fb', 'invisible'],
    ['a\u00adb', 'invisible'],
    ['a\u{e0041}b', 'invisible'],
    ['a\ud800', 'control'],
  ])('finds what does not show in %j', (text, kind) => {
    expect(findOddCharacters(text)[0]).toMatchObject({ index: 1, kind });
  });

  it('leaves punctuation of prose, but not its letters', () => {
    expect(findOddCharacters('It’s “fine” – really', true)).toEqual([]);
    expect(findOddCharacters('\u0430mazon', true)).toHaveLength(1);
  });
});

describe('getCronProblem', () => {
  it.each(['0 9 1 * *', '*/15 0-6,22 * * MON-FRI', '0 0 29 2 *', '0 0 31 1,3 *', '5 4 * jan 7', '0 0 31 2 mon'])(
    'passes %s',
    (cron) => {
      expect(getCronProblem(cron)).toBeUndefined();
    },
  );

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    '1/2 * * * *',
    'a * * * *',
    '0 0 31 4,6 *',
    '@daily',
    '-1 * * * *',
  ])('objects to %j', (cron) => {
    expect(getCronProblem(cron)).toBeDefined();
  });
});

describe('checkPattern', () => {
  it.each([
    '^[0-9]{12}$',
    '^[a-z]{2}(-[a-z]+)+-[0-9]$',
    '^arn:aws:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}$',
    'leave|revoke',
    '^arn:aws:securityhub:[a-z0-9-]+:[0-9]*:product/[A-Za-z0-9/_-]+$',
    '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$',
    'sg-[0-9a-f]{8,17}(,sg-[0-9a-f]{8,17}){0,49}',
    '([0-9]{1,3}\\.){3}[0-9]{1,3}',
  ])('is fine with %s', (pattern) => {
    expect(checkPattern(pattern).kind).toBe('fine');
  });

  it.each([
    '^(a+)+$',
    '(a|a)*b',
    '(.*)*x',
    '^(\\w+\\s?)*$',
    '.*.*.*x',
    '(x+x+)+y',
    '(([a-z]{1,30}){1,30}){1,30}',
    '[0-9]{1,200}[0-9]{1,200}[0-9]{1,200}z',
    '(.*,){11}x',
  ])('finds %s slow', (pattern) => {
    expect(checkPattern(pattern).kind).toBe('slow');
  });

  it.each(['(?!.*--)[a-z-]+', '(a|b)+\\1'])('says that the speed of %s cannot be checked', (pattern) => {
    expect(checkPattern(pattern)).toMatchObject({
      kind: 'syntax',
      problem: expect.stringContaining('speed') as string,
    });
  });

  it('answers without looking at a clock: a busy machine decides nothing', () => {
    const now = vi.spyOn(Date, 'now').mockImplementation(() => Number.MAX_SAFE_INTEGER * Math.random());
    const pattern = '^arn:aws:rds:[a-z0-9-]+:[0-9]{12}:cluster:[a-z0-9-]+(-[a-z]+)*$';
    expect(checkPattern(pattern).kind).toBe('fine');
    now.mockRestore();
  });

  it.each(['(', '[a', 'a**', '\\p{Nothing}', 'a)(b', '\\-', 'x'.repeat(201)])(
    'finds no expression in %s',
    (pattern) => {
      expect(checkPattern(pattern).kind).toBe('syntax');
    },
  );

  it('matches whole values', () => {
    const checked = checkPattern('a|b');
    expect(checked.kind === 'fine' && ['a', 'b', 'ab', 'a\n'].map((value) => checked.whole.test(value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('commands of a shell', () => {
  it('are split where one ends, without comments', () => {
    const code = 'a 1 \\\n  2 # a; b\nc | d && e; $(f `g`)';
    expect(getCommands(code).map(({ words }) => words.join(' '))).toEqual(['a 1 2', 'c', 'd', 'e', '$', 'f', 'g']);
  });

  it.each([
    ['aws ec2 terminate-instances --instance-ids i-1', 'aws terminate-*', true],
    ['aws --region eu-west-1 iam delete-user', 'aws delete-*', true],
    ['aws iam get-user --user-name delete-me', 'aws delete-*', true],
    ['aws iam list-users', 'aws delete-*', false],
    ['sudo rm -Rf x', 'rm -r*', true],
    ['rm -- x', 'rm -r*', false],
    ['kubectl -n prod delete pod x', 'kubectl delete', true],
    ['delete kubectl', 'kubectl delete', false],
  ])('%s against %s: %s', (command, pattern, expected) => {
    expect(matchesCommand(command.split(' '), pattern)).toBe(expected);
  });
});

describe('getPlaceIn', () => {
  it('counts lines and columns from where the text stands', () => {
    const start = { line: 10, column: 4, offset: 100 };
    const place = getPlaceIn({ text: 'one\ntwo', index: 5, length: 2, start, column: 4 });
    expect(place).toEqual({ start: { line: 11, column: 5, offset: 108 }, end: { line: 11, column: 7, offset: 110 } });
  });
});
