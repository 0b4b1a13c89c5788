import path from 'node:path';
import { subtractDuration } from '../model/duration.ts';
import type { Finding, FindingProblem } from '../model/finding.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { listFindingsFiles, readFindingsFile } from '../read/findings/disk.ts';
import { hashFindings } from '../read/findings/hash.ts';
import { type FindingsDigest, createDigest } from '../report/findings/digest.ts';

/**
 * Reads the folder of findings of a knowledge base; nothing is read when nothing of it may be published.
 * What cannot be read does not stop a build: it is told. `hash` names what was read, see `hashFindings`; null for nothing.
 */
export async function readFindings(
  root: string,
  base: KnowledgeBase,
): Promise<{ digest: FindingsDigest; problems: FindingProblem[]; hash: string | null }> {
  const { paths, publish, findings } = base.configuration;
  const digest = createDigest();
  const problems: FindingProblem[] = [];
  const folder = path.join(root, paths.findings);
  const isRead = publish.findings !== 'none';
  for (const name of isRead ? await listFindingsFiles(folder) : []) {
    const events = {
      onFinding: (finding: Finding): void => digest.add(finding),
      onProblem: (problem: FindingProblem): void => void problems.push(problem),
    };
    await readFindingsFile({ file: path.join(folder, name), name: `${paths.findings}/${name}`, events });
  }
  return {
    digest: digest.finish(subtractDuration(base.asOf, findings.stale_after)),
    problems,
    hash: isRead ? await hashFindings(folder) : null,
  };
}
