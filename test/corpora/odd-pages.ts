import type { SiteFiles } from '../support/build-site.ts';

/** Reference pages as they come from other tools: shortcodes, templates, links that lead nowhere, HTML of all kinds. */
export const ODD_PAGES: SiteFiles = {
  'docs/guide/odd/_index.md':
    '---\ntitle: A section of Hugo\nweight: 10\nbookCollapseSection: true\n---\n\n{{< toc >}}\n',
  'docs/guide/odd/shortcode.md':
    '---\ntitle: Shortcodes\n---\n\n{{< hint info >}}\n**Careful.**\n{{< /hint >}}\n\n{{% children %}}\n',
  'docs/guide/odd/links.md':
    '# Links\n\n[gone](./gone.md), [up](../../../../etc/hosts), [site](/absolute/page/), [ref][nowhere], [anchor](#nowhere)\n\n![remote](https://example.com/a.png) ![gone](img/gone.png)\n',
  'docs/guide/odd/template.html.md.erb':
    '---\ntitle: A template\n---\n\n<% items.each do |item| %>\n* <%= item %>\n<% end %>\n',
  'docs/guide/odd/html.md':
    '# HTML\n\n<div align="center">\n\n<img src="logo.svg" width="100">\n\n</div>\n\n<!-- a comment -->\n\n<br/>\n\nA <name@example.com> and <https://example.com>, a <placeholder>, a </div>.\n',
  'docs/guide/odd/no-end.md': '---\ntitle: Never closed\n\nText.\n',
  'docs/guide/odd/empty.md': '',
  'docs/guide/odd/numbers.md':
    '---\ntitle: 2020\ndate: 2020-01-01\ntags: x\nslug: 12\nid: 7\nsidebar_position: first\ndraft: nope\n---\n\nText.\n',
  'docs/guide/odd/a b (c) é.md': '# A name with spaces\n\nText.\n',
  'docs/guide/odd/twice.md': '# One\n\n# One\n\n## Same {#same}\n\n## Same {#same}\n\n:::note\n\nNever closed.\n',
  'docs/guide/odd/table.md':
    '| a | b\n|-|-\n| `x | y` | [z](z.md#q) |\n\n- [ ] todo\n\n~~gone~~ [^1]\n\n[^1]: A note.\n',
  'docs/standards/odd/review.html.md.erb':
    '---\ntitle: Reviewed\nlast_reviewed_on: 2020-01-01\nreview_in: 6 months\n---\n\nText.\n',
  'docs/standards/odd/review.md':
    "---\nowner_slack: '#team'\ntitle: Reviewed\nlast_reviewed_on: 2020-01-01\nreview_in: 6 months\nsection: tools\n---\n\n## Steps\n\n1. One\n1. Two\n```\nnot indented\n```\n1. Three\n",
  'docs/standards/odd/none.md': 'No front matter at all, but {{ braces }} and <%= erb %>.\n',
};
