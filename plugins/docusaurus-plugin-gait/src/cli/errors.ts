import type { Diagnostic } from '../model/diagnostic.ts';
import type { WriteContext } from '../write/context.ts';

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

/** The configuration cannot be used: what is wrong with it, ready to be written. */
export class BrokenConfiguration extends Error {
  readonly diagnostics: Diagnostic[];
  readonly context: WriteContext;
  constructor(diagnostics: Diagnostic[], context: WriteContext) {
    super(diagnostics.map((one) => one.message).join('\n'));
    this.name = 'BrokenConfiguration';
    this.diagnostics = diagnostics;
    this.context = context;
  }
}
