import { setTimeout } from 'node:timers/promises';
import type { Configuration } from '../model/schema/configuration.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import type { WakeChannel } from '../model/schema/wake.ts';
import type { Connections } from './connections.ts';
import { getErrorText } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';

/** A way to reach people who must act now. */
export interface Channel {
  name: string;
  /** Rejects when the message was not taken. */
  wake(message: string, subject?: string): Promise<void>;
}

/** Pauses between tries, in milliseconds: four tries within half a minute. */
const PAUSES = [1_000, 5_000, 20_000];

/** How long one try may take. */
const PATIENCE_MS = 10_000;

/** What became of the message: who took it, and why the others did not. */
export interface WakeResult {
  woken: string[];
  failures: { channel: string; error: string }[];
}

/**
 * Sends a message through every channel, each tried again with growing pauses when it does not take it. Asks nobody when the manifest only
 * says stop.
 */
export async function wakePeople(
  safeguards: Manifest['safeguards'],
  channels: readonly Channel[],
  {
    message,
    subject,
    wait = (milliseconds) => setTimeout(milliseconds),
  }: { message: string; subject?: string; wait?: (ms: number) => Promise<void> },
): Promise<WakeResult> {
  if (safeguards.on_exceed === 'stop') return { woken: [], failures: [] };
  const results = await Promise.all(
    channels.map(async (channel) => ({
      channel: channel.name,
      error: await send(channel, { message, subject }, wait),
    })),
  );
  return {
    woken: results.filter(({ error }) => error === undefined).map(({ channel }) => channel),
    failures: results.flatMap(({ channel, error }) => (error === undefined ? [] : [{ channel, error }])),
  };
}

/** Answers the last error, or undefined when it was taken. */
async function send(
  channel: Channel,
  { message, subject }: { message: string; subject?: string },
  wait: (ms: number) => Promise<void>,
): Promise<string | undefined> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      await channel.wake(message, subject);
      return undefined;
    } catch (error) {
      if (pause === undefined) return getErrorText(error);
      await wait(pause);
    }
  }
  return undefined;
}

/** What the configured channels are made of. */
interface ChannelOptions {
  /** The caller's own way to AWS: waking must not depend on what the automation may do. */
  connections: Connections;
  env: Readonly<Record<string, string | undefined>>;
  fetch?: typeof globalThis.fetch;
}

/** The channels of those whom a manifest names. One whose address is missing or wrong is there all the same, and takes no message. */
export function createChannels(
  wake: readonly string[],
  configured: Configuration['automation']['wake'],
  options: ChannelOptions,
): Channel[] {
  return wake.flatMap((name) =>
    (Object.hasOwn(configured, name) ? (configured[name] ?? []) : []).map((channel) =>
      createChannel(name, channel, options),
    ),
  );
}

function createChannel(name: string, channel: WakeChannel, options: ChannelOptions): Channel {
  if ('sns' in channel) return createTopic(name, channel.sns, options);
  const { webhook, token_from } = channel;
  const address = 'url' in webhook ? webhook.url : getVariable(options.env, webhook.url_from);
  const token = token_from === undefined ? undefined : getVariable(options.env, token_from);
  return createWebhook(`${name} (webhook)`, { address, token, fetch: options.fetch ?? globalThis.fetch });
}

/** A topic of SNS, whose subscribers get the message. */
export function createTopic(
  name: string,
  topic: string,
  { connections }: Pick<ChannelOptions, 'connections'>,
): Channel {
  return {
    name: `${name} (${topic})`,
    wake: async (message, subject = 'Gait stopped an automation') => {
      const sns = await connections.get('sns');
      await sns.publish({ TopicArn: topic, Subject: subject, Message: message });
    },
  };
}

/** A variable that is not set is an error of the try that needs it: the other channels are tried all the same. */
function getVariable(env: ChannelOptions['env'], name: string): string | Error {
  return env[name] || new Error(`Unexpected absence of the environment variable \`${name}\`, expected it to be set`);
}

interface Webhook {
  address: string | Error;
  token: string | Error | undefined;
  fetch: typeof globalThis.fetch;
}

/** Posts `{"text": …}`, which chat systems take as it is. Never follows a redirection: it could lead to where the secret is not meant for. */
function createWebhook(name: string, { address, token, fetch }: Webhook): Channel {
  return {
    name,
    wake: async (message) => {
      if (address instanceof Error) throw address;
      if (token instanceof Error) throw token;
      const url = new URL(address);
      if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url.hostname))) {
        throw new Error('Unexpected address of the webhook, expected one that starts with https://');
      }
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ text: message }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok)
        throw new Error(`Unexpected answer ${answer.status} of the webhook, expected it to take the message`);
    },
  };
}
