import published from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { toRelativeUri, toSarif } from '../../plugins/docusaurus-plugin-gait/src/write/sarif.ts';
import { anyDiagnostic, anyText, createContext } from './write-support.ts';

/** The published schema. It is of draft 4; what it uses means the same in draft 7, but for the name of its id. */
const { $schema: _draft, id: _id, ...schema } = published;

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats(ajv);
const isSarif = ajv.compile(schema);

function read(diagnostics: Diagnostic[]): Log {
  return JSON.parse(toSarif(diagnostics, createContext())) as Log;
}

const diagnostic: Diagnostic = {
  rule: 'unknown-key',
  severity: 'error',
  file: 'docs/sops/größe [1] 100%.md',
  place: { start: { line: 3, column: 1, offset: 10 }, end: { line: 3, column: 5, offset: 14 } },
  message: 'Unexpected key `ownr`, expected a key of an SOP',
  expected: ['owner'],
  hint: 'Rename it.',
  related: [{ file: 'docs/sops/b.md', message: 'The same here' }],
  subject: 'ownr',
};

describe('SARIF', () => {
  it('is what the schema asks', () => {
    expect(toSarif([diagnostic], createContext())).toMatchInlineSnapshot(`
      "{
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
          {
            "tool": {
              "driver": {
                "name": "Gait",
                "semanticVersion": "0.1.0",
                "rules": [
                  {
                    "id": "unknown-key",
                    "name": "UnknownKey",
                    "shortDescription": {
                      "text": "Keys are known."
                    },
                    "fullDescription": {
                      "text": "Keys are known. A key that nobody reads is a promise that nobody keeps: read more."
                    },
                    "help": {
                      "text": "A key that nobody reads is a promise that nobody keeps: read more.",
                      "markdown": "A key that nobody reads is a promise that **nobody** keeps: [read more](https://example.com)."
                    },
                    "helpUri": "https://example.com/rules/unknown-key/",
                    "defaultConfiguration": {
                      "level": "error"
                    }
                  }
                ]
              }
            },
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {
              "%SRCROOT%": {
                "description": {
                  "text": "Root of the knowledge base."
                }
              }
            },
            "results": [
              {
                "ruleId": "unknown-key",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                  "text": "Unexpected key \`ownr\`, expected a key of an SOP\\nExpected: owner\\nRename it."
                },
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "docs/sops/gr%C3%B6%C3%9Fe%20%5B1%5D%20100%25.md",
                        "uriBaseId": "%SRCROOT%"
                      },
                      "region": {
                        "startLine": 3,
                        "startColumn": 1,
                        "endLine": 3,
                        "endColumn": 5
                      }
                    }
                  }
                ],
                "relatedLocations": [
                  {
                    "id": 0,
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "docs/sops/b.md",
                        "uriBaseId": "%SRCROOT%"
                      }
                    },
                    "message": {
                      "text": "The same here"
                    }
                  }
                ],
                "partialFingerprints": {
                  "primaryLocationLineHash": "5bb1ba94afd09699:1",
                  "gait/v1": "5bb1ba94afd09699cf061eade80a11a6874d7e2ca479286ccdbc997e6c35dca9"
                }
              }
            ]
          }
        ]
      }
      "
    `);
    expect(isSarif(read([diagnostic])) || isSarif.errors).toBe(true);
    expect(isSarif(read([])) || isSarif.errors).toBe(true);
  });

  it('is held against a schema that refuses', () => {
    expect(isSarif({ version: '2.1.0' })).toBe(false);
    expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });

  it('follows the schema whatever the content', () => {
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 10 }), (diagnostics) => {
        const log = read(diagnostics);
        expect(isSarif(log) || isSarif.errors).toBe(true);
        const [run] = log.runs;
        const results = run?.results ?? [];
        expect(results.map((one) => run?.tool.driver.rules?.[one.ruleIndex ?? -1]?.id)).toEqual(
          results.map((one) => one.ruleId),
        );
        const names = results.map((one) => one.partialFingerprints?.['gait/v1']);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('turns a path into a relative address and back', () => {
    const anyPath = fc.array(
      anyText.filter((part) => !/\/|\p{Cs}/u.test(part) && !['', '.', '..'].includes(part)),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(anyPath, (parts) => {
        const path = parts.join('/');
        const uri = toRelativeUri(path);
        expect(uri).toMatch(/^[A-Za-z0-9%\-._~/]*$/u);
        expect(decodeURIComponent(new URL(uri, 'file:///root/').pathname)).toBe(`/root/${path}`);
      }),
    );
  });

  it('keeps text that looks like a link as text', () => {
    const [result] = read([{ ...diagnostic, message: 'Unexpected `[x](1)`' }]).runs[0]?.results ?? [];
    expect(result?.message.text).toContain('`\\[x\\](1)`');
  });
});
