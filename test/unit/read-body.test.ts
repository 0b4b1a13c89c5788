import { describe, expect, it } from 'vitest';
import { parsePageBody, parseSopBody } from '../../plugins/docusaurus-plugin-gait/src/read/body/index.ts';
import { at, FRONT_MATTER, procedure, readBody, START } from './read-support.ts';

const page = (text: string) => {
  const { body } = parsePageBody({ text, start: START });
  if (!body) throw new Error('no body');
  return body;
};

describe('sections', () => {
  it('are known by their titles, without case and with an id', () => {
    const { sections } = readBody(
      '## purpose\n\nA\n\n## When to use {#when}\n\n## Nonsense\n\n<!-- soon -->\n\n## Procedure\n\n### Deep\n\n1. a\n',
    );
    expect(sections.map(({ key, title, slug, isEmpty }) => [key, title, slug, isEmpty])).toEqual([
      ['purpose', 'purpose', 'purpose', false],
      ['when-to-use', 'When to use', 'when', true],
      [undefined, 'Nonsense', 'nonsense', true],
      ['procedure', 'Procedure', 'procedure', false],
    ]);
  });

  it('may be titled in another language', () => {
    const { body } = parseSopBody({
      text: '## Ablauf\n\n1. Los.\n\n## Procedure\n',
      start: START,
      titles: { procedure: 'Ablauf' },
    });
    expect(body?.sections.map((section) => section.key)).toEqual(['procedure', undefined]);
    expect(body?.steps).toHaveLength(1);
  });

  it('are placed in the file, after front matter, byte order mark and CRLF', () => {
    const file = `\uFEFF---\n${FRONT_MATTER}---\n\n## Purpose\n\nText\n`.replaceAll('\n', '\r\n');
    const { sections } = readBody(file);
    expect(sections[0]?.place.start).toEqual({ line: 13, column: 1, offset: file.indexOf('## Purpose') });
  });

  it('survive a container that is not closed', () => {
    const { sections, steps, directives } = readBody('## Purpose\n\n:::stop\nA\n\n## Procedure\n\n1. Go.\n');
    expect(sections.map((section) => section.key)).toEqual(['purpose', 'procedure']);
    expect(steps).toHaveLength(1);
    expect(directives.map((one) => one.kind)).toEqual(['unclosed']);
  });
});

describe('headings and anchors', () => {
  it('are unique, wherever they stand', () => {
    const { headings, anchors } = page('# A\n\n## A\n\n> ## `A` *b*\n\n### C {#own}\n');
    expect(headings.map(({ depth, text, slug }) => [depth, text, slug])).toEqual([
      [1, 'A', 'a'],
      [2, 'A', 'a-1'],
      [2, 'A b', 'a-b'],
      [3, 'C', 'own'],
    ]);
    expect(anchors).toEqual(['a', 'a-1', 'a-b', 'own']);
  });
});

