/** Parts of a step in which two texts of an SOP can differ. `position`: it stands elsewhere among the steps that stayed. */
export const STEP_PARTS = ['id', 'text', 'actions', 'on_failure', 'wait', 'position'] as const;
/** See {@link STEP_PARTS}. */
export type StepPart = (typeof STEP_PARTS)[number];

/** What people call the parts of a step. */
export const STEP_PART_NAMES: Record<StepPart, string> = {
  id: 'id',
  text: 'text',
  actions: 'commands or gates',
  on_failure: 'what to do when it fails',
  wait: 'wait',
  position: 'position',
};

/** Kinds of differences between two lists of steps or of variables. `moved`: nothing but its place differs. */
export const CHANGE_KINDS = ['added', 'removed', 'changed', 'moved'] as const;
/** See {@link CHANGE_KINDS}. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Parts of a variable that the fingerprint covers. */
export const VARIABLE_PARTS = ['pattern', 'secret'] as const;

/** A variable that differs between two texts of an SOP; `parts` is empty but for one that changed. */
export interface VariableChange {
  name: string;
  kind: ChangeKind;
  parts: (typeof VARIABLE_PARTS)[number][];
}

/** `pattern changed`, `secret changed`, `added`: what became of a variable. */
export function toVariableVerb({ kind, parts }: Pick<VariableChange, 'kind' | 'parts'>): string {
  return kind === 'changed' ? `${parts.join(' and ')} changed` : kind;
}
