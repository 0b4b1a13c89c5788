export type { Entry, Source } from '../model/source.ts';
