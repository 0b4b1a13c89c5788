// The floor of reading findings: read the file and parse every entry once, JSON by the runtime, CSV by csv-parse, and keep nothing.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';

const file = process.argv[2];
if (file.endsWith('.csv')) {
  const rows = createReadStream(file).pipe(parse({ delimiter: ';' }));
  for await (const row of rows) void row.length;
} else {
  for await (const line of createInterface({ input: createReadStream(file) }))
    if (line.startsWith('{"') && !line.endsWith('[')) JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line);
}
