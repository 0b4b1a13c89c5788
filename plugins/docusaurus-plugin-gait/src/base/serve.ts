import { parentPort } from 'node:worker_threads';
import { prepareDiagrams } from '../read/diagram/engine.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import type { CheckedFile, Job } from './contract.ts';
import type { WorkerReply, WorkerRequest } from './pool.ts';

/** Answers jobs on this thread until it is ended. */
export function serveWorker(process: (job: Job, configuration: Configuration) => CheckedFile): void {
  let configuration: Configuration | undefined;
  parentPort?.on('message', (request: WorkerRequest) => {
    if ('configuration' in request) configuration = request.configuration as Configuration;
    else if (configuration) {
      const current = configuration;
      void prepareDiagrams(request.jobs.map(({ bytes }) => bytes)).then(() => {
        parentPort?.postMessage({ results: request.jobs.map((job) => process(job, current)) } satisfies WorkerReply);
      });
    }
  });
}
