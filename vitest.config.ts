import { defineConfig } from 'vitest/config';

/** Slow suites (they build sites or start servers) run in a project of their own, one file at a time. */
const SLOW = [
  'test/site/**/*.test.ts',
  'test/time/**/*.test.ts',
  'test/delivery/rehearse.test.ts',
  'test/corpora/**/*.test.ts',
  'test/plugin/**/*.test.ts',
  'test/package/**/*.test.ts',
  'test/automation/**/*.test.ts',
];

export default defineConfig({
  test: {
    env: { TZ: 'UTC', NO_COLOR: '1' },
    // A busy machine is slower than the default of a second.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: SLOW, testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'slow', include: SLOW, fileParallelism: false, testTimeout: 120_000, hookTimeout: 300_000 },
      },
    ],
  },
});
