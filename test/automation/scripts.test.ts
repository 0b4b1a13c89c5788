import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EC2 } from '@aws-sdk/client-ec2';
import { IAM } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { IAM_ACTIONS, IAM_SOURCES } from '../../plugins/docusaurus-plugin-gait/src/automation/iam-actions.ts';
import type { Operation, Service } from '../../plugins/docusaurus-plugin-gait/src/automation/iam-actions.ts';
import { loadAutomation } from '../../plugins/docusaurus-plugin-gait/src/automation/module.ts';
import { readSubject } from '../../plugins/docusaurus-plugin-gait/src/automation/subject.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';

const ROOT = join(import.meta.dirname, '../..');
const NAMES = readdirSync(join(ROOT, 'scripts')).sort();
const CLIENTS: Record<Service, object> = { ec2: EC2.prototype, iam: IAM.prototype };

const services = Object.entries(IAM_ACTIONS) as [Service, Record<string, Operation>][];
const operations = services.flatMap(([service, commands]) =>
  Object.entries(commands).map(([operation, needs]) => ({ service, operation, needs })),
);

function readSources(name: string): string {
  const folder = join(ROOT, 'scripts', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
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
    const source = readSources(name);
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
  it.each(operations)(
    '$service.$operation is a command of the SDK, with actions of that service',
    ({ service, operation, needs }) => {
      expect(typeof (CLIENTS[service] as Record<string, unknown>)[operation]).toBe('function');
      expect(needs.actions[0]?.toLowerCase()).toBe(`${service}:${operation.toLowerCase()}`);
      expect(/^(?:describe|get|list|generate)/u.test(operation) ? 'read' : 'write').toBe(needs.access);
    },
  );

  it('says where each service was read', () => {
    for (const address of Object.values(IAM_SOURCES)) {
      expect(address).toMatch(
        /^https:\/\/docs\.aws\.amazon\.com\/service-authorization\/latest\/reference\/list_[a-z0-9]+\.html$/u,
      );
    }
  });

  it('holds no command that no automation uses', () => {
    const all = NAMES.map(readSources).join('\n');
    const unused = operations.filter(({ service, operation }) => !all.includes(`.${service}.${operation}(`));
    expect(unused.map(({ operation }) => operation)).toEqual([]);
  });
});
