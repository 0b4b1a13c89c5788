import type { GaitFile } from '../../model/document.ts';
import { getVariables } from './variables.ts';

/** A value that somebody is asked for: a variable of an SOP or an input of an automation. */
export interface Input {
  name: string;
  pattern?: string;
  example?: string;
  /** JSON pointer of its entry. */
  pointer: string;
}

/** Every value that a file asks for. */
export function getInputs(file: Extract<GaitFile, { kind: 'sop' | 'manifest' }>): Input[] {
  if (file.kind === 'sop') {
    return getVariables(file).map(({ variable: { name, pattern, example }, pointer }) => ({
      name,
      pattern,
      example,
      pointer,
    }));
  }
  const inputs = file.yaml.data.inputs ?? [];
  return inputs.map(({ name, pattern, example }, index) => ({ name, pattern, example, pointer: `/inputs/${index}` }));
}
