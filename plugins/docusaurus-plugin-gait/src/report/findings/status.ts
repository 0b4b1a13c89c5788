import { type ControlVerdict, type Verdict, VERDICTS, getControlVerdict } from '../../model/check-status.ts';
import type { ControlNode, FrameworkNode, KnowledgeBase } from '../../model/knowledge-base.ts';
import { splitReference } from '../../model/check-reference.ts';
import { isWholeScope } from '../../model/scope.ts';
import type { FindingsDigest } from './digest.ts';
import { type Attestation, getAttestations } from './attestations.ts';
import { type Excuse, createExcuseCheck, getExcuses, getExcusesInForce } from './exceptions.ts';

/** Where one check of a control stands. */
export interface CheckState {
  verdict: Verdict;
  /** Failing and stale findings. */
  fails: number;
  stale: number;
  /** ISO day of the newest finding, or ''. */
  on: string;
  isExcused: boolean;
}

/** Where a control stands, as far as findings and people say. */
export interface ControlState extends ControlVerdict {
  checks: Record<string, CheckState>;
  attestation?: Attestation;
  /** True when exceptions cover everything that fails. */
  isExcused: boolean;
}

/** How many controls of a framework have each verdict. Failures that exceptions cover are counted apart. */
export type VerdictCounts = Record<Verdict | 'waived' | 'excused', number>;

/** Answers where checks and controls stand, with exceptions and attestations. Knows everything; see `publish.ts` for what may be shown. */
export interface StatusBook {
  hasFindings: boolean;
  excuses: Excuse[];
  getCheck(reference: string): CheckState;
  getControl(node: ControlNode): ControlState;
  countFramework(node: FrameworkNode): VerdictCounts;
}

/** Joins the knowledge base with what findings say. */
export function createStatusBook(base: KnowledgeBase, digest: FindingsDigest): StatusBook {
  const excuses = getExcuses(base);
  const inForce = getExcusesInForce(excuses);
  const isExcused = createExcuseCheck(base, inForce);
  const attestations = getAttestations(base);

  function getCheck(reference: string, more: readonly Excuse[] = []): CheckState {
    const result = digest.checks.get(reference);
    return {
      verdict: result?.verdict ?? 'unknown',
      fails: result?.counts.fail ?? 0,
      stale: result?.stale ?? 0,
      on: (result?.at ?? '').slice(0, 10),
      isExcused: result !== undefined && isExcused(result, more),
    };
  }

  function getControl(node: ControlNode): ControlState {
    const own = inForce.get(node.reference) ?? [];
    const states = node.control.checks.map(({ id }) => [id, getCheck(id, own)] as const);
    const attestation = attestations.get(node.reference);
    const verdict = getControlVerdict({
      decides: node.control.decides,
      checks: states.map(([id, state]) => ({ tool: splitReference(id).tool, verdict: state.verdict })),
      ...(attestation && !attestation.isExpired && { attested: attestation.status }),
    });
    const failing = states.filter(([, state]) => state.verdict === 'fail');
    const isWhole = own.some(({ reach }) => isWholeScope(reach));
    return {
      ...verdict,
      checks: Object.fromEntries(states),
      ...(attestation && { attestation }),
      isExcused:
        verdict.verdict === 'fail' && (isWhole || (failing.length > 0 && failing.every(([, one]) => one.isExcused))),
    };
  }

  return {
    hasFindings: digest.scans.length > 0,
    excuses,
    getCheck,
    getControl,
    countFramework(node) {
      const keys = [...VERDICTS, 'waived', 'excused'] as const;
      const counts = Object.fromEntries(keys.map((key) => [key, 0])) as VerdictCounts;
      for (const reference of node.controls) {
        const control = base.controls.get(reference);
        if (!control || control.control.status === 'withdrawn') continue;
        const state = getControl(control);
        counts[state.isExcused ? 'excused' : state.verdict]++;
      }
      return counts;
    },
  };
}
