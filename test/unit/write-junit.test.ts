import fc from 'fast-check';
import sax from 'sax';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { escapeXml, toJunit } from '../../plugins/docusaurus-plugin-gait/src/write/junit.ts';
import { toVisible } from '../../plugins/docusaurus-plugin-gait/src/write/visible.ts';
import { anyDiagnostic, anyText, createContext } from './write-support.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** Every element in the order of its start, read by a strict parser. */
function readXml(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    elements.push(element);
    open.push(element);
  };
  parser.ontext = (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.onclosetag = () => void open.pop();
  parser.write(xml).close();
  return elements;
}

const place = { start: { line: 3, column: 1, offset: 10 }, end: { line: 3, column: 5, offset: 14 } };
const texts = { 'docs/sops/a.md': '', 'docs/sops/b.md': '' };

describe('JUnit', () => {
  it('has a suite for each file', () => {
    const output = toJunit(
      [
        {
          rule: 'unknown-key',
          severity: 'error',
          file: 'docs/sops/a.md',
          place,
          message: 'Unexpected key `<ownr>`',
          hint: 'Rename it.',
        },
        { rule: 'review-overdue', severity: 'warning', file: 'docs/sops/a.md', message: 'Unexpected date' },
      ],
      createContext(texts),
    );
    expect(output).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="gait validate" tests="3" failures="1" errors="0">
        <testsuite name="docs/sops/a.md" tests="2" failures="1" errors="0">
          <testcase name="unknown-key (3:1)" classname="docs/sops/a.md" line="3">
            <failure message="Unexpected key \`&lt;ownr&gt;\`" type="unknown-key">docs/sops/a.md:3:1&#10;Unexpected key \`&lt;ownr&gt;\`&#10;Rename it.&#10;https://example.com/rules/unknown-key/</failure>
          </testcase>
          <testcase name="review-overdue" classname="docs/sops/a.md">
            <system-out>warning: docs/sops/a.md&#10;Unexpected date</system-out>
          </testcase>
        </testsuite>
        <testsuite name="docs/sops/b.md" tests="1" failures="0" errors="0">
          <testcase name="valid" classname="docs/sops/b.md"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('is well formed and counts right, whatever the content', () => {
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 10 }), (diagnostics: Diagnostic[]) => {
        const elements = readXml(toJunit(diagnostics, createContext(texts)));
        const cases = elements.filter((one) => one.name === 'testcase');
        const failures = elements.filter((one) => one.name === 'failure');
        const [root] = elements;
        expect(root?.attributes).toMatchObject({ tests: String(cases.length), failures: String(failures.length) });
        expect(failures).toHaveLength(diagnostics.filter((one) => one.severity === 'error').length);
        expect(cases.filter((one) => one.attributes.name !== 'valid')).toHaveLength(diagnostics.length);
      }),
    );
  });

  it('gives back what was put in, made visible', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [element] = readXml(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`);
        expect(element).toEqual({ name: 'a', attributes: { b: toVisible(text) }, text: toVisible(text) });
      }),
    );
  });
});
