import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Io } from '../../plugins/docusaurus-plugin-gait/src/cli/io.ts';
import { main } from '../../plugins/docusaurus-plugin-gait/src/cli/main.ts';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';

const NAME = 'close-open-ssh';
const ready = await createBench(NAME);

const SECRET = 'hush-hush-1234';
const LEARNT = 'learnt-while-running';

/** Tells its secrets wherever an automation can write something. */
const LEAKY = `
import { defineAutomation } from 'docusaurus-plugin-gait/automation';

export const { plan, apply, verify } = defineAutomation<{ n: number }>({
  async plan({ inputs, log, conceal }) {
    conceal('${LEARNT}');
    log(\`plan with \${inputs.token} and ${LEARNT}\`);
    const text = \`\${inputs.token} ${LEARNT}\`;
    const action = (n: number) => ({ id: \`a\${n}\`, resource: text, what: text, why: text, before: text, after: text, undo: text, data: { n } });
    return {
      examined: 2,
      actions: [action(1), action(2)],
      findings: [{ id: 'f', resource: text, what: text, advice: text }],
      evidence: [{ name: 'review.txt', text }],
      notes: { 'confirm-account': text },
    };
  },
  apply: async ({ inputs }, { data }) => {
    if (data.n === 2) throw new Error(\`refused \${inputs.token}\`);
    return { answer: \`\${inputs.token}\` };
  },
  verify: async ({ inputs }) => [{ id: 'f', resource: String(inputs.token), what: 'x', advice: '${LEARNT}' }],
});
`;

/** Every file below a folder, as one text. */
function readAll(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => !path.startsWith('.git/') && !path.startsWith('scripts/') && statSync(join(folder, path)).isFile(),
    )
    .map((path) => `${path}\n${readFileSync(join(folder, path), 'utf8')}`)
    .join('\n');
}

describeWith(ready, 'secrets of a run', (bench) => {
  async function gait(argv: string[], env: Record<string, string>) {
    let text = '';
    const write = (part: string): void => void (text += part);
    const io: Io = {
      stdout: { write, isTTY: false },
      stderr: { write, isTTY: false },
      isInteractive: false,
      env: { AWS_ENDPOINT_URL: bench.endpoint, ...env },
      cwd: bench.checkout.root,
      now: () => Date.now(),
      exitCode: 0,
    };
    return { code: await main(['run', NAME, ...argv], io), text };
  }
  const prepare = (): void => {
    bench.amend(/inputs:[\s\S]*?triggers:/u, 'inputs: [{name: token, secret: true}]\ntriggers:');
    bench.amend('undo: true', 'undo: false');
    bench.checkout.commit(`scripts/${NAME}/automation.ts`, LEAKY);
  };

  it('stand in no output, journal, evidence or record, whatever the automation does with them', async () => {
    prepare();
    const { code, text } = await gait(['--apply'], { GAIT_INPUT_TOKEN: SECRET });
    expect(code).toBe(1);
    expect(text).toContain('[secret]');
    const written = readAll(bench.checkout.root);
    expect(written).toContain('"event":"action-failed"');
    expect(written).toContain('review.txt');
    expect(bench.checkout.getRecords(NAME)).toHaveLength(1);
    for (const secret of [SECRET, LEARNT]) {
      expect(text).not.toContain(secret);
      expect(written).not.toContain(secret);
    }
  });

  it('are taken from the environment alone', async () => {
    prepare();
    const refused = await gait(['--input', `token=${SECRET}`], {});
    expect(refused.code).toBe(2);
    expect(refused.text).toContain('expected a secret to be kept off it');
    expect(refused.text).not.toContain(SECRET);
    const missing = await gait([], {});
    expect(missing.code).toBe(2);
    expect(missing.text).toContain('Set `GAIT_INPUT_TOKEN` in the environment.');
  });
});
