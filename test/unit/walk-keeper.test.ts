import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Walk } from '../../plugins/docusaurus-plugin-gait/src/report/walk/text.ts';
import { createKeeper, type Keeper } from '../../plugins/docusaurus-plugin-gait/src/theme/gait-walk/keeper.ts';
import type { Kept, WalkStore } from '../../plugins/docusaurus-plugin-gait/src/theme/gait-walk/store.ts';

const AT = '2026-11-02T14:00:00+01:00';
const WALK: Walk = {
  schema: 1,
  id: '3f0d6a1e-5a3c-4c57-9d0e-2f3f6b1f9c11',
  name: 'OPS-1',
  sop: 'restart-service',
  title: 'Restart a service',
  fingerprint: 'g1-3f9a0c1d77be4a02',
  commit: null,
  state: 'open',
  started_at: AT,
  performers: ['@alice'],
  steps: [],
  approvals: [],
  stops: [],
  variables: {},
  text: [
    { id: 'confirm', number: 1, title: 'Confirm.', parts: [] },
    { id: 'restart', number: 2, title: 'Restart.', parts: [] },
  ],
};
const TICK = { kind: 'tick', step: 'confirm', outcome: 'done', at: AT } as const;

/** A device: what it keeps, each change that it kept, and why it refuses if it does. */
function createDevice() {
  const kept = new Map<string, Kept>();
  const device = { kept, changes: [] as Kept[], refusal: undefined as Error | undefined };
  const attempt = <T>(work: () => T): Promise<T> =>
    device.refusal ? Promise.reject(device.refusal) : Promise.resolve(work());
  const store: WalkStore = {
    readAll: () => attempt(() => [...kept.values()]),
    change: (id, change) =>
      attempt(() => {
        const next = change(kept.get(id));
        if (!next) return;
        kept.set(id, next);
        device.changes.push(next);
      }),
    remove: (ids) => attempt(() => ids.forEach((id) => kept.delete(id))),
    readFollowed: () => Promise.resolve(undefined),
    writeFollowed: () => Promise.resolve(),
    eraseAll: () => attempt(() => kept.clear()),
  };
  return { device, store };
}

const tabs: Keeper[] = [];
afterEach(() => tabs.splice(0).forEach((tab) => tab.close()));

/** A tab of the browser, and what it was told. */
function openTab(store: WalkStore) {
  const told: string[] = [];
  const tab = createKeeper(store, {
    onChange: () => undefined,
    onLoad: () => told.push('loaded'),
    onKept: (problem) => told.push(problem ?? 'kept'),
    onRefusal: (text) => told.push(text),
    onErased: () => told.push('erased'),
  });
  tabs.push(tab);
  return { tab, told };
}

describe('what a tab keeps', () => {
  it('is a tick and the note that became part of it in one change: a crash between them loses neither', async () => {
    const { device, store } = createDevice();
    const { tab, told } = openTab(store);
    tab.add(WALK);
    tab.writeDraft(WALK.id, 'note:confirm', 'right account');
    await vi.waitFor(() => expect(device.kept.get(WALK.id)?.drafts).toEqual({ 'note:confirm': 'right account' }));
    const before = device.changes.length;
    tab.apply(WALK.id, { ...TICK, note: 'right account' });
    tab.writeDraft(WALK.id, 'note:confirm', '');
    await vi.waitFor(() => expect(told.filter((one) => one === 'kept')).toHaveLength(2));
    expect(device.changes.slice(before)).toMatchObject([
      { version: 2, walk: { steps: [{ id: 'confirm', note: 'right account' }] }, drafts: {} },
    ]);
  });

  it('goes with the next change when the disk was full, with what was typed', async () => {
    const { device, store } = createDevice();
    const { tab, told } = openTab(store);
    tab.add(WALK);
    await vi.waitFor(() => expect(told).toContain('kept'));
    device.refusal = new DOMException('', 'QuotaExceededError');
    tab.apply(WALK.id, TICK);
    tab.writeDraft(WALK.id, 'note:restart', 'looks slow');
    await vi.waitFor(() => expect(told.at(-1)).toBe('The disk is full'));
    expect(tab.getWalk(WALK.id)?.steps).toHaveLength(1);
    device.refusal = undefined;
    tab.apply(WALK.id, { kind: 'rename', name: 'OPS-2' });
    await vi.waitFor(() => expect(told.at(-1)).toBe('kept'));
    expect(device.kept.get(WALK.id)).toMatchObject({
      walk: { name: 'OPS-2', steps: [{ id: 'confirm' }] },
      drafts: { 'note:restart': 'looks slow' },
    });
  });

  it('is added to what another tab kept, and what no longer fits is said', async () => {
    const { device, store } = createDevice();
    const one = openTab(store);
    one.tab.add(WALK);
    await vi.waitFor(() => expect(one.told).toContain('kept'));
    const two = openTab(store);
    await vi.waitFor(() => expect(two.told).toContain('loaded'));
    one.tab.apply(WALK.id, TICK);
    two.tab.apply(WALK.id, { ...TICK, outcome: 'failed' });
    two.tab.apply(WALK.id, { kind: 'rename', name: 'OPS-2' });
    await vi.waitFor(() => expect(device.kept.get(WALK.id)?.walk.name).toBe('OPS-2'));
    await vi.waitFor(() =>
      expect([...one.told, ...two.told]).toContainEqual(expect.stringMatching(/^Not taken: another tab was first/u)),
    );
    expect(device.kept.get(WALK.id)?.walk.steps).toMatchObject([{ id: 'confirm', outcome: 'done' }]);
    await vi.waitFor(() => expect(one.tab.getWalk(WALK.id)).toEqual(two.tab.getWalk(WALK.id)));
  });

  it('is gone in every tab once one has erased it', async () => {
    const { device, store } = createDevice();
    const one = openTab(store);
    one.tab.add(WALK);
    await vi.waitFor(() => expect(one.told).toContain('kept'));
    const two = openTab(store);
    await vi.waitFor(() => expect(two.tab.getWalks()).toHaveLength(1));
    one.tab.forget();
    expect(await one.tab.eraseAll()).toBe(true);
    await vi.waitFor(() => expect(two.told).toContain('erased'));
    await vi.waitFor(() => expect(two.tab.getWalks()).toEqual([]));
    expect(device.kept.size).toBe(0);
    device.refusal = new DOMException('', 'UnknownError');
    expect(await one.tab.eraseAll()).toBe(false);
  });
});
