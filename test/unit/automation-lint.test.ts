import { join } from 'node:path';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const SCRIPTS = 'scripts/**/*.{ts,tsx,mts,cts,js,mjs,cjs}';
// It has no types of its own.
const config = (await import(join(import.meta.dirname, '../../eslint.config.js'))) as { default: Linter.Config[] };
const block = config.default.find(({ files }) => files?.includes(SCRIPTS));

/** What the rules for automations say about a file of `scripts/`, by rule. */
function lint(code: string): string[] {
  const settings = [{ ...block, files: ['**/*.ts'], languageOptions: { parser } }] as Linter.Config[];
  const messages = new Linter({ configType: 'flat' }).verify(code, settings, { filename: 'automation.ts' });
  return messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe('lint of automations', () => {
  it('is there', () => {
    expect(block).toMatchObject({ linterOptions: { noInlineConfig: true } });
  });

  it.each([
    "import { defineAutomation, readPages } from 'docusaurus-plugin-gait/automation';",
    "import { toReport } from './report.ts';",
    "import type { Instance } from '@aws-sdk/client-ec2';",
    'export const plan = async ({ clients, now }) => ({ examined: 0, when: now.toISOString() });',
  ])('takes %s', (code) => {
    expect(lint(code)).toEqual([]);
  });

  it.each([
    ["import { EC2 } from '@aws-sdk/client-ec2';", 'no-restricted-imports'],
    ["import { EC2 } from 'aws-sdk';", 'no-restricted-imports'],
    ["import net from 'node:net';", 'no-restricted-imports'],
    ["import net from 'net';", 'no-restricted-imports'],
    ["import { request } from 'node:http';", 'no-restricted-imports'],
    ["import { request } from 'https';", 'no-restricted-imports'],
    ["import { execFile } from 'node:child_process';", 'no-restricted-imports'],
    ["import { readFileSync } from 'node:fs';", 'no-restricted-imports'],
    ["import { readFile } from 'fs/promises';", 'no-restricted-imports'],
    ["import { env } from 'node:process';", 'no-restricted-imports'],
    ["import { createRequire } from 'node:module';", 'no-restricted-imports'],
    ["import 'node:fs';", 'no-restricted-imports'],
    ["export * from 'node:fs';", 'no-restricted-imports'],
    ["export { readFileSync } from 'node:fs';", 'no-restricted-imports'],
    [
      "import { createClients } from '../../plugins/docusaurus-plugin-gait/src/automation/clients.ts';",
      'no-restricted-imports',
    ],
    ["import { createClients } from 'docusaurus-plugin-gait/dist/automation/clients.js';", 'no-restricted-imports'],
    ['const token = process.env.TOKEN;', 'no-restricted-globals'],
    ["const fs = require('fs');", 'no-restricted-globals'],
    ["await fetch('https://evil.example');", 'no-restricted-globals'],
    ['globalThis.process.exit();', 'no-restricted-globals'],
    ["new WebSocket('wss://evil.example');", 'no-restricted-globals'],
    ["eval('1');", 'no-eval'],
    ["new Function('return process')();", 'no-new-func'],
    ["const fs = await import('node:fs');", 'no-restricted-syntax'],
    ['const here = import.meta.url;', 'no-restricted-syntax'],
    ["(() => 1).constructor('return process')();", 'no-restricted-syntax'],
    ["(() => 1)['constructor']('return process')();", 'no-restricted-syntax'],
    ['const base = {}.__proto__;', 'no-restricted-properties'],
    ["// eslint-disable-next-line\nimport { readFileSync } from 'node:fs';", 'no-restricted-imports'],
    ["/* eslint-disable */\nimport { readFileSync } from 'node:fs';", 'no-restricted-imports'],
  ])('refuses %s', (code, rule) => {
    expect(lint(code)).toContain(rule);
  });
});
