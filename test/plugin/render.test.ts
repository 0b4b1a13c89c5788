import { describe, expect, it } from 'vitest';
import { readPending } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/render/address.ts';
import { mapAddresses } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/render/tags.ts';
import { processPage } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/render/process.ts';
import type { RenderedSop } from '../../plugins/docusaurus-plugin-gait/src/report/pages/page.ts';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import { CONFIGURATION } from '../support/content.ts';

const { configuration } = parseConfiguration(CONFIGURATION);

/** Renders an SOP whose sections are given as Markdown. */
function render(sections: string): RenderedSop {
  if (!configuration) throw new Error('The configuration of the tests is wrong');
  const bytes = new TextEncoder().encode(`---\nid: a\ntitle: A\n---\n\n${sections}`);
  return processPage({ path: 'docs/sops/ops/a.md', kind: 'sop', bytes }, configuration).extra as RenderedSop;
}

/** HTML of the prose of one section, in a knowledge base that has no other file. */
function renderProse(markdown: string): string {
  const { sections, html } = render(`## Purpose\n\n${markdown}\n`);
  const prose = sections.flatMap((section) => section.blocks.map((block) => html[block.html])).join('\n');
  return mapAddresses(prose, (address) => (readPending(address) ? undefined : address));
}

describe('an SOP', () => {
  const sop = render(`Before the first heading.

## Purpose

Why. See [b](b.md#x), [1.1](control:basic@1.0#1.1) and [it](automation:fix).[^1]

[^1]: A note.

### More {#more}

<details>
<summary>Code</summary>

\`\`\`yaml
a: 1
\`\`\`

</details>

## Procedure

1. Cut the network. {#cut}
   At once.

   :::stop
   Not **yet**.
   :::

   \`\`\`bash {timeout="2m"}
   echo "$X" # now
   \`\`\`

   \`\`\`output
   1 < 2
   \`\`\`

   Wait: 5 minutes

2. Ask.

   :::approval{role=approver}
   Whom.
   :::

   If this fails: [Back](#rollback)

## Rollback

Back.
`);

  it('has its sections around its procedure, in order, with their anchors', () => {
    expect(sop.sections.map(({ key, title, slug }) => ({ key, title, slug }))).toEqual([
      { key: 'purpose', title: 'Purpose', slug: 'purpose' },
      { key: 'rollback', title: 'Rollback', slug: 'rollback' },
    ]);
    expect(sop).toMatchObject({ procedureAt: 1, procedureTitle: 'Procedure', procedureSlug: 'procedure' });
  });

  it('has its steps as data: title, gates, commands, output, timer and branch', () => {
    const [cut, ask] = sop.steps;
    expect(cut).toMatchObject({ id: 'cut', number: 1, title: 'Cut the network', wait: '5 minutes' });
    expect(sop.html[cut?.titleHtml ?? '']).toBe('Cut the network.\nAt once.');
    expect(cut?.blocks.map(({ html, ...block }) => ({ ...block, html: sop.html[html] }))).toEqual([
      { kind: 'stop', html: '<p>Not <strong>yet</strong>.</p>' },
      {
        kind: 'code',
        language: 'bash',
        isCommand: true,
        isOutput: false,
        html: '<span class="hljs-built_in">echo</span> <span class="hljs-string">"<span class="hljs-variable">$X</span>"</span> <span class="hljs-comment"># now</span>',
      },
      { kind: 'code', language: 'output', isCommand: false, isOutput: true, html: '1 &#x3C; 2' },
    ]);
    expect(ask).toMatchObject({ id: 'ask', number: 2, onFailure: { anchor: 'rollback', title: 'Rollback' } });
    expect(ask?.blocks).toMatchObject([{ kind: 'approval', role: 'approver' }]);
  });

  it('keeps what is folded together, and loses nothing before the first heading', () => {
    const [purpose] = sop.sections;
    const html = purpose?.blocks.map((block) => sop.html[block.html]) ?? [];
    expect(html[0]).toBe('<p>Before the first heading.</p>');
    expect(html[1]).toContain('<h3 id="more">More</h3>');
    expect(html[1]).toMatch(
      /<details>\s*<summary>Code<\/summary>\s*<pre><code class="hljs language-yaml">[\s\S]*<\/details>/u,
    );
    expect(sop.html.notes).toContain('A note.');
    expect(sop.sections.at(-1)?.blocks.at(-1)).toEqual({ kind: 'prose', html: 'notes' });
  });

  it('has addresses of our own that are resolved when everything is known', () => {
    const [, prose = ''] = sop.sections[0]?.blocks.map((block) => sop.html[block.html]) ?? [];
    const addresses: string[] = [];
    const html = mapAddresses(prose, (address) => {
      addresses.push(address);
      return address.includes('automation') ? undefined : '/kb/?a=1&b="2"';
    });
    expect(addresses).toEqual([
      'gait:file/docs%2Fsops%2Fops%2Fb.md#x',
      'gait:control/basic%401.0%231.1',
      'gait:automation/fix',
      '#note-fn-1',
    ]);
    expect(html).toContain('<a href="/kb/?a=1&#x26;b=&#x22;2&#x22;">b</a>');
    expect(html).toContain('<a>it</a>');
  });

  it('shows what stands where it should not', () => {
    const stray = render('## Procedure\n\nEarly.\n\n1. One.\n\n```bash\nlost\n```\n\n2. Two.\n');
    expect(stray.steps.map((step) => step.blocks.map((block) => stray.html[block.html]))).toEqual([
      ['<p>Early.</p>', 'lost'],
      [],
    ]);
    expect(render('## Procedure\n\nNo steps.\n').sections.map((section) => section.key)).toEqual(['procedure']);
  });
});

