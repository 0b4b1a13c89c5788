import { beforeAll, describe, expect, it } from 'vitest';
import { drawDiagram, prepareDiagrams } from '../../plugins/docusaurus-plugin-gait/src/read/diagram/engine.ts';
import { findIgnoredLines } from '../../plugins/docusaurus-plugin-gait/src/read/diagram/ignored-lines.ts';
import { toDiagram } from '../../plugins/docusaurus-plugin-gait/src/read/diagram/source.ts';
import { toDiagramHtml } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/render/diagram.ts';

const FLOW = `flowchart LR
  accTitle: Who is woken
  accDescr: An alarm wakes one person
  A[Alarm] -->|wakes| B{Person}
  B -- no --> C((Escalate))
  B -. yes .-> D[(Store)]
  subgraph x [Inside]
    D ==> E[["Sub"]]
  end`;

const KINDS: [name: string, text: string, words: string[]][] = [
  ['flowchart', FLOW, ['Alarm', 'Person', 'Escalate', 'wakes', 'Inside']],
  [
    'sequence',
    'sequenceDiagram\n  participant A as Alice\n  participant B\n  A->>B: Hello\n  loop every minute\n    B-->>A: Hi\n  end\n  Note over A,B: text',
    ['Alice', 'Hello', 'every minute'],
  ],
  ['state', 'stateDiagram-v2\n  [*] --> Open\n  Open --> Closed : done\n  Closed --> [*]', ['Open', 'Closed', 'done']],
  [
    'entities',
    'erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  CUSTOMER {\n    string name\n  }',
    ['CUSTOMER', 'places', 'name'],
  ],
  [
    'classes',
    'classDiagram\n  class Animal {\n    +int age\n    +run()\n  }\n  Animal <|-- Duck',
    ['Animal', 'Duck', 'age'],
  ],
];

beforeAll(async () => {
  await prepareDiagrams([new TextEncoder().encode('# Title\n\n   ```mermaid\n')]);
});

const render = (text: string): string => {
  const html = toDiagramHtml(text);
  if (html === undefined) throw new Error('not drawn');
  return html;
};

describe('a diagram', () => {
  it.each(KINDS)('%s: is drawn with every word, and no line is passed over', (_, text, words) => {
    const html = render(text);
    const drawing = html.slice(0, html.indexOf('<details>'));
    for (const word of words) expect(drawing).toContain(`${word}`);
    expect(findIgnoredLines(toDiagram(text))).toEqual([]);
    // A whole picture: shapes have their places, and colours are those of the site.
    expect(drawing).toMatch(/<svg viewBox="0 0 [\d.]+ [\d.]+" width="[\d.]+"/u);
    for (const [, colour] of drawing.matchAll(/(?:fill|stroke)="([^"]*)"/gu))
      expect(colour).toMatch(/^(?:none|var\(--_?[a-z-]+\))$/u);
    expect(html).not.toMatch(/<style|\sstyle=|foreignObject|https?:/u);
  });

  it('has the title and description that it was given', () => {
    const html = render(FLOW);
    const [, id] = /<title id="([^"]*)">Who is woken<\/title>/u.exec(html) ?? [];
    expect(id).toBeDefined();
    expect(html).toMatch(new RegExp(`aria-labelledby="${id} [^"]*"`, 'u'));
    expect(html).toContain('>An alarm wakes one person</desc>');
    expect(
      toDiagram('---\ntitle: Front\n---\nflowchart LR\n  accDescr {\n    one\n    two\n  }\n  A --> B'),
    ).toMatchObject({
      title: 'Front',
      description: 'one two',
      headerLine: 3,
      header: 'flowchart',
    });
  });

  it('has names of its own beside another one', () => {
    const ids = [render('flowchart LR\n  A --> B'), render('flowchart LR\n  A --> C')].flatMap((html) =>
      [...html.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says which line was passed over', () => {
    expect(findIgnoredLines(toDiagram('flowchart LR\n  A --> B\n  => C\n  B --> D\n  &&& nonsense'))).toEqual([2, 4]);
    expect(findIgnoredLines(toDiagram('sequenceDiagram\n  A->>B: Hi\n  A=>>B hello'))).toEqual([2]);
  });

  it('of another kind, or none, is not drawn', () => {
    for (const text of [
      'gantt\n  title x',
      '',
      'nonsense',
      '%%{init: {}}%%',
      `flowchart LR\n  A --> ${'B'.repeat(30_000)}`,
    ])
      expect(toDiagramHtml(text)).toBeUndefined();
    expect(drawDiagram('gantt')).toBeUndefined();
  });
});

describe('what is written in a diagram', () => {
  it.each([
    '%%{init: {"securityLevel": "loose", "themeCSS": "* { background: url(https://evil.example) }"}}%%\nflowchart LR\n  A --> B',
    'flowchart LR\n  A["<img src=x onerror=alert(1)>"] --> B["</text><script>alert(1)</script>"]',
    'flowchart LR\n  A --> B\n  click A href "javascript:alert(1)"\n  click B call alert()',
    'flowchart LR\n  A["<a href=javascript:alert(1)>x</a>"] --> B\n  style A fill:url(https://evil.example/x.svg#a),stroke:red" onload="alert(1)',
    'flowchart LR\n  A"><script>alert(1)</script> --> B',
    'flowchart LR\n  A --> B\n  linkStyle 0 stroke:url(javascript:alert(1))\n  classDef x fill:expression(alert(1))\n  class A x',
    'sequenceDiagram\n  participant A as <script>alert(1)</script>\n  link A: x @ javascript:alert(1)\n  A->>A: <svg onload=alert(1)>',
    'flowchart LR\n  accTitle: </title><script>alert(1)</script>\n  accDescr: "><img src=x onerror=alert(1)>\n  A --> B',
    'classDiagram\n  class A["</text><foreignObject><iframe src=javascript:alert(1)>"]\n  A <|-- B\n  click A href "javascript:alert(1)"',
  ])('never runs, loads or links: %j', (text) => {
    const html = render(text);
    const tags = [...html.matchAll(/<([a-zA-Z]+)((?:\s+[^\s"=>]+(?:="[^"]*")?)*)\s*>/gu)];
    const names = new Set(tags.map(([, name]) => name));
    for (const name of ['script', 'style', 'a', 'img', 'image', 'foreignObject', 'iframe', 'use', 'animate'])
      expect(names).not.toContain(name);
    for (const [, , attributes = ''] of tags)
      expect(attributes).not.toMatch(/\son|href|src=|\sstyle=|javascript|evil|expression/iu);
  });
});
