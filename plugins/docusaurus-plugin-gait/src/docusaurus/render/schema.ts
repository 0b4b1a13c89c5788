import type { Schema } from 'hast-util-sanitize';
import { ALLOWED_TAGS } from '../../rules/support/html.ts';

/**
 * What may reach a page: the elements of Markdown and those that raw HTML may use, with the attributes that our own
 * rendering gives them. Addresses of the scheme `gait` are our own, resolved when pages are put together.
 */
export const SCHEMA: Schema = {
  tagNames: [
    ...[
      'a',
      'blockquote',
      'code',
      'del',
      'div',
      'em',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'hr',
      'img',
      'input',
      'li',
      'ol',
      'p',
    ],
    ...['pre', 'section', 'span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
    ...ALLOWED_TAGS,
  ],
  attributes: {
    a: ['ariaDescribedBy', 'ariaLabel', 'dataFootnoteBackref', 'dataFootnoteRef', 'href', 'id', 'title'],
    abbr: ['title'],
    code: [['className', /^(?:hljs|language-[a-z0-9-]+)$/u]],
    details: ['open', 'title'],
    h2: ['id', ['className', 'sr-only']],
    h3: ['id'],
    h4: ['id'],
    h5: ['id'],
    h6: ['id'],
    img: ['alt', 'loading', 'src', 'title'],
    input: ['checked', 'disabled', ['type', 'checkbox']],
    kbd: ['title'],
    li: ['id', ['className', 'task-list-item']],
    mark: ['title'],
    ol: ['start'],
    section: ['dataFootnotes', ['className', 'footnotes']],
    span: [['className', /^hljs-[a-z0-9_-]+$/u, /^[a-z]+_+$/u]],
    sub: ['title'],
    summary: ['title'],
    sup: ['title'],
    td: [['className', /^text--(?:left|center|right)$/u]],
    th: [['className', /^text--(?:left|center|right)$/u]],
    ul: [['className', 'contains-task-list']],
  },
  protocols: { href: ['gait', 'http', 'https', 'mailto', 'tel'], src: ['gait'] },
  required: { input: { type: 'checkbox', disabled: true } },
  clobber: [],
  strip: ['script', 'style'],
  allowComments: false,
  allowDoctypes: false,
};
