/** Exit codes of every command (DESIGN §5). */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  wouldChange: 3,
  safeguard: 4,
  nobodyWoken: 5,
} as const;

/** The command was used wrongly, or something it needs is not there. Printed without a stack; exits with 2. */
export class UsageError extends Error {
  readonly hint: string | undefined;
  /** @param hint what to do about it: one imperative sentence. */
  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}
