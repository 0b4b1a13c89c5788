import { z } from 'zod';
import type { SSM } from '@aws-sdk/client-ssm';
import { RunError } from './errors.ts';
import { readPages } from './helpers.ts';

/** Where locks lie in the account: `/gait/locks/<automation>/<turn>`. */
export const LOCKS_PATH = '/gait/locks';

/** How long a lock holds when its owner no longer says that it lives. It says so three times in that time. */
const HOLD_MS = 15 * 60_000;

const Lock = z.object({ run: z.string(), caller: z.string(), expires: z.iso.datetime(), released: z.boolean() });
type Lock = z.output<typeof Lock>;

/** A lock that somebody else has. */
export class LockedError extends Error {
  constructor(automation: string, { run, caller, expires }: Lock) {
    super(`run ${run} of ${automation}, started by ${caller}, holds the lock until ${expires} unless it ends before`);
    this.name = 'LockedError';
  }
}

/** A lock that is ours until it is released. */
export interface HeldLock {
  release: () => Promise<void>;
}

/** What a lock is taken with. */
export interface LockOptions {
  ssm: Pick<SSM, 'getParametersByPath' | 'putParameter' | 'deleteParameters'>;
  automation: string;
  run: string;
  caller: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called when somebody else took the lock, because we were silent for too long. */
  onLost: () => void;
}

/**
 * Takes the lock of an automation in this account and region. Each turn is a parameter of its own, made by a conditional write
 * (`Overwrite: false`): of two that take the same turn, AWS lets one through. A turn that was released, or has expired, is followed by the next;
 * the last one is never deleted, or two could begin again from one.
 * @throws {LockedError} when somebody else has it. @throws {RunError} when Parameter Store cannot be used.
 */
export async function acquireLock(options: LockOptions): Promise<HeldLock> {
  const { ssm, automation, now } = options;
  const turns = await readTurns(options);
  const last = turns.at(-1);
  if (last && !last.lock.released && Date.parse(last.lock.expires) > now())
    throw new LockedError(automation, last.lock);
  const turn = (last?.turn ?? 0) + 1;
  try {
    await write(options, turn, { isNew: true });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ParameterAlreadyExists') throw toRunError(error);
    const winner = (await readTurns(options)).at(-1);
    throw new LockedError(automation, winner?.lock ?? createLock(options, false));
  }
  const old = turns.slice(-10).map((one) => getName(automation, one.turn));
  if (old.length > 0) await ssm.deleteParameters({ Names: old }).catch(() => undefined);
  return hold(options, turn);
}

function hold(options: LockOptions, turn: number): HeldLock {
  const renew = async (): Promise<void> => {
    const last = (await readTurns(options)).at(-1);
    if (last?.turn === turn) await write(options, turn, { isNew: false });
    else options.onLost();
  };
  // Silence for one turn of the timer is no harm; the lock holds three times as long.
  const timer = setInterval(() => void renew().catch(() => undefined), HOLD_MS / 3);
  timer.unref();
  return {
    release: async () => {
      clearInterval(timer);
      await write(options, turn, { isNew: false, isReleased: true });
    },
  };
}

async function readTurns({ ssm, automation }: LockOptions): Promise<{ turn: number; lock: Lock }[]> {
  const Path = `${LOCKS_PATH}/${automation}`;
  try {
    const pages = await readPages((NextToken) => ssm.getParametersByPath({ Path, NextToken }));
    return pages
      .flatMap((page) => page.Parameters ?? [])
      .map(({ Name = '', Value = '' }) => ({ turn: Number(Name.split('/').at(-1)), lock: readLock(Name, Value) }))
      .sort((a, b) => a.turn - b.turn);
  } catch (error) {
    throw toRunError(error);
  }
}

function readLock(name: string, value: string): Lock {
  try {
    return Lock.parse(JSON.parse(value));
  } catch {
    throw new RunError(
      `Unexpected value of the parameter \`${name}\`, expected a lock`,
      'Look who wrote it, then delete it.',
    );
  }
}

function createLock({ run, caller, now }: LockOptions, released: boolean): Lock {
  return { run, caller, expires: new Date(now() + HOLD_MS).toISOString(), released };
}

async function write(
  options: LockOptions,
  turn: number,
  { isNew, isReleased = false }: { isNew: boolean; isReleased?: boolean },
): Promise<void> {
  await options.ssm.putParameter({
    Name: getName(options.automation, turn),
    Type: 'String',
    Value: JSON.stringify(createLock(options, isReleased)),
    Overwrite: !isNew,
  });
}

function getName(automation: string, turn: number): string {
  return `${LOCKS_PATH}/${automation}/${turn}`;
}

function toRunError(error: unknown): RunError {
  if (error instanceof RunError) return error;
  return new RunError(
    `Unexpected answer of Parameter Store when taking the lock, expected to be let in: ${String(error)}`,
    `Allow ssm:GetParametersByPath, ssm:PutParameter and ssm:DeleteParameters on ${LOCKS_PATH}/* to whoever runs automations.`,
  );
}
