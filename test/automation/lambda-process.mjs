// Stands for AWS Lambda: loads a bundled function from its folder, hands it the event from standard input, and prints its answer, or how it failed,
// as the last line.
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const { handler } = await import(pathToFileURL(process.argv[2]).href);
const deadline = Date.now() + Number(process.argv[3]);
const event = JSON.parse(await text(process.stdin));
try {
  const answer = await handler(event, { getRemainingTimeInMillis: () => deadline - Date.now() });
  process.stdout.write(`${JSON.stringify({ answer })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
}
