import type { z } from 'zod';
import { ApiControls } from '../model/schema/api-controls.ts';
import { ApiSops } from '../model/schema/api-sops.ts';
import { Catalogue } from '../model/schema/catalogue.ts';
import { Configuration } from '../model/schema/configuration.ts';
import { Coverage } from '../model/schema/coverage.ts';
import { Crosswalk } from '../model/schema/crosswalk.ts';
import { GaitException } from '../model/schema/exception.ts';
import { Exercise } from '../model/schema/exercise.ts';
import { Impact } from '../model/schema/impact.ts';
import { Manifest } from '../model/schema/manifest.ts';
import { GaitRecord } from '../model/schema/record.ts';
import { Sop } from '../model/schema/sop.ts';
import { Standard } from '../model/schema/standard.ts';
import { Walk } from '../model/schema/walk.ts';

/** A file format: its schema, and where its files lie in a knowledge base that keeps the default paths. */
export interface Format {
  /** Name of its schema and its page. */
  name: string;
  schema: z.ZodObject;
  /** Glob of its files. */
  files: string;
}

/** Every file format, in the order in which the manual lists them. */
export const FILE_FORMATS: readonly Format[] = [
  { name: 'sop', schema: Sop, files: 'docs/sops/**/*.md' },
  { name: 'standard', schema: Standard, files: 'docs/standards/**/*.md' },
  { name: 'catalogue', schema: Catalogue, files: 'controls/*.yaml' },
  { name: 'crosswalk', schema: Crosswalk, files: 'controls/crosswalks/*.yaml' },
  { name: 'record', schema: GaitRecord, files: 'records/**/*.yaml' },
  { name: 'manifest', schema: Manifest, files: 'scripts/*/automation.yaml' },
  { name: 'exception', schema: GaitException, files: 'exceptions/*.yaml' },
  { name: 'exercise', schema: Exercise, files: 'test/sops/*/exercise.yaml' },
  { name: 'configuration', schema: Configuration, files: 'gait.config.yaml' },
  { name: 'walk', schema: Walk, files: '*.walk.json' },
];

/** What commands and sites write for other programs, by the name of its schema. */
export const OUTPUT_FORMATS: readonly { name: string; schema: z.ZodType }[] = [
  { name: 'impact', schema: Impact },
  { name: 'coverage', schema: Coverage },
  { name: 'api-controls', schema: ApiControls },
  { name: 'api-sops', schema: ApiSops },
];
