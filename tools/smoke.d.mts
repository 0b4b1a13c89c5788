/** Asks a published site for everything that was built. `address` ends in `/`. */
export function smoke(input: {
  address: string;
  artefact: string;
  headers?: 'site' | 'meta';
  waitSeconds?: number;
}): Promise<{ passed: string[]; problems: string[] }>;
