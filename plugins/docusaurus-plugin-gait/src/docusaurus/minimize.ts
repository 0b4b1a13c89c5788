import type { CurrentBundler } from '@docusaurus/types';

/** What makes scripts smaller, as far as it is used here: https://rspack.rs/plugins/rspack/swc-js-minimizer-rspack-plugin */
interface Rspack {
  SwcJsMinimizerRspackPlugin: new (options: { test: RegExp; minimizerOptions: object }) => object;
}

/** The chunk that knows the names of all others. */
const RUNTIME = /[\\/]runtime~main\.[^\\/]*\.js$/u;

/**
 * Part of the bundler's configuration: the chunk that names all others is made smaller without counting letters. At that time the names
 * hold hashes that depend on the folder of the checkout; they are replaced by those of the content later, but short names would have
 * been given by how often each letter is in them, and the same files would not give the same bytes in another folder. The minimizer that
 * follows leaves alone what has been made smaller.
 */
export function getMinimizers({ name, instance }: CurrentBundler): object {
  if (name !== 'rspack') return {};
  const { SwcJsMinimizerRspackPlugin } = instance as unknown as Rspack;
  const minimizerOptions = {
    minify: true,
    module: true,
    ecma: 2020,
    compress: { ecma: 5 },
    mangle: { disableCharFreq: true },
    format: { ecma: 5, comments: false, ascii_only: true },
  };
  return {
    mergeStrategy: { 'optimization.minimizer': 'prepend' },
    optimization: { minimizer: [new SwcJsMinimizerRspackPlugin({ test: RUNTIME, minimizerOptions })] },
  };
}
