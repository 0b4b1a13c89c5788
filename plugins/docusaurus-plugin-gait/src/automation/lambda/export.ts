import type { Source } from '../../base/source.ts';
import { RunError } from '../errors.ts';
import { readSubjectCommit } from '../origin.ts';
import { toTemplate } from '../stack/template.ts';
import type { StackAutomation } from '../stack/contract.ts';
import { readSubject } from '../subject.ts';
import type { Subject } from '../subject.ts';
import { bundleHandler } from './bundle.ts';
import { getObstacle, getTriggerObstacle } from './fitness.ts';

/** What a stack is exported from, and what whoever exports it decides. */
export interface StackOptions {
  root: string;
  source: Source;
  /** Automations of the knowledge base. */
  names: readonly string[];
  /** Those that may apply. */
  apply: readonly string[];
  /** Those that get a function although nothing but a runbook starts them. */
  also: readonly string[];
}

/** Files of a stack, by path, and what was left out of it, with the reason. */
export interface ExportedStack {
  files: Map<string, string>;
  notes: string[];
}

/**
 * Exports every automation that has a trigger, and those that are named, as one stack: a template, and a folder of code for each.
 * @throws {RunError} when a named one cannot be exported, none is left, or the text is not committed: records name its commit.
 */
export async function exportStack(options: StackOptions): Promise<ExportedStack> {
  const { root, source, names, apply, also } = options;
  for (const name of [...apply, ...also]) {
    if (!names.includes(name)) {
      throw new RunError(
        `Unexpected automation \`${name}\`, expected one of: ${names.map((one) => `\`${one}\``).join(', ')}`,
      );
    }
  }
  const files = new Map<string, string>();
  const notes: string[] = [];
  const automations: StackAutomation[] = [];
  let subject: Subject | undefined;
  for (const name of [...names].sort()) {
    const one = await readSubject(source, name);
    const obstacle = getReasonAgainst(one, options);
    if (obstacle === null) continue;
    if (obstacle !== undefined) {
      if (apply.includes(name) || also.includes(name))
        throw new RunError(`Unexpected export of \`${name}\`: ${obstacle}`);
      notes.push(`${name}: left out, ${obstacle}`);
      continue;
    }
    const isApply = apply.includes(name);
    const commit = await readSubjectCommit(root, one);
    files.set(`${name}/index.mjs`, await bundleHandler(root, { subject: one, commit, isApply }));
    automations.push({ manifest: one.manifest, isApply });
    notes.push(...getWakeNotes(one));
    subject = one;
  }
  if (subject === undefined) {
    throw new RunError(
      'Unexpected export of no automation, expected one with a schedule or an event among its `triggers`',
      'Or name one with `--also`.',
    );
  }
  const { timezone, automation } = subject.configuration;
  files.set('template.json', await toTemplate({ automations, timezone, wake: automation.wake }));
  return { files, notes };
}

/** `null` when nothing asks for it, which needs no words. */
function getReasonAgainst({ manifest }: Subject, { apply, also }: StackOptions): string | null | undefined {
  const isTriggered = manifest.triggers.schedule !== null || manifest.triggers.event !== null;
  const isNamed = also.includes(manifest.name);
  if (!isTriggered && !isNamed) {
    return apply.includes(manifest.name)
      ? 'nothing triggers it; name it with --also as well when a runbook is to start it'
      : null;
  }
  return getObstacle(manifest) ?? (isTriggered ? getTriggerObstacle(manifest) : undefined);
}

/** A webhook whose secrets come from the environment has none in a function until somebody puts them there. */
function getWakeNotes({ manifest, configuration }: Subject): string[] {
  const { wake } = configuration.automation;
  const channels = manifest.safeguards.wake.flatMap((name) => (Object.hasOwn(wake, name) ? (wake[name] ?? []) : []));
  const variables = channels.flatMap((channel) => {
    if ('sns' in channel) return [];
    return [
      ...('url_from' in channel.webhook ? [channel.webhook.url_from] : []),
      ...(channel.token_from ? [channel.token_from] : []),
    ];
  });
  return [...new Set(variables)].map(
    (name) =>
      `${manifest.name}: a webhook wants the environment variable ${name}, which the function has not; the alarm topic is told in any case`,
  );
}
