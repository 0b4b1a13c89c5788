// Takes the lock of an automation when it is told to, and says what came of it: `held` or the name of the error. Ends when its input does.
import { once } from 'node:events';
import { SSM } from '@aws-sdk/client-ssm';
import { createJiti } from 'jiti';

const { acquireLock } = await createJiti(import.meta.url).import(
  '../../plugins/docusaurus-plugin-gait/src/automation/lock.ts',
);
const [endpoint, run] = process.argv.slice(2);
const ssm = new SSM({ endpoint });
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const lock = { ssm, automation: 'example', run, caller: 'arn:x', now: () => Date.now(), onLost: () => undefined };
const said = await acquireLock(lock).then(
  () => 'held',
  (error) => error.name,
);
process.stdout.write(`${said}\n`);
ssm.destroy();
process.stdin.destroy();
