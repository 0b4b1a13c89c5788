import { describe, expect, it } from 'vitest';
import { highlightToHtml } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/render/highlight.ts';

describe('the highlighter', () => {
  it('reads the front matter of a page as YAML, so that its underscores are no emphasis', () => {
    const html = highlightToHtml(
      '---\nlast_reviewed_on: 2026-10-01\nreview_in: 6 months\n---\n\n## Purpose\n',
      'markdown',
    );
    expect(html).not.toContain('hljs-emphasis');
    expect(html).toContain('<span class="hljs-attr">review_in:</span>');
    expect(html).toContain('<span class="hljs-section">## Purpose</span>');
    expect(html.replace(/<[^>]*>/gu, '')).toBe(
      '---\nlast_reviewed_on: 2026-10-01\nreview_in: 6 months\n---\n\n## Purpose\n',
    );
  });

  it('leaves a language that it does not know, and what is too long, as they are', () => {
    expect(highlightToHtml('a < b', 'klingon')).toBe('a &#x3C; b');
    expect(highlightToHtml('x'.repeat(100_001), 'bash')).toBe('x'.repeat(100_001));
  });
});
