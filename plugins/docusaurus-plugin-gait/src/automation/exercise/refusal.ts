/** A command that an exercise does not carry out, before it was started. */
export class Refusal extends Error {
  readonly hint: string | undefined;
  /** @param hint what to write instead: one imperative sentence. */
  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'Refusal';
    this.hint = hint;
  }
}
