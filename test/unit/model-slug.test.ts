import fc from 'fast-check';
import GithubSlugger, { slug } from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { createSlugger, toSlug, toUrlSlug } from '../../plugins/docusaurus-plugin-gait/src/model/slug.ts';

describe('toSlug', () => {
  it.each([
    ['When to use', 'when-to-use'],
    ['If this fails: roll back!', 'if-this-fails-roll-back'],
    ['Über uns — 手順', 'über-uns--手順'],
    ['`aws s3 ls` & co', 'aws-s3-ls--co'],
    ['snake_case stays', 'snake_case-stays'],
  ])('%s', (text, expected) => {
    expect(toSlug(text)).toBe(expected);
  });

  it('makes the anchors that Docusaurus makes, for every script', () => {
    const ranges = [0x20, 0xa0, 0x370, 0x400, 0x590, 0x900, 0x2000, 0x3040, 0x4e00, 0xac00];
    const character = fc
      .tuple(fc.constantFrom(...ranges), fc.nat(0x5f))
      .map(([from, at]) => String.fromCodePoint(from + at));
    fc.assert(
      fc.property(fc.string({ unit: character }), (text) => toSlug(text) === slug(text)),
      { numRuns: 2000 },
    );
  });

  it('numbers equal headings as Docusaurus does', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a-1', 'a 1', 'b')), (titles) => {
        const toOurs = createSlugger();
        const theirs = new GithubSlugger();
        expect(titles.map(toOurs)).toEqual(titles.map((title) => theirs.slug(title)));
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
