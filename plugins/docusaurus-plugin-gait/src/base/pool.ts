import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CheckedFile, Job, Processor } from './contract.ts';
import { createLocalProcessor } from './process.ts';

/** Jobs in one message: enough that messages cost little, few enough that threads end together. */
const BATCH = 25;
/** Below this many jobs, starting threads costs more than it saves. */
const WORTHWHILE = 150;
/**
 * Young generation of a thread, in MB. Parsing makes many objects that die with their document; with the default of a worker
 * (a few MB) half of them are promoted, and a third of the time goes into collecting them again.
 */
const YOUNG_GENERATION = 64;

/** What the main thread sends to a worker. */
export type WorkerRequest = { configuration: unknown } | { jobs: Job[] };
/** What a worker answers, in the order of the jobs. */
export interface WorkerReply {
  results: CheckedFile[];
}

/**
 * Spreads jobs over threads that run `entry` (see `base/worker.ts`), for cold runs.
 * @param input.local what to use for few jobs; must make the same as the workers.
 */
export function createPoolProcessor(input: { entry: URL; local: Processor; threads?: number }): Processor {
  const threads = input.threads ?? availableParallelism();
  return {
    variant: input.local.variant,
    async process(jobs, configuration, onDone) {
      if (threads < 2 || jobs.length < WORTHWHILE) return input.local.process(jobs, configuration, onDone);
      const results = new Array<CheckedFile>(jobs.length);
      let next = 0;
      const runWorker = async (): Promise<void> => {
        const worker = new Worker(input.entry, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION } });
        try {
          const failed = new Promise<never>((_, reject) => {
            worker.once('error', reject);
            worker.once('exit', (code) => reject(new Error(`A parsing thread ended unexpectedly with code ${code}`)));
          });
          failed.catch(() => undefined);
          worker.postMessage({ configuration } satisfies WorkerRequest);
          while (next < jobs.length) {
            const at = next;
            const batch = jobs.slice(at, (next = Math.min(at + BATCH, jobs.length)));
            const reply = new Promise<WorkerReply>((resolve) => worker.once('message', resolve));
            worker.postMessage({ jobs: batch } satisfies WorkerRequest);
            const { results: part } = await Promise.race([reply, failed]);
            part.forEach((result, index) => (results[at + index] = result));
            onDone(batch.length);
          }
        } finally {
          worker.removeAllListeners('exit');
          await worker.terminate();
        }
      };
      await Promise.all(Array.from({ length: Math.min(threads, Math.ceil(jobs.length / BATCH)) }, runWorker));
      return results;
    },
  };
}

/** Threads for the command line: parse and check, nothing else. */
export function createDefaultProcessor(threads?: number): Processor {
  return createPoolProcessor({
    entry: new URL('./worker.js', import.meta.url),
    local: createLocalProcessor(),
    threads,
  });
}
