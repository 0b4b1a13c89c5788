import type { Nodes } from 'mdast';
import { OUTPUT_LANGUAGE } from '../../model/fingerprint.ts';
import { toFence } from '../../read/body/fences.ts';
import type { BodySource } from '../../read/body/places.ts';
import { isSilent } from '../../read/body/silent.ts';
import { DIAGRAM_LANGUAGE } from '../../model/diagram.ts';
import type { Block } from '../../report/pages/page.ts';
import { toDiagramHtml } from './diagram.ts';
import { highlightToHtml } from './highlight.ts';
import type { Unit } from './html.ts';

/** Languages of commands that a person types. */
const COMMAND_LANGUAGES: ReadonlySet<string> = new Set(['bash', 'sh']);

/** Collects the pieces of one page: units to be rendered together at the end, and code that is highlighted at once. */
export interface BlockWriter {
  /** Nodes as blocks, in order. What shows nothing is left out. */
  toBlocks(nodes: readonly Nodes[]): Block[];
  /** Adds a unit and returns its name. */
  addUnit(unit: Unit): string;
  /** Units by name, in order. */
  units: Map<string, Unit>;
  /** Highlighted code by name. */
  code: Record<string, string>;
}

/** A writer for one body. Names are short and depend on the order alone. */
export function createBlockWriter(source: BodySource): BlockWriter {
  const units = new Map<string, Unit>();
  const code: Record<string, string> = {};
  const getName = (): string => `h${units.size + Object.keys(code).length + 1}`;
  const addUnit = (unit: Unit): string => {
    const name = getName();
    units.set(name, unit);
    return name;
  };

  function toBlocks(nodes: readonly Nodes[]): Block[] {
    const blocks: Block[] = [];
    let prose: Nodes[] = [];
    let openDetails = 0;
    const endProse = (): void => {
      if (prose.length > 0) blocks.push({ kind: 'prose', html: addUnit(prose) });
      prose = [];
    };
    for (const node of nodes) {
      if (node.type !== 'root' && isSilent(node)) continue;
      openDetails += countOpenDetails(node);
      const block = openDetails > 0 ? undefined : toOwnBlock(node);
      if (block === undefined) prose.push(node);
      else {
        endProse();
        blocks.push(block());
      }
    }
    endProse();
    return blocks;
  }

  /** What is shown as more than prose; undefined for prose. */
  function toOwnBlock(node: Nodes): (() => Block) | undefined {
    if (node.type === 'code') {
      const { language, code: text } = toFence(node, source, {});
      const diagram = language === DIAGRAM_LANGUAGE ? toDiagramHtml(text) : undefined;
      if (diagram !== undefined) {
        return () => {
          const name = getName();
          code[name] = diagram;
          return { kind: 'prose', html: name };
        };
      }
      return () => {
        const name = getName();
        code[name] = highlightToHtml(text, language);
        const isOutput = language === OUTPUT_LANGUAGE;
        return { kind: 'code', html: name, language, isCommand: COMMAND_LANGUAGES.has(language), isOutput };
      };
    }
    if (node.type !== 'containerDirective') return undefined;
    if (node.name === 'stop') return () => ({ kind: 'stop', html: addUnit(node.children) });
    const role = node.attributes?.role;
    if (node.name !== 'approval' || !role) return undefined;
    return () => ({ kind: 'approval', html: addUnit(node.children), role });
  }

  return { toBlocks, addUnit, units, code };
}

/** `<details>` may hold code: what it holds stays one piece. */
function countOpenDetails(node: Nodes): number {
  if (node.type !== 'html') return 0;
  return (node.value.match(/<details\b/giu) ?? []).length - (node.value.match(/<\/details\b/giu) ?? []).length;
}
