import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { serveBuild } from '../../tools/serve.mjs';
import type { ServedFolder } from './browser.ts';
import { DESKTOP, waitUntilAlive } from './browser.ts';

/** What stands between a reader and the site: nothing, no network, one that never answers, or one that answers something else. */
type Network = 'up' | 'down' | 'silent' | { status: number; body: string };

/** A copy of a built site, to be changed as a deployment would, behind a network that can fail. */
export interface OwnCopy {
  /** Where it is, with the base URL. */
  address: string;
  setNetwork(network: Network): void;
  /** Changes a file of the site. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Opens a path in a context of its own, worker allowed. */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Serves a copy of `site`. The network is the server's own, so that the worker meets it too. */
export async function serveOwnCopy(site: ServedFolder, browser: Browser): Promise<OwnCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'gait-own-copy-'));
  await cp(site.build, folder, { recursive: true });
  const served = await serveBuild({ folder, port: 0, baseUrl: site.baseUrl });
  let network: Network = 'up';
  const proxy = createServer((incoming, outgoing) => {
    if (network === 'down') incoming.socket.destroy();
    else if (typeof network === 'object')
      outgoing.writeHead(network.status, { 'content-type': 'text/html' }).end(network.body);
    else if (network === 'up') {
      const { method, headers } = incoming;
      request(new URL(incoming.url ?? '/', served.address), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      })
        .on('error', () => outgoing.destroy())
        .end();
    }
  });
  await listen(proxy);
  const { port } = proxy.address() as AddressInfo;
  const contexts: BrowserContext[] = [];
  return {
    address: `http://localhost:${port}${site.baseUrl}`,
    setNetwork(next) {
      network = next;
      // What is under way ends too, and no connection of before is used again.
      if (next !== 'up') proxy.closeAllConnections();
    },
    async edit(file, change) {
      const path = join(folder, file);
      await writeFile(path, change(await readFile(path, 'utf8')));
    },
    async open(path) {
      const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', timezoneId: 'UTC' });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`http://localhost:${port}${site.baseUrl}${path}`);
      await waitUntilAlive(page);
      return page;
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, 'localhost', resolve));
}
