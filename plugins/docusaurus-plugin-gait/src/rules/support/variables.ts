import type { VariableUse } from '../../model/body.ts';
import type { SopFile } from '../../model/document.ts';
import type { Variable } from '../../model/schema/variable.ts';

/** Names that the front matter declares. */
export function getDeclared(file: SopFile): Set<string> {
  return new Set((file.frontMatter.data.variables ?? []).map((variable) => variable.name));
}

/** Whether a use stands where the shell puts no value in. */
export function isLiteral(use: VariableUse): boolean {
  return use.quoting === 'single' || use.quoting === 'heredoc-quoted';
}

/** A declared variable with the JSON pointer of its entry. */
export function getVariables(file: SopFile): { variable: Variable; pointer: string }[] {
  return (file.frontMatter.data.variables ?? []).map((variable, index) => ({
    variable,
    pointer: `/variables/${index}`,
  }));
}
