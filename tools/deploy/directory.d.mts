/** Publishes an artefact and gives the name of the release. */
export function publish(input: { artefact: string; folder: string; keep?: number }): Promise<string>;
/** Goes back to the release before, and gives its name. */
export function rollBack(input: { folder: string }): Promise<string>;
/** Name of the release that is served; undefined before the first. */
export function getCurrent(folder: string): Promise<string | undefined>;
