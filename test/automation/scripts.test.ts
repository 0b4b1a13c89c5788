import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SERVICES } from '../../plugins/docusaurus-plugin-gait/src/automation/iam-actions/index.ts';
import type { Operation } from '../../plugins/docusaurus-plugin-gait/src/automation/iam-actions/service.ts';
import { loadAutomation } from '../../plugins/docusaurus-plugin-gait/src/automation/module.ts';
import { readSubject } from '../../plugins/docusaurus-plugin-gait/src/automation/subject.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';

const ROOT = join(import.meta.dirname, '../..');
const NAMES = readdirSync(join(ROOT, 'scripts')).sort();

const services = Object.entries(SERVICES);
const operations = services.flatMap(([service, { commands }]) =>
  Object.entries(commands as Record<string, Operation>).map(([operation, needs]) => ({ service, operation, needs })),
);

function readSources(name: string): string {
  const folder = join(ROOT, 'scripts', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

/** Helpers of the kit that send commands themselves, and the file that each stands in. */
const HELPERS = { readEventHistory: 'event-history.ts' };

/** What an automation sends: its own code, and the helpers that it calls. */
function readSendingSources(name: string): string {
  const own = readSources(name);
  const helpers = Object.entries(HELPERS).filter(
    ([helper]) => own.includes(`${helper}<`) || own.includes(`${helper}(`),
  );
  const kit = join(ROOT, 'plugins/docusaurus-plugin-gait/src/automation');
  return [own, ...helpers.map(([, file]) => readFileSync(join(kit, file), 'utf8'))].join('\n');
}

describe.each(NAMES)('scripts/%s', (name) => {
  it('has a manifest that keeps to the format and exports what it promises', async () => {
    const { manifest } = await readSubject(createDiskSource(ROOT), name);
    expect(manifest.name).toBe(name);
    const automation = await loadAutomation(join(ROOT, 'scripts', name), { undo: manifest.impact.undo });
    expect(typeof automation.undo).toBe(manifest.impact.undo ? 'function' : 'undefined');
  });

  it('maps every step of its SOPs, and no other, to a phase', async () => {
    for (const sop of (await readSubject(createDiskSource(ROOT), name)).sops) {
      expect(Object.keys(sop.parity).sort()).toEqual(sop.steps.map(({ id }) => id).sort());
      expect(readFileSync(join(ROOT, sop.path), 'utf8')).toMatch(new RegExp(`^automation: ${name}$`, 'mu'));
    }
  });

  it('declares exactly the permissions that its commands need', async () => {
    const { manifest } = await readSubject(createDiskSource(ROOT), name);
    const source = readSendingSources(name);
    const used = operations.filter(({ service, operation }) => source.includes(`.${service}.${operation}(`));
    const needed = used.flatMap(({ needs }) => needs.actions);
    expect(manifest.permissions.flatMap(({ actions }) => actions).sort()).toEqual([...new Set(needed)].sort());
  });

  it('reaches the world through its context alone', () => {
    const source = readSources(name);
    const imports = [...source.matchAll(/^import (?<type>type )?.*? from '(?<from>[^']+)';$/gmsu)];
    for (const { groups } of imports) {
      if (groups?.type === undefined)
        expect(groups?.from).toMatch(/^(?:docusaurus-plugin-gait\/automation|\.\/[a-z-]+\.ts)$/u);
    }
    expect(source).not.toMatch(/\b(?:import|require|eval|fetch)\(|\bprocess\b|\bglobalThis\b|\bFunction\b/u);
  });
});

describe('table of IAM actions', () => {
  it.each(services)('%s: every command is one of the SDK', async (_name, { create, commands }) => {
    const client = (await create({ region: 'eu-west-1' })) as unknown as { destroy(): void } & Record<string, unknown>;
    const unknown = Object.keys(commands).filter((name) => typeof client[name] !== 'function');
    client.destroy();
    expect(unknown).toEqual([]);
  });

  it('calls writing what is not plainly a read', () => {
    const reads = /^(?:describe|get|list|generate(?!DataKey)|lookup|filter|head|query|scan|select|startQuery)/u;
    const odd = operations.filter(
      ({ operation, needs }) => (reads.test(operation) ? 'read' : 'write') !== needs.access,
    );
    expect(odd.map(({ service, operation }) => `${service}.${operation}`)).toEqual([]);
  });

  it('names IAM actions, and where they were read', () => {
    for (const { needs } of operations) {
      expect(needs.actions.every((action) => /^[a-z0-9]+:[A-Z][A-Za-z0-9]+$/u.test(action))).toBe(true);
    }
    for (const [, { source }] of services) {
      expect(source).toMatch(
        /^https:\/\/docs\.aws\.amazon\.com\/service-authorization\/latest\/reference\/list_[a-z0-9]+\.html$/u,
      );
    }
  });

  it('holds every command that an automation uses', () => {
    const known = new Set(operations.map(({ service, operation }) => `${service}.${operation}`));
    const used = NAMES.map(readSources)
      .join('\n')
      .matchAll(/\bclients\.(?<name>\w+\.\w+)\(/gu);
    const missing = [...used].map(({ groups }) => groups?.name ?? '').filter((name) => !known.has(name));
    expect(missing).toEqual([]);
  });
});
