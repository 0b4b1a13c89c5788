import type { Manifest } from '../model/schema/manifest.ts';

/** A way to reach people who must act now. */
export interface Channel {
  name: string;
  /** Rejects when the message was not taken. */
  wake(message: string): Promise<void>;
}

/** Sends a message through every channel; answers the names of those that took it. Asks nobody when the manifest only says stop. */
export async function wakePeople(
  safeguards: Manifest['safeguards'],
  channels: readonly Channel[],
  message: string,
): Promise<string[]> {
  if (safeguards.on_exceed === 'stop') return [];
  const results = await Promise.allSettled(channels.map((channel) => channel.wake(message)));
  return channels.filter((_, index) => results[index]?.status === 'fulfilled').map(({ name }) => name);
}
