import { readDropped } from '../../report/findings/browser.ts';
import type { DroppedFindings } from '../../report/findings/browser.ts';
import type { FindingsMap } from '../../report/findings/needed.ts';

/** What the page asks, and what it gets. */
export type WorkerRequest = { file: File; map: FindingsMap };
export type WorkerAnswer = { dropped: DroppedFindings } | { error: string };

// The worker reads the file itself, so that a large one neither blocks the page nor is copied to it.
self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  const { file, map } = event.data;
  readDropped({ name: file.name, pieces: readPieces(file), map }).then(
    (dropped) => self.postMessage({ dropped } satisfies WorkerAnswer),
    () => self.postMessage({ error: 'The file cannot be read any more.' } satisfies WorkerAnswer),
  );
});

async function* readPieces(file: File): AsyncGenerator<Uint8Array> {
  const reader = (file.stream() as ReadableStream<Uint8Array>).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}
