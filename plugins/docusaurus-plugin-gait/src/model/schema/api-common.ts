import { z } from 'zod';
import { MATURITIES } from '../maturity.ts';

/** Version marker of a file under `/api/`. */
export const ApiVersion = z.literal(1).meta({ description: 'Version of this format.' });

/** Absolute address of a page of the site. */
export const PageAddress = z.string().regex(/^https?:\/\/\S+$/u).meta({ description: 'Absolute address of its page.' });

/** Effective maturity of an SOP. */
export const Level = z.enum(MATURITIES);

/** A count. */
export const Count = z.int().min(0);
