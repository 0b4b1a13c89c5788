import { defineConfig, globalIgnores } from 'eslint/config';
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default defineConfig([
  globalIgnores([
    '**/dist/',
    'build/',
    '.docusaurus/',
    '.gait/',
    '**/node_modules/',
    'test/**/fixtures/',
    'test/fixtures/',
  ]),
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    // Automations, and every file that they import, get their clients from the runtime and reach nothing else.
    files: ['scripts/**/*.{ts,tsx,mts,cts,js,mjs,cjs}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // All but the contract and the automation's own files, at its side or below.
              regex: '^(?!docusaurus-plugin-gait/automation$|\\./[a-z0-9/-]+\\.ts$)',
              allowTypeImports: true,
              message: 'An automation reaches the world through its context alone.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'globalThis', 'global', 'window', 'self', 'require', 'module', 'eval', 'Function'],
        ...['WebSocket', 'EventSource', 'XMLHttpRequest', 'Deno', 'Bun', 'setTimeout', 'setInterval', 'setImmediate'],
      ],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'An automation loads nothing by itself.' },
        { selector: 'MetaProperty', message: 'An automation does not know where it lies.' },
        {
          selector: "MemberExpression[property.name='constructor'], MemberExpression[property.value='constructor']",
          message: 'A constructor leads to `Function`, and so past the context.',
        },
      ],
      'no-restricted-properties': ['error', { property: '__proto__' }],
      'no-warning-comments': ['error', { terms: ['eslint-disable'], location: 'anywhere' }],
    },
    linterOptions: { noInlineConfig: true },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        setInterval: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  {
    // These hand functions to a browser.
    files: ['bench/{search,walk}.mjs', 'tools/guide-pictures.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            'document',
            'window',
            'Event',
            'HTMLInputElement',
            'MutationObserver',
            'NodeFilter',
            'PerformanceObserver',
          ],
          'requestAnimationFrame',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
]);
