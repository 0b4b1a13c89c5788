const KEY = 'gait-me';

/** The reader's handle as last typed on this device; empty when there is none. "Erase everything" forgets it. */
export function readMe(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** Remembers the reader's handle; an empty one is forgotten. */
export function writeMe(person: string): void {
  try {
    if (person === '') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, person);
  } catch {
    // Storage may be forbidden; then it is asked again.
  }
}

/** Whether a text is a handle as records have it. */
export function isHandle(text: string): boolean {
  return /^@[A-Za-z0-9][A-Za-z0-9_-]*$/u.test(text);
}
