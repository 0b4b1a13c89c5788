/** A small seeded generator: the same seed gives the same numbers, from 0 up to 1. */
export function createRandom(seed: number): () => number;

/** Writes a knowledge base of `count` SOPs into a folder, which is emptied first. @returns its size in bytes. */
export function writeCorpus(options: { folder: string; count: number; seed?: number }): Promise<number>;
