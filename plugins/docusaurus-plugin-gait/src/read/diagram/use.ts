import type { Fence } from '../../model/body.ts';
import type { DiagramUse } from '../../model/diagram.ts';
import type { Place } from '../../model/diagnostic.ts';
import { getColumn } from '../body/fences.ts';
import type { BodySource } from '../body/places.ts';
import { canDraw, drawDiagram } from './engine.ts';
import { findIgnoredLines } from './ignored-lines.ts';
import { toDiagram } from './source.ts';

/** What a diagram says and what became of it. */
export function toDiagramUse(fence: Fence, source: BodySource): DiagramUse {
  const diagram = toDiagram(fence.code);
  const lines = fence.code.split('\n');
  const toPlace = (at: number): Place => {
    const code = lines[at] ?? '';
    const line = fence.codeStart.line + at;
    const start = source.index.getLine(line).offset + getColumn(source, line, code) - 1 + code.search(/\S|$/u);
    return source.index.toPlace(start, start + code.trim().length);
  };
  const isDrawn = diagram.kindName !== undefined && (!canDraw() || drawDiagram(diagram.code) !== undefined);
  return {
    header: diagram.header,
    place: toPlace(diagram.headerLine),
    isDrawn,
    hasTitle: diagram.title !== undefined,
    ignored: isDrawn
      ? findIgnoredLines(diagram).map((at) => ({ text: lines[at]?.trim() ?? '', place: toPlace(at) }))
      : [],
  };
}
