import { availableParallelism } from 'node:os';
import type { CheckedFile, Job, Processor } from '../../base/contract.ts';
import { createPoolProcessor } from '../../base/pool.ts';
import { processJob } from '../../base/process.ts';
import type { Configuration } from '../../model/schema/configuration.ts';
import { decodeText } from '../../read/decode.ts';
import { prepareDiagrams } from '../../read/diagram/engine.ts';
import { splitFrontMatter } from '../../read/front-matter.ts';
import { renderSop } from './sop.ts';

/** Parses and checks one file, and renders it from the same parse when it is an SOP. */
export function processPage(job: Job, configuration: Configuration): CheckedFile {
  const checked = processJob(job, configuration);
  const { file } = checked;
  if (file.kind !== 'sop' || !file.body) return checked;
  const { text } = decodeText(job.bytes);
  if (text === undefined) return checked;
  const { body, bodyStart } = splitFrontMatter(text);
  const extra = renderSop({
    path: file.path,
    text: body,
    start: bodyStart,
    titles: configuration.sections,
    body: file.body,
  });
  return { ...checked, extra };
}

/** How many pages are worth a thread: until one has warmed up, it costs as much as some hundreds of pages. */
const PAGES_PER_THREAD = 1_000;

/** Parses, checks and renders; cold runs of very many files use threads. */
export function createPageProcessor(): Processor {
  const local = createLocalPageProcessor();
  return {
    variant: local.variant,
    process(jobs, configuration, onDone) {
      const threads = Math.min(availableParallelism(), Math.floor(jobs.length / PAGES_PER_THREAD));
      const pool = createPoolProcessor({ entry: new URL('./worker.js', import.meta.url), local, threads });
      return pool.process(jobs, configuration, onDone);
    },
  };
}

/** Everything in this thread. */
function createLocalPageProcessor(): Processor {
  return {
    variant: 'site',
    async process(jobs, configuration, onDone) {
      await prepareDiagrams(jobs.map(({ bytes }) => bytes));
      return jobs.map((job) => {
        const result = processPage(job, configuration);
        onDone(1);
        return result;
      });
    },
  };
}
