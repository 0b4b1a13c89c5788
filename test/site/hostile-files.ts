import type { SiteFiles } from '../support/build-site.ts';
import { CONFIGURATION, sop, standard } from '../support/content.ts';

/** Stands in every file that must not be published. */
export const SECRET = 'OUTSIDE-7f3a9c41-MARKER';
/** What every piece of script in the hostile files would leave behind in a browser. */
export const FLAG = 'hostileRan';

const RUN = `window.${FLAG}=1`;
const END_OF_SCRIPT = `</script><script>${RUN}</script><!--`;

/** Raw HTML that runs, or loads something, where it is not neutralised. */
const HTML = [
  `<script>${RUN}</script>`,
  `<SCRIPT\n>${RUN}</SCRIPT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="https://evil.example.com/x.png">`,
  `<svg onload="${RUN}"></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><style><img src=x onerror="${RUN}"></style></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName=x dur=1s></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<details open ontoggle="${RUN}"><summary onclick="${RUN}">x</summary>y</details>`,
  `<kbd style="background:url(https://evil.example.com/k.png)">x</kbd>`,
  `<a href="javascript:${RUN}">raw</a>`,
  `<iframe srcdoc="<script>parent.${FLAG}=1</script>"></iframe>`,
  `<object data="data:text/html,<script>${RUN}</script>"></object>`,
  `<embed src="https://evil.example.com/x.swf">`,
  `<link rel="stylesheet" href="https://evil.example.com/x.css">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example.com/">`,
  `<base href="https://evil.example.com/">`,
  `<form action="https://evil.example.com/"><button>send</button></form>`,
  `<style>@import url(https://evil.example.com/x.css);</style>`,
  `<template><script>${RUN}</script></template>`,
  `<!--> <img src=x onerror="${RUN}"> -->`,
  `<a id="gait-page">{"kind":"home"}</a>`,
];

/** Links and images that run, deceive or publish. */
const LINKS = [
  `[x](javascript:${RUN})`,
  `[x](JaVaScRiPt:${RUN})`,
  `[x](java&#115;cript:${RUN})`,
  `[x](&#x6a;avascript:${RUN})`,
  `[x](<java\tscript:${RUN}>)`,
  `[x](<\u0001javascript:${RUN}>)`,
  `[x](vbscript:${RUN})`,
  `[x](data:text/html,<script>${RUN}</script>)`,
  '[x](blob:https://evil.example.com/1)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example.com/)',
  '[x](\\\\evil.example.com/)',
  '[x](pathname:///secret.txt)',
  '[x](../../../secret.txt)',
  '[x](../../../../secret.txt)',
  '[x](../../private/notes.txt)',
  '[x](../../package.json)',
  '[x](..%2f..%2fprivate%2fnotes.txt)',
  '[x](@site/private/notes.txt)',
  '[x](@site/../secret.txt)',
  '[x](../.env.txt)',
  '[x](./linked.txt)',
  '[x](!!raw-loader!../../private/notes.txt)',
  '[x](../../private/notes.txt?raw)',
  '[x][outside]',
  '[x](/etc/passwd)',
  '![x](https://evil.example.com/x.png)',
  '![x](//evil.example.com/x.png)',
  '![x](data:image/svg+xml,<svg onload="x"/>)',
  '![x](../../private/drawing.svg)',
  '![x](@site/../secret.txt)',
  '![x](@site/private/drawing.svg)',
  '![x](./active.svg)',
  '![x](./linked.svg)',
  '![x](!!file-loader!../../private/drawing.svg)',
  '![x][drawing]',
  '',
  '[outside]: ../../private/notes.txt',
  '[drawing]: ../../private/drawing.svg',
];

/** Text that looks like something else and is only text. */
export const ODD_LINES = [
  'It costs $5, {braces} and ${{ matrix.os }} stay.',
  'At 10:30, ec2:RunInstances on arn:aws:iam::123456789012:role/x, key:value and :smile: stay.',
  '服務を再起動する 🚀 — “quoted” & <placeholder> 1 < 2',
];
const ODD_TEXT = ODD_LINES.join('\n\n').replace('<placeholder>', '`<placeholder>`').replace('1 < 2', '1 \\< 2');
export const ODD_COMMAND = `ps aux | awk '{print $1}' | grep -v "<none>" && echo '{"a": [1]}' # 日本`;

/** HTML that is allowed, with a value that would end its own quotes. */
const QUOTED = `<details open title='x" ontoggle="${RUN}'><summary>x</summary>y</details>`;

const BIDI = 'Re\u202Estart it\u2066.';

/** Code that writes a file when somebody runs it. */
export function getMarkerCode(marker: string): string {
  return `(require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'ran'), 'ran')`;
}

