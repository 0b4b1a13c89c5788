import type { ImportProblem } from './contract.ts';

/** Parameters as drafts of OSCAL wrote them: `<insert param-id="ac-1_prm_1"/>`. */
const OLD_INSERT = /<insert\b[^>]*\bparam-id\b/u;

/**
 * Why an OSCAL document is not read: it follows a draft of the format, by its version or by how it inserts parameters. Undefined when
 * it is 1.0 or later.
 */
export function getVersionProblem(version: string | undefined, document: unknown): ImportProblem | undefined {
  const hint =
    "Take the publisher's edition for OSCAL 1.0 or 1.1, or convert the file with a tool that reads the draft.";
  const isDraft = version !== undefined && (/^v?0\./u.test(version) || /^v?\d[\d.]*-/u.test(version));
  if (isDraft) {
    return {
      message: `Unexpected OSCAL version \`${version}\`, expected 1.0 or 1.1: drafts name and nest things otherwise (\`<insert param-id>\` instead of \`{{ insert: param, … }}\`), so that controls or parameters would be lost`,
      hint,
    };
  }
  const old = findText(document, (text) => OLD_INSERT.test(text));
  if (old === undefined) return undefined;
  return {
    message: `Unexpected \`${OLD_INSERT.exec(old)?.[0] ?? ''}\` in the text, expected \`{{ insert: param, … }}\`: this is how a draft of OSCAL (milestone 3) inserts parameters, and they would be lost`,
    hint,
  };
}

/** The first text of a document that meets a condition. */
function findText(document: unknown, isWanted: (text: string) => boolean): string | undefined {
  const open: unknown[] = [document];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') {
      if (isWanted(value)) return value;
    } else if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value) as unknown[]) open.push(child);
    }
  }
  return undefined;
}
