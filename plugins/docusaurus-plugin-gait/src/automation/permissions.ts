import type { Manifest } from '../model/schema/manifest.ts';
import type { Operation } from './iam-actions/service.ts';

/** Where a command would act: the parts of ARNs that a command's input does not say. */
export interface Place {
  partition: string;
  account: string;
  region: string;
}

/** What is asked: an IAM action and, where they are known, the ARNs that it is about. */
export interface Question {
  action: string;
  resources?: readonly string[];
}

/**
 * Whether a manifest's permissions allow an action on resources. `*` stands for any characters and `?` for one, as in IAM; the case of
 * actions does not matter. Conditions are left to AWS, which holds them when a role is assumed.
 */
export function isAllowed({ action, resources }: Question, permissions: Manifest['permissions']): boolean {
  const matching = permissions.filter(({ actions }) => actions.some((pattern) => matches(action, pattern, 'iu')));
  if (resources === undefined || resources.length === 0) return matching.length > 0;
  const patterns = matching.flatMap((permission) => permission.resources);
  return resources.every((resource) => patterns.some((pattern) => matches(resource, pattern, 'u')));
}

/** The questions that a command raises with this input. Only its first action is held against resources, where they can be known. */
export function getQuestions({ actions, on = [] }: Operation, input: object, place: Place): Question[] {
  const arns = on.map((template) => toArns(template, { ...input, ...place }));
  const resources = arns.every((one) => one !== undefined) ? arns.flat() : undefined;
  return actions.map((action, index) => (index === 0 ? { action, resources } : { action }));
}

/** Fills a template in; a list in a field gives an ARN for each. Undefined when a field is missing: only AWS can decide then. */
function toArns(template: string, fields: Readonly<Record<string, unknown>>): string[] | undefined {
  let arns = [template];
  for (const [placeholder, name = ''] of template.matchAll(/\{(\w+)\}/gu)) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (values.length === 0 || !values.every((one) => typeof one === 'string' && one !== '')) return undefined;
    arns = arns.flatMap((arn) => (values as string[]).map((one) => fill(arn, placeholder, one)));
  }
  return arns;
}

/** Many fields take a name or an ARN; paths come with and without their first slash. */
function fill(arn: string, placeholder: string, value: string): string {
  if (value.startsWith('arn:')) return value;
  return arn.replace(placeholder, () => value.replace(/^\/(?:hostedzone\/)?/u, ''));
}

function matches(text: string, pattern: string, flags: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/]/gu, '\\$&')
    .replace(/\*+/gu, '.*')
    .replace(/\?/gu, '.');
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}
