import type { Block, RenderedStep } from '../../report/pages/page.ts';
import type { WalkPart, WalkStep } from '../../report/walk/text.ts';

/** The steps of a page as plain text: what a walk keeps, so that it can go on when the page has another text. */
export function toWalkText(steps: readonly RenderedStep[], html: Readonly<Record<string, string>>): WalkStep[] {
  const read = (name: string): string => toPlainText(html[name] ?? '');
  return steps.map(({ id, number, titleHtml, blocks, wait, onFailure }) => ({
    id,
    number,
    title: read(titleHtml).replace(/\s+/gu, ' '),
    parts: blocks.map((block) => toPart(block, html)),
    ...(wait !== undefined && { wait }),
    ...(onFailure && { on_failure: onFailure }),
  }));
}

/** The items of the lists in some blocks, each a line; paragraphs where there is no list. */
export function toItems(blocks: readonly Block[], html: Readonly<Record<string, string>>): string[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'prose') return [];
    const body = parse(html[block.html] ?? '');
    const items = [...body.querySelectorAll(':scope > ul > li, :scope > ol > li')];
    const found = items.length > 0 ? items : [...body.querySelectorAll(':scope > p')];
    return found.map((one) => (one.textContent ?? '').replace(/\s+/gu, ' ').trim()).filter(Boolean);
  });
}

function toPart(block: Block, html: Readonly<Record<string, string>>): WalkPart {
  const source = html[block.html] ?? '';
  if (block.kind === 'code') {
    const kind = block.isOutput ? 'output' : block.isCommand ? 'command' : 'code';
    return { kind, text: parse(source).textContent ?? '', language: block.language };
  }
  const text = toPlainText(source);
  if (block.kind === 'approval') return { kind: 'approval', text, role: block.role };
  return { kind: block.kind === 'stop' ? 'stop' : 'text', text };
}

const BLOCKS = new Set([
  'P',
  'UL',
  'OL',
  'LI',
  'TABLE',
  'TR',
  'PRE',
  'BLOCKQUOTE',
  'H3',
  'H4',
  'H5',
  'H6',
  'DIV',
  'DETAILS',
  'SUMMARY',
]);

/** Text with a line for each block, items of lists with a dash. */
function toPlainText(html: string): string {
  let text = '';
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      text += node.parentElement?.closest('pre') ? node.nodeValue : (node.nodeValue ?? '').replace(/\s+/gu, ' ');
      return;
    }
    if (node instanceof Element && node.classList.contains('gait-diagram')) {
      text += `Diagram: ${node.querySelector('title')?.textContent ?? ''}\n`;
      return;
    }
    const isBlock = BLOCKS.has(node.nodeName);
    if ((isBlock || node.nodeName === 'BR') && text !== '' && !text.endsWith('\n')) text += '\n';
    if (node.nodeName === 'LI') text += '- ';
    node.childNodes.forEach(visit);
    if (node.nodeName === 'TD' || node.nodeName === 'TH') text += '  ';
    if (isBlock && !text.endsWith('\n')) text += '\n';
  };
  parse(html).childNodes.forEach(visit);
  return text.trim();
}

/** A document of its own: nothing in it is loaded or run. */
function parse(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}