describe('steps', () => {
  const steps = (items: string) => readBody(procedure(items)).steps;

  it('have numbers as written, ids, titles and text', () => {
    const found = steps(
      '1. Cut the **network**. Then wait. {#cut}\n   More text.\n3) Look (e.g. at `x`) again? Yes.\n\n5) Cut the network\n',
    );
    expect(found.map(({ number, id, hasExplicitId, title, text }) => [number, id, hasExplicitId, title, text])).toEqual(
      [
        [1, 'cut', true, 'Cut the network', 'Cut the network. Then wait. More text.'],
        [3, 'look-eg-at-x-again', false, 'Look (e.g. at x) again?', 'Look (e.g. at x) again? Yes.'],
        [5, 'cut-the-network', false, 'Cut the network', 'Cut the network'],
      ],
    );
  });

  it('get ids that nothing else on the page has', () => {
    const { steps: found, anchors } = readBody(
      procedure('1. Purpose\n2. Purpose\n3. Go {#purpose-3}\n4. Purpose\n5. !!!\n'),
    );
    expect(found.map((step) => step.id)).toEqual(['purpose-2', 'purpose-4', 'purpose-3', 'purpose-5', 'step-5']);
    expect(anchors).toEqual(
      expect.arrayContaining(['purpose', 'procedure', 'purpose-2', 'purpose-3', 'purpose-4', 'step-5']),
    );
  });

  it('end with a timer and a branch, in either order, in one paragraph or two', () => {
    const last = (tail: string) =>
      steps(`1. Go.\n\n   ${tail}\n`).map(({ wait, onFailure, text }) => ({ wait, onFailure, text }))[0];
    const both = { wait: '5 minutes', onFailure: 'rollback', text: 'Go.' };
    expect(last('Wait: 5 minutes\n   If this fails: [Rollback](#rollback)')).toEqual(both);
    expect(last('If this fails: [Rollback](#rollback).\n\n   Wait: 5 minutes.')).toEqual(both);
    expect(last('Then look.\n   Wait: 5 minutes')).toEqual({
      wait: '5 minutes',
      onFailure: undefined,
      text: 'Go. Then look.',
    });
    expect(last('If this fails: [Restore](restore.md#one)')).toMatchObject({ onFailure: 'restore.md#one' });
    expect(last('If this fails: call somebody')).toMatchObject({
      onFailure: undefined,
      text: 'Go. If this fails: call somebody',
    });
    expect(last('Wait: 5 minutes\n\n   Then look.')).toMatchObject({
      wait: undefined,
      text: 'Go. Wait: 5 minutes Then look.',
    });
    expect(steps('1. Wait: 5 minutes\n')[0]).toMatchObject({ title: 'Wait: 5 minutes', wait: undefined });
  });

  it('hold fences and gates, apart from their text', () => {
    const [step] = steps(
      '1. Go.\n\n   :::approval{role=approver}\n   Say **why**.\n   :::\n\n   ```bash {exercise="no: console only" timeout="2m"}\n   run\n   ```\n\n   - nested\n\n     ```output\n     done\n     ```\n',
    );
    expect(step?.text).toBe('Go. nested');
    expect(step?.gates).toMatchObject([{ kind: 'approval', role: 'approver', text: 'Say why.' }]);
    expect(step?.fences).toMatchObject([
      {
        language: 'bash',
        info: { exercise: 'no: console only', timeout: '2m' },
        code: 'run',
        step: 'go',
        section: 'procedure',
      },
      { language: 'output', info: {}, code: 'done' },
    ]);
  });
});

describe('what does not belong under Procedure', () => {
  const read = (items: string) => {
    const { steps, strayBlocks } = readBody(procedure(items));
    return { steps: steps.map((step) => step.number), stray: strayBlocks.map((block) => block.kind) };
  };

  it('an unindented fence splits the list, and loses no step', () => {
    const file = procedure('1. One.\n\n```bash\nrun\n```\n\n2. Two.\n3. Three.\n');
    const { steps, strayBlocks, fences } = readBody(file);
    expect(steps.map((step) => step.title)).toEqual(['One', 'Two', 'Three']);
    expect(strayBlocks.map(({ kind, place }) => [kind, at(file, place)])).toEqual([['fence', '```bash\nrun\n```']]);
    expect(fences).toHaveLength(1);
    expect(fences[0]?.step).toBeUndefined();
  });

  it.each([
    ['Text.\n\n1. One.\n', [1], ['text']],
    ['1. One.\n\nText.\n\n1. Again.\n', [1, 1], ['text', 'ordered-list']],
    ['1. One.\n2) Two.\n', [1, 2], ['ordered-list']],
    ['- a\n', [], ['list']],
    ['1. One.\n\n### Sub\n\n2. Two.\n', [1, 2], ['other']],
    ['1. One.\n\n:::stop\nHalt.\n:::\n\n2. Two.\n', [1, 2], ['other']],
    ['<!-- note -->\n\n1. One.\n\n[a]: https://example.com\n', [1], []],
    ['', [], []],
  ])('%j', (items, numbers, stray) => {
    expect(read(items)).toEqual({ steps: numbers, stray });
  });
});
