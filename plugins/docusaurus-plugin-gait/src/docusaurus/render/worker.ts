import { serveWorker } from '../../base/serve.ts';
import { processPage } from './process.ts';

serveWorker(processPage);
