import { SHARED, startEmulator } from './emulator.ts';

/** Starts the one emulator of a test run, and answers how to stop it. */
export default async function setUp(): Promise<() => Promise<void>> {
  const emulator = await startEmulator();
  process.env[SHARED] = emulator?.endpoint ?? '';
  return async () => emulator?.stop();
}
