import { DIAGRAM_LANGUAGE } from '../../model/diagram.ts';

/** The library that draws, as far as it is used. */
interface Engine {
  renderMermaidSVG(text: string, options: { transparent: boolean; padding: number }): string;
}

let engine: Engine | undefined;

/** Longer diagrams are shown as their text: to lay one out takes longer and longer. */
const LONGEST = 20_000;
const FENCE = new RegExp(String.raw`^[ \t>]*(?:\x60{3,}|~{3,})[ \t]*${DIAGRAM_LANGUAGE}\b`, 'imu');

/**
 * Loads the library when one of the texts has a diagram. It is large, and most knowledge bases have few diagrams: who has none does
 * not wait for it. After that {@link drawDiagram} draws.
 */
export async function prepareDiagrams(texts: readonly Uint8Array[]): Promise<void> {
  if (engine) return;
  const word = Buffer.from(DIAGRAM_LANGUAGE);
  const hasOne = texts.some((bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return buffer.includes(word) && FENCE.test(buffer.toString('utf8'));
  });
  if (hasOne) engine = await import('beautiful-mermaid');
}

/**
 * Draws a diagram as SVG: text that must be sanitised before it reaches a page.
 * @returns undefined when the library is not loaded or cannot draw this.
 */
export function drawDiagram(code: string): string | undefined {
  if (!engine || code.length > LONGEST) return undefined;
  try {
    return engine.renderMermaidSVG(code, { transparent: true, padding: 8 });
  } catch {
    return undefined;
  }
}

/** Whether {@link drawDiagram} can draw anything. */
export function canDraw(): boolean {
  return engine !== undefined;
}
