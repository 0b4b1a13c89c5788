// A static server for the built site that sends the same headers as production would (build/csp.json).
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder until the process ends or `close` is called. With `anyPort`, a taken port is followed by the next free one.
 * @returns {Promise<{address: string, close: () => Promise<void>}>}
 */
export async function serveBuild({ folder, port, host = 'localhost', anyPort = false, baseUrl = '/' }) {
  const { headers, files } = await readHeaders(folder);
  const server = createServer((request, response) => {
    answer({ folder, headers, files, baseUrl, request, response }).catch(() => {
      response.statusCode = 500;
      response.end();
    });
  });
  const bound = await listen(server, { port, host, tries: anyPort ? 20 : 1 });
  return {
    address: `http://${host}:${bound}${baseUrl}`,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

async function answer({ folder, headers, files, baseUrl, request, response }) {
  const path = decode(new URL(request.url ?? '/', 'http://localhost').pathname);
  const own = files[path?.slice(baseUrl.length)];
  for (const [name, value] of Object.entries({ ...headers, ...own })) response.setHeader(name, value);
  if (path === undefined || !path.startsWith(baseUrl)) return notFound(folder, request, response);
  const file = normalize(join(folder, path.slice(baseUrl.length)));
  if (file !== folder && !file.startsWith(folder + sep)) return notFound(folder, request, response);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() && !path.endsWith('/')) {
    response.writeHead(301, { location: `${baseUrl}${path.slice(baseUrl.length)}/` });
    return response.end();
  }
  const target = found?.isDirectory() ? join(file, 'index.html') : file;
  if (!(await stat(target).catch(() => undefined))?.isFile()) return notFound(folder, request, response);
  send(target, 200, request, response);
}

async function notFound(folder, request, response) {
  const page = join(folder, '404.html');
  if ((await stat(page).catch(() => undefined))?.isFile()) return send(page, 404, request, response);
  response.statusCode = 404;
  response.end('Not found');
}

function send(file, status, request, response) {
  response.writeHead(status, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

async function readHeaders(folder) {
  try {
    const { headers = {}, files = {} } = JSON.parse(await readFile(join(folder, 'csp.json'), 'utf8'));
    return { headers, files };
  } catch {
    return { headers: {}, files: {} };
  }
}

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function listen(server, { port, host, tries }) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && tries > 1) resolve(listen(server, { port: port + 1, host, tries: tries - 1 }));
      else reject(error);
    });
    server.listen(port, host, () => resolve(server.address().port));
  });
}
