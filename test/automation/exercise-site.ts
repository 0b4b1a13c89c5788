import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sopWith, SOP } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite } from '../cli/support.ts';

/** Address on this machine at which nothing listens: for exercises whose programs are not the real ones. */
export const NOWHERE = 'http://127.0.0.1:9';

/** A knowledge base whose SOP `rotate-key` has one step with these fences, and a set-up. */
export function createExerciseSite(fences: string | string[], files: Record<string, string> = {}): string {
  const blocks = [fences].flat().map((one) => (one.startsWith('```') ? one : `\`\`\`bash\n${one}\n\`\`\``));
  const indented = blocks
    .join('\n\n')
    .split('\n')
    .map((line) => `   ${line}`.trimEnd());
  return createSite({
    [SOP]: sopWith({
      frontMatter: {
        variables:
          "\n  - {name: TOKEN, description: A token, pattern: '^[a-z-]+$', example: 'very-secret-value', secret: true}",
      },
      sections: {
        Procedure: [
          '1. Run this. {#run-this}',
          '',
          ...indented,
          '',
          '   ```bash',
          '   aws a b --value "$TOKEN"',
          '   ```',
        ].join('\n'),
      },
    }),
    'test/sops/rotate-key/exercise.yaml': 'schema: 1\n',
    ...files,
  });
}

/** Programs that say what they were started with, in the place of `aws` and `jq`. */
export interface FakePrograms {
  /** PATH that has them first. */
  path: string;
  remove(): void;
}

/** Makes the fake programs: `aws` and `jq` that print their arguments, environment, folder and input as JSON. */
export function createFakePrograms(script = PRINT): FakePrograms {
  const folder = mkdtempSync(join(tmpdir(), 'gait-fake-'));
  // Node would else ask the nearest package.json above, which is the machine's and may say that files are modules.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  for (const name of ['aws', 'jq']) {
    const path = join(folder, name);
    writeFileSync(
      path,
      `#!${process.execPath}\nif (process.argv[2] === '--version') { console.log('${name}-fake/1.2'); process.exit(0); }\n${script}`,
    );
    chmodSync(path, 0o755);
  }
  return {
    path: `${folder}:${process.env.PATH ?? ''}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const PRINT = `
const { readFileSync, readdirSync } = require('node:fs');
let input = '';
try { input = readFileSync('/dev/stdin', 'utf8'); } catch {}
console.log(JSON.stringify({ args: process.argv.slice(2), env: process.env, cwd: process.cwd(), files: readdirSync('.'), input }));
`;
