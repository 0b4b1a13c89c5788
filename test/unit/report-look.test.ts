import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';

const THEME = new URL('../../plugins/docusaurus-plugin-gait/src/theme/', import.meta.url).pathname;

/** Colour tokens of both modes, by name. */
function readTokens(): Record<'light' | 'dark', Record<string, string>> {
  const [light = '', dark = ''] = readFileSync(`${THEME}gait-look/tokens.css`, 'utf8').split("[data-theme='dark']");
  const toTokens = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/--gait-([\w-]+): (#[0-9a-f]{6})/gu)].map(([, name = '', hex = '']) => [name, hex]),
    );
  return { light: toTokens(light), dark: { ...toTokens(light), ...toTokens(dark) } };
}

/** Relative luminance as WCAG 2 defines it. */
function getLuminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function getContrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [getLuminance(a), getLuminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT: [ink: string, paper: string][] = [
  ...['ink', 'ink-soft', 'gap', 'crawl', 'walk', 'run', 'stop', 'approval', 'overdue'].flatMap((ink) =>
    ['ground', 'sheet', 'sunk'].map((paper): [string, string] => [ink, paper]),
  ),
  ...['crawl', 'walk', 'run', 'stop', 'approval'].flatMap((name): [string, string][] => [
    [name, `${name}-tint`],
    ['ink', `${name}-tint`],
  ]),
  ...['keyword', 'string', 'number', 'comment', 'name'].map((name): [string, string] => [`hl-${name}`, 'code']),
  ['ink', 'code'],
  ['bar-ink', 'bar'],
  ['bar-soft', 'bar'],
  ['command-ink', 'command'],
  ['command-soft', 'command'],
];

const SHAPES: [shape: string, paper: string][] = [
  'crawl-fill',
  'walk-fill',
  'run-fill',
  'stop-fill',
  'line-strong',
  'focus',
].flatMap((shape) => ['ground', 'sheet'].map((paper): [string, string] => [shape, paper]));

describe.each(['light', 'dark'] as const)('colours, %s', (mode) => {
  const tokens = readTokens()[mode];
  const contrastOf = ([a, b]: [string, string]) => getContrast(tokens[a] ?? '', tokens[b] ?? '');

  it('tell text from its ground by 4.5:1', () => {
    expect(TEXT.filter((pair) => !(contrastOf(pair) >= 4.5))).toEqual([]);
  });

  it('tell shapes from their ground by 3:1', () => {
    expect(SHAPES.filter((pair) => !(contrastOf(pair) >= 3))).toEqual([]);
  });
});

describe('theme', () => {
  const files = globSync('**/*.{tsx,css}', { cwd: THEME }).map((file) => ({
    file,
    text: readFileSync(`${THEME}${file}`, 'utf8'),
  }));

  it('has no style attributes: the policy of the site forbids them', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter(({ text }) => /\bstyle=/u.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('loads nothing from another host', () => {
    const isForeign = (text: string) => /(?:url\(|@import|\bsrc=)\s*['"({]*https?:/u.test(text);
    expect(files.filter(({ text }) => isForeign(text)).map(({ file }) => file)).toEqual([]);
  });

  it('uses only tokens that exist', () => {
    const known = new Set([
      ...files.flatMap(({ text }) => [...text.matchAll(/(--gait-[\w-]+):/gu)].map(([, name]) => name)),
    ]);
    const used = files.flatMap(({ text }) => [...text.matchAll(/var\((--gait-[\w-]+)/gu)].map(([, name]) => name));
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
  });
});
