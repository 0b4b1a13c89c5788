import { InvalidArgumentError } from 'commander';
import { Handle, Key, Line, WebAddress } from '../model/schema/common.ts';
import { GaitRecord, StepOutcome } from '../model/schema/record.ts';

type Step = GaitRecord['steps'][number];
type Attest = GaitRecord['attests'][number];

/** What the flags of `gait record` say. */
export interface RecordFlags {
  commit?: string;
  walk?: string;
  by?: string;
  started?: string;
  finished?: string;
  environment?: string;
  outcome?: GaitRecord['outcome'];
  done: boolean;
  step: Step[];
  approval: GaitRecord['approvals'];
  occurrence?: string;
  reference?: string;
  evidence: string[];
  attest: Attest[];
  notes?: string;
  supersedes?: string;
  dryRun: boolean;
  root?: string;
}

/** `drain=skipped:no load balancer`. @throws {InvalidArgumentError} for anything else, and for a step that is named twice. */
export function parseStep(text: string, before: Step[] = []): Step[] {
  const [, id = '', outcome = '', note] = /^([^=]*)=([a-z]*)(?::\s*([\s\S]*))?$/u.exec(text) ?? [];
  const parsed = StepOutcome.safeParse(outcome);
  if (!Key.safeParse(id).success || !parsed.success) {
    throw new InvalidArgumentError(
      'Expected a step and done, skipped or failed, such as "drain=skipped: no load balancer".',
    );
  }
  if (before.some((one) => one.id === id)) {
    throw new InvalidArgumentError(`Expected each step once: ${id} is named twice, and only you know how it ended.`);
  }
  return [...before, { id, outcome: parsed.data, ...(note && { note }) }];
}

/** `approver=@bob`. @throws {InvalidArgumentError} for anything else. */
export function parseApproval(text: string, before: GaitRecord['approvals'] = []): GaitRecord['approvals'] {
  const [role = '', ...rest] = text.split('=');
  const by = rest.join('=');
  if (!Key.safeParse(role).success || !Line.safeParse(by).success)
    throw new InvalidArgumentError('Expected a role and who approved, such as approver=@bob.');
  return [...before, { role, by }];
}

/** `cis-aws@5.0.0#1.1=waived; until=2027-01-01; reason=…`. @throws {InvalidArgumentError} for anything else. */
export function parseAttest(text: string, before: Attest[] = []): Attest[] {
  const [head = '', ...rest] = text.split(';').map((part) => part.trim());
  const at = head.lastIndexOf('=');
  const more: Record<string, string> = Object.fromEntries(
    rest.map((part) => {
      const [key = '', ...value] = part.split('=');
      return [key.trim(), value.join('=')] as const;
    }),
  );
  const parsed = GaitRecord.shape.attests
    .unwrap()
    .element.safeParse({ control: head.slice(0, Math.max(at, 0)), status: head.slice(at + 1), ...more });
  if (!parsed.success)
    throw new InvalidArgumentError(
      'Expected a control and pass, fail, not-applicable or waived, such as "cis-aws@5.0.0#1.1=waived; until=2027-01-01; reason=new account".',
    );
  if (parsed.data.status === 'waived' && (!parsed.data.until || !parsed.data.reason))
    throw new InvalidArgumentError('Expected "; until=<date>; reason=<text>" after waived.');
  return [...before, parsed.data];
}

/** A handle. @throws {InvalidArgumentError} for anything else. */
export function parseHandle(text: string): string {
  return check(Handle, text, 'Expected a handle such as @alice.');
}

/** A key. @throws {InvalidArgumentError} for anything else. */
export function parseKey(text: string): string {
  return check(Key, text, 'Expected lower-case words joined by hyphens.');
}

/** A web address. @throws {InvalidArgumentError} for anything else. */
export function parseAddress(text: string): string {
  return check(WebAddress, text, 'Expected an address that starts with https://.');
}

/** Web addresses. @throws {InvalidArgumentError} for anything else. */
export function parseAddresses(text: string, before: string[] = []): string[] {
  return [...before, parseAddress(text)];
}

function check(schema: { safeParse(text: string): { success: boolean } }, text: string, message: string): string {
  if (!schema.safeParse(text).success) throw new InvalidArgumentError(message);
  return text;
}
