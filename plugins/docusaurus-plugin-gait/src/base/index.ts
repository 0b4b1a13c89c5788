export * from './load.ts';
export { checkOthers } from './secrets.ts';
export { createDiskCache } from './cache.ts';
export { createDefaultProcessor } from './pool.ts';
export type { Entry, Source } from './source.ts';
export { getRenumbered } from './renumbered.ts';
