import { processJob } from './process.ts';
import { serveWorker } from './serve.ts';

serveWorker(processJob);
