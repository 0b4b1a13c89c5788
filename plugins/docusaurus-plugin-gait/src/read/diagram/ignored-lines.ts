import { drawDiagram } from './engine.ts';
import type { Diagram } from './source.ts';

/** Lines that shape a diagram without drawing anything themselves. */
const SHAPING =
  /^(?:end|else|and|option|direction|autonumber|activate|deactivate|title|x-axis|y-axis|style|classDef|class|cssClass|linkStyle|hide|box|participant|actor|create|destroy|\}|--|note\b)/iu;
/** More lines are not looked at one by one: each is drawn again. */
const MOST_LINES = 80;

/**
 * Lines of a diagram, from 0, that the drawing passes over: taken away they change nothing, and alone they draw nothing. Such a line
 * was meant to say something, so there is a mistake in it.
 */
export function findIgnoredLines({ code, headerLine }: Diagram): number[] {
  const lines = code.split('\n');
  const header = lines[headerLine] ?? '';
  const whole = drawDiagram(code);
  const empty = drawDiagram(header);
  if (whole === undefined || lines.length > MOST_LINES) return [];
  return lines.flatMap((line, at) => {
    if (at <= headerLine || line.trim() === '' || SHAPING.test(line.trim())) return [];
    if (drawDiagram([...lines.slice(0, at), '', ...lines.slice(at + 1)].join('\n')) !== whole) return [];
    const alone = drawDiagram(`${header}\n${line}`);
    return alone === empty ? [at] : [];
  });
}
