import type { Diagnostic } from '../model/diagnostic.ts';
import { countDiagnostics, type WriteContext } from './context.ts';

/** Version of {@link toJson}'s shape: grows by one when a key goes away or changes its meaning. */
const SCHEMA = 1;

/**
 * Diagnostics as JSON, for other programs. Keys stand in a fixed order; what is not known is left out. Lines and columns
 * count from 1, columns in UTF-16 code units, offsets from 0; ends are exclusive.
 */
export function toJson(diagnostics: Diagnostic[], context: WriteContext): string {
  const { error, warning, info, files } = countDiagnostics(diagnostics);
  const sops = context.checked.filter((one) => one.isSop).length;
  const report = {
    schema: SCHEMA,
    gait: context.version,
    as_of: context.asOf,
    summary: {
      errors: error,
      warnings: warning,
      infos: info,
      files,
      checked: { sops, others: context.checked.length - sops },
    },
    diagnostics: diagnostics.map((one) => ({
      rule: one.rule,
      severity: one.severity,
      file: one.file,
      place: one.place,
      message: one.message,
      expected: one.expected,
      hint: one.hint,
      related: one.related?.map(({ file, place, message }) => ({ file, place, message })),
      subject: one.subject,
      url: context.getRuleUrl(one.rule),
    })),
    disabled: context.disabled.map(({ rule, file, reason, count }) => ({ rule, file, reason, count })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
