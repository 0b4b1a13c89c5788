/** A run cannot even begin: wrong input, broken manifest, missing package, wrong account. Nothing was touched. Commands exit with 2. */
export class RunError extends Error {
  readonly hint: string | undefined;
  /** @param hint what to do about it: one imperative sentence. */
  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'RunError';
    this.hint = hint;
  }
}

/** An automation sent a command that it may not send. It was refused before it left. */
export class PermissionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PermissionError';
  }
}

/** What an unknown thrown value has to say. AWS errors carry their code in `name`. */
export function getErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Error' || error.message.startsWith(error.name)
    ? error.message
    : `${error.name}: ${error.message}`;
}
