import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { toGitlab } from '../../plugins/docusaurus-plugin-gait/src/write/gitlab.ts';
import { anyDiagnostic } from './write-support.ts';

interface Entry {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number } };
}

const read = (diagnostics: Diagnostic[]): Entry[] => JSON.parse(toGitlab(diagnostics)) as Entry[];

describe('GitLab', () => {
  it('reports place, severity and what to do', () => {
    const place = { start: { line: 3, column: 1, offset: 10 }, end: { line: 3, column: 5, offset: 14 } };
    const output = toGitlab([
      {
        rule: 'unknown-key',
        severity: 'error',
        file: 'docs/sops/a.md',
        place,
        message: 'Unexpected key `ownr`',
        hint: 'Rename it.',
        subject: 'ownr',
      },
    ]);
    expect(output).toMatchInlineSnapshot(`
      "[
        {
          "description": "Unexpected key \`ownr\`. Rename it.",
          "check_name": "unknown-key",
          "fingerprint": "dd00866bfe0a29da28317606451d6affc79035466d6830d104d68c54cd166853",
          "severity": "major",
          "location": {
            "path": "docs/sops/a.md",
            "lines": {
              "begin": 3,
              "end": 3
            }
          }
        }
      ]
      "
    `);
  });

  it('has a line even where there is no place', () => {
    expect(read([{ rule: 'a', severity: 'info', file: 'a', message: 'b' }])[0]?.location.lines.begin).toBe(1);
  });

  it('names every entry differently, and the same when lines move', () => {
    fc.assert(
      fc.property(fc.array(anyDiagnostic, { maxLength: 30 }), fc.nat(50), (some, down) => {
        const diagnostics = [...some, ...some];
        const moved = diagnostics.map((one) => {
          if (!one.place) return one;
          const { start, end } = one.place;
          return {
            ...one,
            place: { start: { ...start, line: start.line + down }, end: { ...end, line: end.line + down } },
          };
        });
        const names = read(diagnostics).map((one) => one.fingerprint);
        expect(new Set(names).size).toBe(diagnostics.length);
        expect(read(moved).map((one) => one.fingerprint)).toEqual(names);
      }),
    );
  });
});
