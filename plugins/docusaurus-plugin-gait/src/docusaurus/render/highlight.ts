import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import ini from 'highlight.js/lib/languages/ini';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

const lowlight = createLowlight({
  bash,
  diff,
  dockerfile,
  ini,
  javascript,
  json,
  markdown,
  python,
  shell,
  sql,
  typescript,
  xml,
  yaml,
});
lowlight.registerAlias({
  bash: ['sh', 'shell-script', 'zsh'],
  dockerfile: ['docker'],
  // No grammar of its own: keys, strings and comments look alike.
  ini: ['hcl', 'terraform', 'tf', 'toml', 'properties'],
  shell: ['console', 'shell-session', 'shellsession', 'terminal'],
  yaml: ['yml'],
});

/** Longer code is shown plain: grammars can be slow on unusual text. */
const LONGEST = 100_000;

/** A page's front matter, with its fences. */
const FRONT_MATTER = /^---\n.*?\n---(?=\n|$)/su;

/** Code as text and `<span class="hljs-…">`; plain when the language is unknown. No styles, only classes. */
export function highlight(code: string, language: string): ElementContent[] {
  if (code.length > LONGEST || !lowlight.registered(language)) return [{ type: 'text', value: code }];
  // The grammar of Markdown takes the underscores of keys for emphasis.
  const matter = language === 'markdown' ? (FRONT_MATTER.exec(code)?.[0] ?? '') : '';
  return [...(matter === '' ? [] : parse('yaml', matter)), ...parse(language, code.slice(matter.length))];
}

function parse(language: string, code: string): ElementContent[] {
  return lowlight.highlight(language, code).children as ElementContent[];
}

/** The same as HTML: the content of a `<code>` element. */
export function highlightToHtml(code: string, language: string): string {
  return toHtml(highlight(code, language));
}
