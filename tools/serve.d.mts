/** A served folder. */
export interface Served {
  /** Where it is, with the base URL: `http://localhost:3000/`. */
  address: string;
  close: () => Promise<void>;
}

/** Serves a folder with the headers of its `csp.json`. Port 0 takes any free one. */
export function serveBuild(options: {
  folder: string;
  port: number;
  host?: string;
  anyPort?: boolean;
  baseUrl?: string;
}): Promise<Served>;
