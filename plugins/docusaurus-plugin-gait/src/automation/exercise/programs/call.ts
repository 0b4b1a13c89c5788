/** A call of a program before it is started. */
export interface Call {
  args: readonly string[];
  /** The folder in which it runs; nothing outside of it is its business. Absolute. */
  folder: string;
  /** Address of the emulator. */
  endpoint: string;
  /** Whether it reads what another program printed. */
  isPiped: boolean;
}
