/**
 * Why no walk may begin with this copy of the page, as a sentence; undefined when it may. Whoever knows how old the copy is (the
 * offline copy of a page) sets it; pages only ask.
 */
let problem: string | undefined;
const listeners = new Set<() => void>();

/** See {@link getCopyProblem}. */
export function setCopyProblem(sentence: string | undefined): void {
  problem = sentence;
  listeners.forEach((listener) => listener());
}

/** Why no walk may begin with this copy of the page. */
export function getCopyProblem(): string | undefined {
  return problem;
}

/** Calls back when {@link getCopyProblem} may answer otherwise. */
export function subscribeToCopy(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
