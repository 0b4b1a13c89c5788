import { prepareDiagrams } from '../read/diagram/engine.ts';
import { readGaitFile } from '../read/file.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { checkFile } from './check.ts';
import type { CheckedFile, Job, Processor } from './contract.ts';

/** Parses one file and runs its file rules. Never throws for what a file says. */
export function processJob(job: Job, configuration: Configuration): CheckedFile {
  const file = readGaitFile({ ...job, configuration });
  return { file, diagnostics: checkFile(file, configuration) };
}

/** Everything in this thread: right for a handful of files. */
export function createLocalProcessor(): Processor {
  return {
    variant: 'check',
    async process(jobs, configuration, onDone) {
      await prepareDiagrams(jobs.map(({ bytes }) => bytes));
      return jobs.map((job) => {
        const result = processJob(job, configuration);
        onDone(1);
        return result;
      });
    },
  };
}
