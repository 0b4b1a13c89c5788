import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/run.ts';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { DUMMY_ENVIRONMENT } from './emulator.ts';
import { createSecurityGroups, SSH } from './security-groups.ts';

const NAME = 'close-open-ssh';
const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');
/** So many that no machine is done with all of them before the signal that follows the first one arrives. */
const MANY = 60;

describeWith(await createBench(NAME), 'a run whose process is told to end', (bench) => {
  const groups = createSecurityGroups(bench.endpoint);
  bench.closeAfter(groups.ec2);

  /** Runs the command in a process of its own, and sends it the signal when the first action is done. */
  async function interrupt(signal: NodeJS.Signals): Promise<{ code: number | null; text: string }> {
    const child = spawn(process.execPath, [GAIT, 'run', NAME, '--apply'], {
      cwd: bench.checkout.root,
      env: { ...DUMMY_ENVIRONMENT, PATH: process.env.PATH, AWS_ENDPOINT_URL: bench.endpoint },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let isSent = false;
    const onText = (part: string): void => {
      text += part;
      if (!isSent && /^done/mu.test(text)) isSent = child.kill(signal);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onText);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, text };
  }

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends in good order at %s: says what it did and what not, and can go on',
    async (signal) => {
      await groups.createMany(MANY, [SSH]);
      bench.amend('max_affected: 5', "max_affected: '100%'");
      bench.amend('concurrency: 2', 'concurrency: 1');
      const { code, text } = await interrupt(signal);
      expect(code, text).toBe(1);
      expect(text).toContain('Interrupted: what is under way is finished first.');
      const counts = /Done: (\d+) actions?\. Not done: (\d+)\./u.exec(text);
      const [done, left] = [Number(counts?.[1]), Number(counts?.[2])];
      expect(done + left, text).toBe(MANY);
      expect(left).toBeGreaterThan(0);
      expect(text.match(/^- not begun: /gmu)).toHaveLength(left);
      expect(await groups.list()).toHaveLength(left);
      expect(bench.checkout.getRecords(NAME)).toMatchObject([{ outcome: 'abandoned' }]);
      // The lock was given back: the next run does the rest.
      expect((await bench.apply()).results).toHaveLength(left);
      expect(await groups.list()).toEqual([]);
    },
  );
});
