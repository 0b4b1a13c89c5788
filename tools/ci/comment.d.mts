/** A client of the REST API of GitHub. */
export function createClient(options: { auth?: string; baseUrl?: string }): object;
/** Writes or updates the comment; `event` is that of `workflow_run`. */
export function comment(input: {
  event: unknown;
  repository: string;
  text: string;
  client: object;
}): Promise<'created' | 'updated' | 'unchanged' | 'no pull request'>;
