import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';

const SCRIPT = join(import.meta.dirname, 'lock-process.mjs');
const ready = await createBench('close-open-ssh');

describeWith(ready, 'lock of two processes', ({ endpoint }) => {
  /** A process that is ready to take the lock. */
  async function start(run: string): Promise<{ take: () => void; answer: Promise<string> }> {
    const child = spawn(process.execPath, [SCRIPT, endpoint, run], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('ready');
    return {
      take: () => void child.stdin.write('go\n'),
      answer: lines.next().then(({ value }) => String(value)),
    };
  }

  it('lets exactly one of them through', async () => {
    const processes = await Promise.all([start('first'), start('second')]);
    for (const { take } of processes) take();
    const answers = await Promise.all(processes.map(({ answer }) => answer));
    expect(answers.sort()).toEqual(['LockedError', 'held']);
  });
});
