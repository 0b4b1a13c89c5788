import path from 'node:path';
import { getCodeDigest } from '../model/automation-code.ts';
import { toComparedManifest } from '../write/parity.ts';
import { writeAtomically } from './atomic.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { loadForCommand } from './knowledge-base.ts';

/**
 * Writes into an automation's manifest which text of its SOPs, and which code, were compared with each other: those of now.
 * @throws {UsageError} when there is no such automation, or one of its SOPs cannot be read.
 */
export async function acceptParity(io: Io, name: string, flags: { root?: string }): Promise<number> {
  const { root, source, result } = await loadForCommand(io, { root: flags.root, cache: true });
  const node = result.base.automations.get(name);
  if (node === undefined) {
    const names = [...result.base.automations.keys()].map((one) => `\`${one}\``).join(', ');
    throw new UsageError(`Unexpected automation \`${name}\`, expected one of: ${names || 'none is there'}`);
  }
  const { path: file, yaml } = node.file;
  const seen = new Map<string, string>();
  for (const { id } of yaml.data.sops ?? []) {
    const fingerprint = result.base.sops.get(id)?.file.fingerprint;
    if (fingerprint === undefined) {
      throw new UsageError(
        `Unexpected SOP \`${id}\` in \`${file}\`, expected one that can be read`,
        'Run `gait validate`.',
      );
    }
    seen.set(id, fingerprint);
  }
  const code = getCodeDigest(path.posix.dirname(file), result.base.files.values());
  const before = new TextDecoder().decode(await source.read(file));
  const after = toComparedManifest(before, { seen, code });
  if (after === before) {
    io.stdout.write(`${file} says so already.\n`);
    return EXIT.ok;
  }
  await writeAtomically(path.join(root, file), after);
  const lines = [...seen].map(([id, fingerprint]) => `  ${id}: ${fingerprint}\n`);
  io.stdout.write(
    `${file} now says that these were compared:\n${lines.join('')}${code === undefined ? '' : `  code: ${code}\n`}`,
  );
  return EXIT.ok;
}
