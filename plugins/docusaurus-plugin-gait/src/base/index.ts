export * from './load.ts';
export { isInKnowledgeBase } from './classify.ts';
export { checkOthers } from './secrets.ts';
export { createDiskCache } from './cache.ts';
export { createMemoryCache } from './memory-cache.ts';
export { readPastTexts, type PastTexts } from './past-texts.ts';
export { createDefaultProcessor } from './pool.ts';
export type { Entry, Source } from './source.ts';
export { getRenumbered } from './renumbered.ts';