describe('HTML that means harm', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<kbd onclick="alert(1)">x</kbd>',
    '<details ontoggle="alert(1)" open>x</details>',
    '<details open title=\'x" ontoggle="alert(1)\'>y</details>',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<base href="https://evil.example/">',
    '<!--> <img src=x onerror=alert(1)> -->',
    '<!-- --!> <img src=x onerror=alert(1)> -->',
    '<kbd\nonclick=alert(1)>x</kbd>',
    '<style>* { display: none }</style>',
    '</div><script>alert(1)</script>',
  ])('is shown as text: %s', (html) => {
    for (const markdown of [html, `Text ${html} text.`, `- ${html}`, `| a |\n| - |\n| ${html.replaceAll('|', '')} |`]) {
      const tags = renderProse(markdown).match(/<[^>]*>/gu) ?? [];
      expect(
        tags.filter(
          (tag) =>
            !/^<\/?(?:p|ul|li|table|thead|tbody|tr|th|td|details|summary|a)(?: title="[^"]*"| open)*>$/u.test(tag),
        ),
      ).toEqual([]);
      expect(tags.join('').replace(/"[^"]*"/gu, '')).not.toMatch(/ on[a-z]+=|href|src/u);
    }
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#115;cript:alert(1)',
    '&#x6a;avascript:alert(1)',
    '<java\tscript:alert(1)>',
    '<\u0001javascript:alert(1)>',
    'vbscript:x',
    'data:text/html,x',
    'blob:https://e.example/1',
    'file:///etc/passwd',
    'pathname:///x',
    '//evil.example/',
    '\\\\evil.example',
    '/etc/passwd',
    '@site/package.json',
    '!!raw-loader!./a.txt',
    'gait:file/x',
  ])('is no address: %s', (address) => {
    expect(renderProse(`[x](${address})`)).not.toContain('href');
    expect(renderProse(`![x](${address})`)).not.toContain('src');
    expect(renderProse(`[x][r] ![x][r]\n\n[r]: ${address}`)).not.toMatch(/href|src/u);
  });

  it('takes no image from another host', () => {
    expect(renderProse('![x](https://e.example/x.png)')).toBe('<p><img alt="x" loading="lazy"></p>');
  });
});

describe('HTML that marks text', () => {
  it('stays, with its title', () => {
    expect(
      renderProse("<kbd title=\"the 'q'\">q</kbd><br>H<sub>2</sub>O <mark>m</mark> <abbr title='a < b'>x</abbr>"),
    ).toContain('&#x3C;abbr');
    expect(
      renderProse('Press <kbd title="k">q</kbd><br>H<sub>2</sub>O, x<sup>2</sup>, <mark>m</mark><!-- a comment -->.'),
    ).toBe('<p>Press <kbd title="k">q</kbd><br>H<sub>2</sub>O, x<sup>2</sup>, <mark>m</mark>.</p>');
  });
});

it('what is merely unusual is shown as written', () => {
  const html = renderProse(
    "{braces} ${{ matrix.os }} `<placeholder>` $5 ec2:RunInstances 10:30 服務 🚀 &lt;b&gt;\n\n```bash\nawk '{print $1}'\n```",
  );
  for (const text of [
    '{braces} ${{ matrix.os }}',
    '&#x3C;placeholder>',
    '$5 ec2:RunInstances 10:30 服務 🚀',
    '&#x3C;b>',
    "'{print $1}'",
  ]) {
    expect(html).toContain(text);
  }
});

it('has no style attribute: cells are aligned by a class', () => {
  const html = renderProse('| a | b |\n| :- | -: |\n| 1 | 2 |');
  expect(html).toContain('<td class="text--right">2</td>');
  expect(html).not.toMatch(/style|align=/u);
});
