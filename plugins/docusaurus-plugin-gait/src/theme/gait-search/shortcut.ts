const SETTING = 'gait-search-slash';

/** Whether `/` opens the search. One key alone can get in the way of speech input, so it can be switched off (WCAG 2.1.4). */
export function isSlashOn(): boolean {
  try {
    return window.localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

/** Keeps the choice on this device; where nothing can be kept, `/` stays on. */
export function setSlash(isOn: boolean): void {
  try {
    if (isOn) window.localStorage.removeItem(SETTING);
    else window.localStorage.setItem(SETTING, 'off');
  } catch {
    // Private windows may refuse.
  }
}

/** Whether a key asks for the search: Ctrl-K or ⌘-K anywhere, `/` where nobody is typing. */
export function asksForSearch(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (event.isComposing) return false;
  if (key.toLowerCase() === 'k') return (ctrlKey || metaKey) && !altKey;
  if (key !== '/' || ctrlKey || metaKey || altKey) return false;
  const isTyping =
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));
  return !isTyping && isSlashOn();
}
