import { createServer } from 'node:net';

/** A port of this machine that nothing listens on. */
export async function getFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('Unexpected absence of a free port');
  return address.port;
}
