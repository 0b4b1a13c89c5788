import { createDefaultProcessor, loadKnowledgeBase } from '../base/index.ts';
import { getLeakedVariables } from '../model/new-record.ts';
import { createDiskSource } from '../read/disk.ts';
import { findSecrets } from '../read/secrets.ts';
import { type Credential, findCredentials } from '../report/walk/credentials.ts';
import { toPretty } from '../write/pretty.ts';
import { createColours } from './colours.ts';
import type { Collected } from './record-collect.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { createOverlay } from './overlay.ts';

/**
 * Holds a record that is not written yet against everything: no secret is in it, and it validates where it will lie.
 * @throws {UsageError} when it does not; secrets are not shown.
 */
export async function checkRecord(input: Collected & { io: Io; text: string }): Promise<void> {
  const { io, root, file, text, followed, walk, today, addedBy } = input;
  const variables = followed.file.frontMatter.data.variables ?? [];
  const leaked = getLeakedVariables({
    variables,
    values: { ...io.env, ...walk?.variables },
    carried: Object.keys(walk?.variables ?? {}),
    text,
  });
  if (leaked.length > 0) {
    throw new UsageError(
      `Unexpected value of the secret variable \`${leaked.join('`, `')}\`, expected none in a record`,
      'Take it out of the notes or the walk. If others have seen it, change it where it is used.',
    );
  }
  const found = await findCredential(text, file);
  if (found) {
    throw new UsageError(
      `Unexpected credential (${found.what}) in line ${found.line} of the record, expected none`,
      'Take it out: a record is published and never changed. If others have seen it, change it where it is used.',
    );
  }
  const source = createOverlay(createDiskSource(root), { path: file, text });
  const result = await loadKnowledgeBase({ source, asOf: today, processor: createDefaultProcessor(), addedBy });
  const own = result.diagnostics.filter((one) => one.file === file && one.severity !== 'info');
  if (own.length === 0) return;
  const context = {
    version: '',
    asOf: today,
    checked: [{ path: file, isSop: false }],
    rules: new Map(),
    getRuleUrl: () => undefined,
    getText: () => text,
    disabled: [],
  };
  io.stderr.write(toPretty(own, context, { colours: createColours(io, io.stderr), width: io.stderr.columns }));
  throw new UsageError(
    'Unexpected answers, expected a record that validates',
    'Nothing was written. Mend what is said above.',
  );
}

/** What the scanner of the repository finds, and what the form of a page would refuse: a note is no code, so it is read more strictly. */
async function findCredential(text: string, file: string): Promise<Credential | undefined> {
  const [found] = await findSecrets(text, file);
  if (found) return { what: found.rule, line: text.slice(0, found.start).split('\n').length };
  return findCredentials(text)[0];
}
