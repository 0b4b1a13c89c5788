/** Makes an artefact of a built site; `root` has the lockfile. */
export function makeArtefact(input: {
  site: string;
  artefact: string;
  env?: NodeJS.ProcessEnv;
  root?: string;
}): Promise<void>;
/** Reads an artefact and holds its site against its manifest. */
export function readArtefact(artefact: string): Promise<{
  site: string;
  checksums: Map<string, string>;
  digest: string;
  facts: { commit: string | null; asOf: string; findings: string | null; version: string };
}>;
