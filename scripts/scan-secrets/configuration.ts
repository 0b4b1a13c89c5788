import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { isExcepted } from 'docusaurus-plugin-gait/automation';
import { SUBJECTS } from './scan.ts';

/** Names that promise a secret. */
const SECRET_NAME = /passw|secret|token|api_?key|private_?key|access_?key|credential|connection_?string|dsn$/iu;

/** A value that only says where the secret is: an ARN, or the name of a parameter or secret. */
const REFERENCE = /^(?:arn:|\/[\w./-]+$)/u;

/** What the configuration of a function says about secrets. */
export interface Configuration {
  variables: number;
  findings: Finding[];
}

/** Looks at the names of a function's variables, and at the accounts of what they point to. Values are concealed from then on. */
export async function readConfiguration(context: Context): Promise<Configuration | undefined> {
  const { clients, inputs, conceal, exceptions, account } = context;
  const name = inputs.function;
  if (name === undefined) return undefined;
  const { Environment } = await clients.lambda.getFunctionConfiguration({ FunctionName: name });
  const variables = Object.entries(Environment?.Variables ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const plain = variables.filter(([variable, value]) => SECRET_NAME.test(variable) && !REFERENCE.test(value));
  for (const [, value] of plain) if (value.length >= 4) conceal(value);
  const foreign = variables.filter(([, value]) => isOfAnotherAccount(value, account));
  const findings = [
    ...plain.map(([variable]) =>
      toFinding(
        name,
        `plain-${variable}`,
        `holds ${variable} in plain`,
        'Store it as a secret parameter, and read it at run time',
      ),
    ),
    ...foreign.map(([variable]) =>
      toFinding(
        name,
        `foreign-${variable}`,
        `reads ${variable} from another account`,
        `Give ${account} a secret of its own`,
      ),
    ),
  ];
  return { variables: variables.length, findings: isExcepted(exceptions, SUBJECTS, name) ? [] : findings };
}

function isOfAnotherAccount(value: string, account: string): boolean {
  const [arn, , service = '', , owner] = value.split(':');
  return arn === 'arn' && ['secretsmanager', 'ssm'].includes(service) && owner !== account;
}

function toFinding(name: string, kind: string, what: string, advice: string): Finding {
  return { id: `${name}/${kind}`, resource: name, what: `The function ${name} ${what}`, advice };
}
