import { defineConfig } from 'vitest/config';

/** Suites that share one AWS emulator, one file at a time. */
const EMULATED = ['test/automation/**/*.test.ts'];

/** The fast suites once more, with every clock ahead. */
const AHEAD = ['test/time/tests-ahead.test.ts'];

/** Slow suites (they build sites or start servers) run in a project of their own, one file at a time. */
const SLOW = [
  'test/site/**/*.test.ts',
  'test/time/**/!(tests-ahead).test.ts',
  'test/delivery/rehearse.test.ts',
  'test/corpora/**/*.test.ts',
  'test/plugin/**/*.test.ts',
  'test/package/**/*.test.ts',
];

export default defineConfig({
  test: {
    env: { TZ: 'UTC', NO_COLOR: '1' },
    // A busy machine is slower than the default of a second.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...SLOW, ...EMULATED, ...AHEAD],
          testTimeout: 60_000,
          // By default one core is left alone, which is half of a machine with two.
          maxWorkers: '100%',
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: SLOW,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'automation',
          include: EMULATED,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 },
          globalSetup: 'test/automation/emulator-of-run.ts',
        },
      },
      {
        extends: true,
        test: { name: 'ahead', include: AHEAD, testTimeout: 900_000, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
