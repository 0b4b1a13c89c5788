import { useContext, useMemo } from 'react';
import { toAssignments } from '../../report/walk/assignments.ts';
import { getUsedNames, getValueProblem } from '../../report/walk/values.ts';
import { HeldContext, ValuesContext } from './desk-context.ts';

/** What a block of code is copied with. The command itself is never edited. */
export interface CopyPlan {
  /** Lines that go before the command. */
  before: string[];
  /** What to say after copying: values that are missing. */
  missing?: string;
  /** Why nothing is copied. */
  refusal?: string;
}

/** How a block of code is copied on an SOP's page: its values before it, or why not; undefined elsewhere. */
export function useCopyPlan({ html, language }: { html: string; language: string }): CopyPlan | undefined {
  const { variables, values } = useContext(ValuesContext) ?? {};
  const held = useContext(HeldContext);
  const used = useMemo(() => {
    const text = html.replace(/<[^>]*>/gu, '');
    const names = getUsedNames(text, variables?.map(({ name }) => name) ?? []);
    return variables?.filter(({ name }) => names.includes(name)) ?? [];
  }, [html, variables]);
  return useMemo(() => {
    if (!values) return undefined;
    if (held !== undefined) return { before: [], refusal: `Held: ${held}.` };
    const filled = used.filter(({ name }) => (values[name] ?? '') !== '');
    const problems = filled.flatMap((one) => getValueProblem(one, values[one.name] ?? '') ?? []);
    const missing = used.filter(({ name }) => (values[name] ?? '') === '').map(({ name }) => name);
    return {
      before: toAssignments(
        language,
        filled.map(({ name }) => ({ name, value: values[name] ?? '' })),
      ),
      refusal: problems.length > 0 ? `Not copied. ${problems.join(' ')}` : undefined,
      missing: missing.length > 0 ? `without a value for ${missing.join(', ')}` : undefined,
    };
  }, [values, used, held, language]);
}
