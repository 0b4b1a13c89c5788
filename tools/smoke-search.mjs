// Asks the search of a published site and prints the addresses that it finds, as JSON. A process of its own: Pagefind ends the process
// that it runs in when its index cannot be read. Used by smoke.mjs.
// node tools/smoke-search.mjs <pagefind.js> <address of the site> <query> <filters, as JSON>
import { readFile } from 'node:fs/promises';

/** As many results as are looked at. */
const MOST = 50;

const [file, address, query, filters] = process.argv.slice(2);
// As a data URL it is a module wherever the file lies, whatever a package.json above it says.
const program = (await readFile(file)).toString('base64');
const { createInstance } = await import(`data:text/javascript;base64,${program}`);
const pagefind = createInstance({ basePath: new URL('pagefind/', address).href, baseUrl: '/' });
const { results } = await pagefind.search(query, { filters: JSON.parse(filters) });
const found = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
process.stdout.write(JSON.stringify(found.map(({ url }) => new URL(url, address).href)));