/** Files of a site that means harm. Paths of links stand beside them, see {@link SYMLINKS}. */
export function getHostileFiles(marker: string): SiteFiles {
  const code = getMarkerCode(marker);
  const engines = ['---js', '---javascript', '--- js', '---JS', '---coffee', '---json'];
  const files: SiteFiles = {
    'gait.config.yaml': CONFIGURATION,
    'private/notes.txt': `${SECRET}\n`,
    'private/drawing.svg': `<svg xmlns="http://www.w3.org/2000/svg"><title>${SECRET}</title></svg>\n`,
    '.env': `TOKEN=${SECRET}\n`,
    'docs/.env.txt': `TOKEN=${SECRET}\n`,
    'docs/sops/active.svg': getActiveSvg(),
    'docs/standards/active.svg': getActiveSvg(),
    'docs/guide/index.md': '---\ntitle: Guide\n---\n\nHello.\n',
    'docs/sops/good.md': sop({ id: 'good', title: 'Restart a service' }),
    'docs/sops/odd.md': sop({ id: 'odd', body: `${ODD_TEXT}\n\n${fence(ODD_COMMAND)}` }),
    'docs/standards/odd.md': standard({ id: 'odd', body: `${ODD_TEXT}\n\n${fence(ODD_COMMAND)}` }),
    'docs/sops/quoted.md': sop({ id: 'quoted', body: QUOTED }),
    'docs/standards/quoted.md': standard({ id: 'quoted', body: QUOTED }),
    'docs/sops/titled.md': sop({ id: 'titled', title: END_OF_SCRIPT }),
    'docs/sops/prototype.md': sop({
      id: 'prototype',
      extra: '__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\n',
    }),
    'docs/sops/keys.md': sop({ id: 'keys', extra: 'mdx: {format: mdx}\nformat: mdx\nslug: /\nhide_title: true\n' }),
    'docs/sops/bomb.md': sop({ id: 'bomb', extra: getAliasBomb() }),
    'docs/sops/tags.md': sop({ id: 'tags', extra: `trigger: !!js/function "function(){${code}}"\n` }),
    'docs/sops/bidi.md': sop({ id: 'bidi', body: BIDI, command: 're\u202Estart\u200B' }),
    'docs/sops/long.md': sop({ id: 'long', body: 'x'.repeat(5_000_000) }),
    'docs/sops/deep.md': sop({ id: 'deep', body: `${'>'.repeat(5000)} x` }),
    'docs/sops/component.mdx': `import x from '@site/private/notes.txt';\n\n# {${code}}\n`,
    'docs/standards/component.mdx': `export const x = ${code};\n\n# {x}\n`,
    'docs/sops/utf16.md': Uint8Array.from([0xff, 0xfe, ...Buffer.from(sop({ id: 'utf16' }), 'utf16le')]),
    'docs/sops/bytes.md': Uint8Array.from([...Buffer.from(sop({ id: 'bytes' })), 0xc3, 0x28]),
    'docs/standards/bytes.md': Uint8Array.from([...Buffer.from(standard({ id: 'bytes' })), 0xc3, 0x28, 0]),
    'docs/standards/titled.md': standard({
      id: 'titled',
      title: END_OF_SCRIPT,
      body: '## Heading {#x"onmouseover="y}\n\nText.',
    }),
    'docs/standards/expressions.md': standard({
      id: 'expressions',
      body: `{${code}}\n\nimport x from './good.md';\n\nexport const y = ${code};`,
    }),
  };
  HTML.forEach((html, at) => {
    files[`docs/sops/html-${at}.md`] = sop({ id: `html-${at}`, body: `Text ${html} text.\n\n${html}` });
    files[`docs/standards/html-${at}.md`] = standard({ id: `html-${at}`, body: `Text ${html} text.\n\n${html}` });
  });
  files['docs/sops/links.md'] = sop({ id: 'links', body: LINKS.join('\n\n') });
  files['docs/standards/links.md'] = standard({ id: 'links', body: LINKS.join('\n\n') });
  engines.forEach((fence, at) => {
    const text = `${fence}\n{ id: ${code}, title: 'x' }\n---\n\n## Purpose\n\nText.\n`;
    for (const folder of ['sops', 'standards', 'guide']) files[`docs/${folder}/engine-${at}.md`] = text;
  });
  return files;
}

/** Symbolic links by path, each to a file that must not be published. */
export const SYMLINKS: Record<string, string> = {
  'docs/sops/linked.md': '../../../secret.txt',
  'docs/sops/linked.txt': '../../../secret.txt',
  'docs/sops/linked.svg': '../../private/drawing.svg',
  'docs/standards/linked.md': '../../../secret.txt',
  'docs/standards/linked.txt': '../../private/notes.txt',
  'docs/standards/linked.svg': '../../private/drawing.svg',
  'docs/guide/folder': '../../private',
};

function fence(code: string): string {
  return `\`\`\`bash\n${code}\n\`\`\``;
}

function getActiveSvg(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}//${SECRET}</script></svg>\n`;
}

function getAliasBomb(): string {
  const lines = Array.from({ length: 30 }, (_, at) => `k${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`);
  return `k0: &a0 [x]\n${lines.join('\n')}\n`;
}
