import type { ControlNode, KnowledgeBase } from '../../model/knowledge-base.ts';
import type { ApiControls } from '../../model/schema/api-controls.ts';
import { toCoverageRow } from '../coverage.ts';
import type { StatusBook } from '../findings/status.ts';
import { type CrosswalkIndex, getCrosswalkIndex } from '../pages/control.ts';
import { getPublishedState } from '../pages/control-state.ts';
import { getPublishedExceptions } from '../pages/exception-rows.ts';
import { getCheckPath, getControlPath, getFrameworkPath, getSopPath } from '../pages/paths.ts';

type ApiControl = ApiControls['frameworks'][number]['controls'][number];

/** What the files under `/api/` are made of. */
export interface ApiInput {
  base: KnowledgeBase;
  /** Absolute address of a page, from its path below the base URL. */
  toUrl: (path: string) => string;
}

/** Content of `/api/controls.json`: what the pages of controls say, and no more than these may. */
export function getApiControls({ base, toUrl, book }: ApiInput & { book: StatusBook }): ApiControls {
  const crosswalks = getCrosswalkIndex(base);
  return {
    schema: 1,
    api: 'controls',
    frameworks: [...base.frameworks.values()].map(({ key, framework, version, title, controls }) => ({
      key,
      framework,
      version,
      title,
      url: toUrl(getFrameworkPath(key)),
      controls: controls.flatMap((reference) => {
        const node = base.controls.get(reference);
        return node ? [toApiControl({ base, toUrl, book, crosswalks, node })] : [];
      }),
    })),
  };
}

interface ControlInput extends ApiInput {
  book: StatusBook;
  crosswalks: CrosswalkIndex;
  node: ControlNode;
}

function toApiControl({ base, toUrl, book, crosswalks, node }: ControlInput): ApiControl {
  const { control, reference } = node;
  return {
    reference,
    id: control.id,
    title: control.title,
    url: toUrl(getControlPath(reference)),
    path: control.path,
    levels: control.levels,
    severity: control.severity ?? null,
    assessment: control.assessment,
    area: control.area ?? null,
    status: control.status,
    decides: control.decides,
    best: toCoverageRow(base, node).best ?? null,
    sops: node.sops.flatMap((id) => {
      const sop = base.sops.get(id);
      if (!sop) return [];
      const status = sop.file.frontMatter.data.status ?? 'active';
      return [{ id, maturity: sop.maturity.effective, status, url: toUrl(getSopPath(id)) }];
    }),
    standards: node.standards,
    checks: control.checks.map(({ id, verified }) => ({ id, verified, url: toUrl(getCheckPath(id)) })),
    elsewhere: (crosswalks.get(reference) ?? []).map(({ framework, relation, controls }) => ({
      framework,
      relation,
      controls: controls.map((one) => one.reference),
    })),
    state: getState(base, book, node),
    exceptions: getExceptions(base, book, node),
  };
}

function getState(base: KnowledgeBase, book: StatusBook, node: ControlNode): ApiControl['state'] {
  const state = getPublishedState(base, book, node);
  if (!state) return null;
  const { attestation: own } = state;
  return {
    verdict: state.verdict,
    disputed: state.isDisputed,
    excused: state.isExcused,
    checks: Object.entries(state.checks).map(([id, { verdict, fails, on }]) => ({
      id,
      verdict,
      failing: fails,
      newest: on === '' ? null : on,
    })),
    attestation: own
      ? {
          status: own.status,
          sop: own.sop,
          record: own.record,
          on: own.on,
          valid_until: own.validUntil,
        }
      : null,
  };
}

function getExceptions(base: KnowledgeBase, book: StatusBook, node: ControlNode): ApiControl['exceptions'] {
  const targets = [node.reference, ...node.control.checks.map(({ id }) => id)];
  const exceptions = getPublishedExceptions(base, book, targets);
  if (exceptions === undefined || typeof exceptions === 'number') return exceptions ?? null;
  return exceptions.map(({ id, target, scope, reason, expires }) => ({ id, target, scope, reason, expires }));
}
