const PREFIX = 'gait-walk:';

/** Which walk a tab shows. */
interface Choice {
  /** `none` when the person chose none; undefined when they have not chosen. */
  read: () => string | undefined;
  write: (id: string | undefined) => void;
  /** Forgets the choices of every SOP. */
  forget: () => void;
}

/** Which walk of an SOP a tab shows. Survives a reload of the tab. */
export function createChoice(sop: string): Choice {
  const key = PREFIX + sop;
  let chosen: string | undefined;
  // Storage may be forbidden; then a reload forgets the choice.
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch {
      // As said.
    }
  };
  attempt(() => {
    chosen = sessionStorage.getItem(key) ?? undefined;
  });
  return {
    read: () => chosen,
    write(id) {
      chosen = id ?? 'none';
      attempt(() => sessionStorage.setItem(key, id ?? 'none'));
    },
    forget() {
      chosen = undefined;
      attempt(() =>
        Object.keys(sessionStorage)
          .filter((one) => one.startsWith(PREFIX))
          .forEach((one) => sessionStorage.removeItem(one)),
      );
    },
  };
}
