import { compareDiagnostics, type Diagnostic, type Severity } from '../model/diagnostic.ts';
import type { GaitFile } from '../model/document.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { RULES } from '../rules/index.ts';
import type { FileRule, GraphRule, Report, Rule } from '../rules/rule.ts';

/** How a rule is set: its severity here, and its options with the rule's own defaults filled in. */
export interface Setting {
  severity: Severity | 'off';
  options: unknown;
}

/** Settings of every rule for one configuration. Options that do not fit count as left out; {@link checkSettings} reports them. */
const settingsOf = new WeakMap<Configuration, Map<string, Setting>>();

/** Runs every file rule that looks at this kind of file. Depends on nothing but its arguments. */
export function checkFile(file: GaitFile, configuration: Configuration): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const rule of FILE_RULES) {
    if (!rule.kinds.includes(file.kind)) continue;
    const setting = getSetting(rule, configuration);
    if (setting.severity === 'off') continue;
    const severity = setting.severity;
    rule.check({
      file,
      configuration,
      options: setting.options,
      report: (report) => diagnostics.push(toDiagnostic({ rule, report, severity, file: report.file ?? file.path })),
    });
  }
  return diagnostics.sort(compareDiagnostics);
}

/** Runs every graph rule over the joined knowledge base. */
export function checkBase(base: KnowledgeBase): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const rule of GRAPH_RULES) {
    const setting = getSetting(rule, base.configuration);
    if (setting.severity === 'off') continue;
    const severity = setting.severity;
    rule.check({
      base,
      options: setting.options,
      report: (report) => diagnostics.push(toDiagnostic({ rule, report, severity, file: report.file })),
    });
  }
  return diagnostics.sort(compareDiagnostics);
}

/** Problems of `rules` and `disable` in the configuration: unknown codes, options that do not fit. */
export function checkSettings(
  configuration: Configuration,
): { pointer: string; message: string; expected?: string[] }[] {
  const problems: { pointer: string; message: string; expected?: string[] }[] = [];
  for (const [code, value] of Object.entries(configuration.rules)) {
    const rule = RULE_BY_CODE.get(code);
    if (!rule) {
      problems.push({
        pointer: `/rules/${code}`,
        message: `Unexpected rule \`${code}\` in \`rules\`, expected the code of a rule`,
        expected: [...RULE_BY_CODE.keys()],
      });
    } else if (Array.isArray(value)) {
      const parsed = rule.meta.options?.safeParse(value[1]);
      if (!parsed)
        problems.push({
          pointer: `/rules/${code}`,
          message: `Unexpected options of the rule \`${code}\`, expected none`,
        });
      else if (!parsed.success) {
        const [issue] = parsed.error.issues;
        problems.push({
          pointer: `/rules/${code}/1`,
          message: `Unexpected option \`${issue?.path.join('.') ?? ''}\` of the rule \`${code}\`, expected ${issue?.message ?? 'another value'}`,
        });
      }
    }
  }
  configuration.disable.forEach(({ rule }, index) => {
    if (!RULE_BY_CODE.has(rule)) {
      problems.push({
        pointer: `/disable/${index}/rule`,
        message: `Unexpected rule \`${rule}\` in \`disable\`, expected the code of a rule`,
        expected: [...RULE_BY_CODE.keys()],
      });
    }
  });
  return problems;
}

const RULE_BY_CODE = new Map(RULES.map((rule) => [rule.meta.code, rule]));
const FILE_RULES = RULES.filter((rule): rule is FileRule => rule.scope === 'file');
const GRAPH_RULES = RULES.filter((rule): rule is GraphRule => rule.scope === 'graph');

/** Options of a rule as this configuration sets them; undefined when the rule is off. */
export function getRuleOptions(code: string, configuration: Configuration): unknown {
  const rule = RULE_BY_CODE.get(code);
  const setting = rule && getSetting(rule, configuration);
  return !setting || setting.severity === 'off' ? undefined : setting.options;
}

/** How a rule is set in a configuration. */
export function getSetting(rule: Rule, configuration: Configuration): Setting {
  let settings = settingsOf.get(configuration);
  if (!settings) settingsOf.set(configuration, (settings = new Map<string, Setting>()));
  let setting = settings.get(rule.meta.code);
  if (!setting) settings.set(rule.meta.code, (setting = createSetting(rule, configuration)));
  return setting;
}

function createSetting(rule: Rule, configuration: Configuration): Setting {
  const value = configuration.rules[rule.meta.code];
  const [severity, given] = Array.isArray(value) ? value : [value, undefined];
  const parsed = rule.meta.options?.safeParse(given ?? {});
  const options = parsed?.success ? parsed.data : rule.meta.options?.safeParse({}).data;
  return { severity: severity ?? rule.meta.severity, options };
}

const RANK: Record<Severity, number> = { error: 2, warning: 1, info: 0 };

function toDiagnostic(input: { rule: Rule; report: Report; severity: Severity; file: string }): Diagnostic {
  const { severity: reported, ...report } = input.report;
  const severity = reported && RANK[reported] < RANK[input.severity] ? reported : input.severity;
  return { ...report, rule: input.rule.meta.code, severity, file: input.file };
}
