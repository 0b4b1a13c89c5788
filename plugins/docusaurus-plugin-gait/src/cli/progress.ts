import type { Io } from './io.ts';

/** Milliseconds before anything is shown, and between two updates. */
const PATIENCE = 500;
const INTERVAL = 100;

/** Tells a waiting person how far it is. */
export interface Progress {
  update: (done: number, total: number) => void;
  end: () => void;
}

/** One line on stderr that replaces itself, after a while and on a terminal alone. */
export function createProgress(io: Io): Progress {
  const start = io.now();
  let shownAt = 0;
  return {
    update(done, total) {
      const now = io.now();
      if (!io.stderr.isTTY || now - start < PATIENCE || now - shownAt < INTERVAL) return;
      shownAt = now;
      io.stderr.write(`\r\u001B[KChecking ${done} of ${total} files …`);
    },
    end() {
      if (shownAt > 0) io.stderr.write('\r\u001B[K');
    },
  };
}
