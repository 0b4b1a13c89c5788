import { describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../plugins/docusaurus-plugin-gait/src/base/index.ts';
import { createMemorySource } from '../../plugins/docusaurus-plugin-gait/src/read/memory.ts';

const CONFIGURATION = `schema: 1
areas: [{key: operations, title: Operations}]
owners: {team: {name: Team, contact: 'https://chat.example.com/team'}}
`;

const FRONT_MATTER = `id: hostile
title: Restart a service
description: For a service that no longer answers.
area: operations
maturity: crawl
owner: team
last_reviewed_on: 2026-10-01
review_in: 1 year
cadence: on-demand
`;

const BODY = `
## Purpose

Bring a service back.

## Procedure

1. Restart it.

   \`\`\`bash
   systemctl restart example.service
   \`\`\`
`;

const SOP = 'docs/sops/hostile.md';
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function sop(input: { fence?: string; matter?: string; body?: string; extra?: string }): string {
  return `${input.fence ?? '---'}\n${input.matter ?? FRONT_MATTER}${input.extra ?? ''}---\n${input.body ?? BODY}`;
}

async function validate(
  content: string | Uint8Array,
  more: Record<string, string | Uint8Array> = {},
  symlinks: string[] = [],
) {
  const source = createMemorySource({ 'gait.config.yaml': CONFIGURATION, [SOP]: content, ...more }, symlinks);
  const { diagnostics, base } = await loadKnowledgeBase({ source, asOf: '2026-11-01' });
  return { errors: diagnostics.filter((one) => one.severity === 'error').map((one) => one.rule), diagnostics, base };
}

describe('content that is merely unusual passes', () => {
  it.each([
    ['the plain SOP', BODY],
    ['braces', BODY.replace('Bring a', 'Bring {braces} and ${{ matrix.os }} a')],
    ['a placeholder in code', BODY.replace('Bring a', 'Bring `<placeholder>` a')],
    ['money and shell', BODY.replace('Bring a', 'It costs $5. Bring a')],
    ['awk', BODY.replace('systemctl restart example.service', "ps aux | awk '{print $1}'")],
    ['CJK and emoji', BODY.replace('Bring a', '服務を再起動する 🚀 a')],
    [
      'lookalikes of directives',
      BODY.replace('Bring a', 'At 10:30, ec2:RunInstances on arn:aws:iam::123456789012:role/x, key:value, :smile: a'),
    ],
    ['line ends of Windows', BODY.replaceAll('\n', '\r\n')],
  ])('%s', async (_, body) => {
    expect((await validate(sop({ body }))).errors).toEqual([]);
  });

  it('a byte-order mark is read and reported as info', async () => {
    const { diagnostics } = await validate(`\uFEFF${sop({})}`);
    expect(diagnostics.map((one) => [one.rule, one.severity])).toEqual([['byte-order-mark', 'info']]);
  });
});

describe('front matter that would run code or deceive', () => {
  it.each(['---js', '---javascript', '--- js', '---JS', '---yaml', '---json', '--- '])(
    'opened by `%s`',
    async (fence) => {
      expect((await validate(sop({ fence }))).errors).toContain('front-matter-fence');
    },
  );

  it.each([
    ['a key `mdx`', 'mdx: {format: mdx}\n', 'forbidden-front-matter'],
    ['a prototype key', '__proto__: {polluted: true}\n', 'unknown-key'],
    ['a constructor key', 'constructor: {prototype: {polluted: true}}\n', 'unknown-key'],
    ['a tag', 'trigger: !!js/function "function () { return 1 }"\n', 'yaml-syntax'],
    ['an alias', 'contributors: &x [a]\nroles: *x\n', 'yaml-syntax'],
  ])('%s', async (_, extra, rule) => {
    expect((await validate(sop({ extra }))).errors).toContain(rule);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('an alias bomb is refused quickly', async () => {
    const bomb = Array.from({ length: 30 }, (_, at) => `k${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`).join('\n');
    const started = performance.now();
    const { errors } = await validate(sop({ extra: `k0: &a0 [x]\n${bomb}\n` }));
    expect(errors).toContain('yaml-syntax');
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('bytes that are no text', () => {
  it.each<[string, Uint8Array]>([
    ['invalid UTF-8', Uint8Array.from([...encode(sop({})), 0xc3, 0x28])],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, ...Buffer.from(sop({}), 'utf16le')])],
    ['a NUL', encode(sop({ body: `${BODY}\0` }))],
  ])('%s', async (_, bytes) => {
    expect((await validate(bytes)).errors).toContain('file-encoding');
  });

  it.each<[string, string]>([
    ['a line of 5 MB', sop({ body: `${BODY}\n${'x'.repeat(5_000_000)}\n` })],
    ['a line of 20,001 characters', sop({ body: `${BODY}\n${'[a]('.repeat(5001)}\n` })],
    ['nested quotes', sop({ body: `${BODY}\n${'>'.repeat(5000)} x\n` })],
    ['nested YAML', sop({ extra: `contributors: ${'['.repeat(5000)}${']'.repeat(5000)}\n` })],
  ])('%s is refused quickly', async (_, text) => {
    const started = performance.now();
    const { errors } = await validate(text);
    expect(errors.some((rule) => rule === 'file-size' || rule === 'yaml-syntax')).toBe(true);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('the other files are still checked', async () => {
    const { base } = await validate(Uint8Array.from([0xc3, 0x28]), {
      'docs/sops/other.md': sop({}).replace('id: hostile', 'id: other'),
    });
    expect([...base.sops.keys()]).toContain('other');
  });
});

describe('links and HTML that leave their place', () => {
  const withText = (text: string): string => sop({ body: BODY.replace('Bring a service back.', text) });

  it.each([
    '[x](../../../etc/passwd)',
    '[x](../../package.json)',
    '[x](@site/package.json)',
    '[x](../.env.secret)',
    '[x](!!raw-loader!../../package.json)',
    '[x](%2e%2e/%2e%2e/package.json)',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](&#x6a;avascript:alert(1))',
    '[x](<java\tscript:alert(1)>)',
    '[x](data:text/html,<b>x</b>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](pathname:///etc/passwd)',
    '[x](//evil.example.com/)',
    '[x](/etc/passwd)',
    '![x](https://evil.example.com/x.png)',
    '![x](data:image/png;base64,AAAA)',
    '![x](@site/../secret.txt)',
    '[x]\n\n[x]: ../../../etc/passwd',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<details ontoggle=alert(1) open>x</details>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="https://evil.example.com"></iframe>',
    '<style>body{display:none}</style>',
  ])('%s', async (text) => {
    expect((await validate(withText(text))).errors).not.toEqual([]);
  });

  it('a link through a symlink', async () => {
    const { errors } = await validate(withText('[x](./aside.md)'), { 'docs/sops/aside.md': '' }, [
      'docs/sops/aside.md',
    ]);
    expect(errors).not.toEqual([]);
  });
});

describe('characters that deceive', () => {
  it.each([
    ['bidi override in a command', BODY.replace('restart', 're\u202Estart')],
    ['zero-width space in a command', BODY.replace('restart', 're\u200Bstart')],
    ['Cyrillic letter in a command', BODY.replace('systemctl', 'syst\u0435mctl')],
    ['escape sequence in a command', BODY.replace('systemctl', '\u001B[2Jsystemctl')],
    ['bidi in a link', BODY.replace('Bring', '[x](https://example.com/\u202Egnp) Bring')],
  ])('%s', async (_, body) => {
    expect((await validate(sop({ body }))).errors).toContain('hidden-characters');
  });
});

describe('steps are never lost', () => {
  it('when a fence that is not indented splits the list', async () => {
    const body = '\n## Purpose\n\nX.\n\n## Procedure\n\n1. One.\n\n```bash\ntrue\n```\n\n2. Two.\n\n3. Three.\n';
    const { errors, base } = await validate(sop({ body }));
    expect(errors).toContain('stray-procedure-block');
    expect(base.sops.get('hostile')?.file.body?.steps.map((step) => step.title)).toEqual(['One', 'Two', 'Three']);
  });
});
