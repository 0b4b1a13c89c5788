import type { Plugin } from '@docusaurus/types';

/** What PostCSS is given. */
type PostCssOptions = Parameters<NonNullable<Plugin['configurePostCss']>>[0];

/** Options of `postcss-preset-env` as far as they concern us. */
interface PresetOptions {
  features?: Record<string, unknown>;
}

/**
 * Leaves cascade layers as they are. Docusaurus puts Infima and its own theme into layers, so that every other style wins; the
 * polyfill for browsers without layers works on one file at a time, and makes Infima win instead.
 */
export function keepLayers(options: PostCssOptions): PostCssOptions {
  const plugins = options.plugins.map((entry): unknown => {
    if (!Array.isArray(entry) || !String(entry[0]).includes('postcss-preset-env')) return entry;
    const preset = (entry[1] ?? {}) as PresetOptions;
    return [entry[0] as unknown, { ...preset, features: { ...preset.features, 'cascade-layers': false } }];
  });
  return { ...options, plugins };
}
