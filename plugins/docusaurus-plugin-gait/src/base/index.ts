export * from './load.ts';
export { createDiskCache } from './cache.ts';
export { createLocalProcessor, processJob } from './process.ts';
export { createDefaultProcessor, createPoolProcessor } from './pool.ts';
export { serveWorker } from './serve.ts';
export type { Entry, Source } from './source.ts';
