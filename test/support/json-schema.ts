import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/** What a JSON Schema finds wrong with data; '' when nothing. A strict one has no keyword that validators do not know. */
export function findSchemaProblems(schema: object, data: unknown, { isStrict = true } = {}): string {
  const ajv = new Ajv({ strict: isStrict, allowUnionTypes: true });
  formats(ajv);
  const validate = ajv.compile(schema);
  return validate(data) ? '' : ajv.errorsText(validate.errors);
}
