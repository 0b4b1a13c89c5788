import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlugger, toSlug, toUrlSlug } from '../../plugins/docusaurus-plugin-gait/src/model/slug.ts';

describe('toSlug', () => {
  // As Docusaurus 3.10.2 makes the anchors of these headings.
  it.each([
    ['When to use', 'when-to-use'],
    ['If this fails: roll back!', 'if-this-fails-roll-back'],
    ['Über uns — 手順', 'über-uns--手順'],
    ['`aws s3 ls` & co', 'aws-s3-ls--co'],
    ['snake_case stays', 'snake_case-stays'],
    ['  two  spaces ', '--two--spaces-'],
    ['a/b\\c (d) [e] {f} <g>', 'abc-d-e-f-g'],
    ['1.4 “quoted” … ½ ²', '14-quoted---'],
    ['Ελληνικά Кириллица עברית हिन्दी 한국어', 'ελληνικά-кириллица-עברית-हिन्दी-한국어'],
    ['🚀 go', '-go'],
    ['A‿B Ⅳ', 'a‿b-ⅳ'],
    ['tab\there', 'tabhere'],
  ])('%s', (text, expected) => {
    expect(toSlug(text)).toBe(expected);
  });

  it('numbers equal headings', () => {
    const toUnique = createSlugger();
    expect(['a', 'A', 'a-1', 'a 1', 'a', 'b'].map(toUnique)).toEqual(['a', 'a-1', 'a-1-1', 'a-1-2', 'a-2', 'b']);
  });

  it('gives no heading of a page the anchor of another', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a-1', 'a 1', 'a-1-1', 'b')), (titles) => {
        const anchors = titles.map(createSlugger());
        expect(new Set(anchors).size).toBe(titles.length);
      }),
    );
  });
});

describe('toUrlSlug', () => {
  it.each([
    ['1.4', '1-4'],
    ['cis-aws@5.0.0', 'cis--aws----40-5-0-0'],
    ['iam_root_mfa_enabled', 'iam---root---mfa---enabled'],
    ['IAM.9', 'iam-9-----f'],
    ['Recon:EC2/Port', 'recon----3a-ec2----2f-port-----2ew'],
  ])('%s', (text, expected) => {
    expect(toUrlSlug(text)).toBe(expected);
  });

  it('has nothing but lower-case letters, digits and hyphens', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^[a-z0-9-]*$/u.test(toUrlSlug(text))));
  });

  it('gives no two texts the same slug', () => {
    const seen = new Map<string, string>();
    const tricky = fc.string({
      unit: fc.constantFrom('a', 'A', '1', '.', '-', '_', ':', 'x', '2', 'é', '😀'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: tricky }, fc.string({ unit: 'binary' })), (text) => {
        const slug = toUrlSlug(text);
        expect(seen.get(slug) ?? text).toBe(text);
        seen.set(slug, text);
      }),
      { numRuns: 20_000 },
    );
  });
});
