import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import type { CheckScene, Stage, World } from '../scene.ts';

/** A token. Put together here, so that no scanner takes this file for a leak. */
export const TOKEN = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const PASSWORD = 'correct-horse-battery';
/** The function that will run the artefact. */
export const FUNCTION = 'shop-web';

/** A function of the emulator with these variables. */
export async function createFunction(bench: Stage, Variables: Record<string, string>): Promise<void> {
  const [iam, lambda] = [new IAM({ endpoint: bench.endpoint }), new Lambda({ endpoint: bench.endpoint })];
  for (const client of [iam, lambda]) bench.closeAfter(client);
  const { Role } = await iam.createRole({ RoleName: 'shop', AssumeRolePolicyDocument: '{}' });
  await lambda.createFunction({
    FunctionName: FUNCTION,
    Role: Role?.Arn,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: new TextEncoder().encode('none') },
    Environment: { Variables },
  });
}

const makeQuiet = (bench: Stage) =>
  createFunction(bench, { LOG_LEVEL: 'info', DATABASE_SECRET: '/production/shop/db' });

const makeFlawed = (bench: Stage) => createFunction(bench, { DATABASE_PASSWORD: PASSWORD });

/** The world of the tests, and of the runs that earn records: there, this repository is what is scanned. */
export const scene: CheckScene & World = {
  name: 'scan-secrets',
  input: { inputs: { function: FUNCTION } },
  makeQuiet,
  makeFlawed,
  makeBusy: makeFlawed,
  makeAlarming: async (bench) => {
    await makeQuiet(bench);
    bench.checkout.commit('deploy.sh', `export TOKEN=${TOKEN}\n`);
  },
  stopReason: /1 texts of the history and 1 files of the artefact hold what looks like a secret/u,
  without: ["'tool:secretlint-history'", "'dns'", /Unexpected use of `tool:secretlint-history` for `1 files`/u],
  evidence: 'secrets.json',
  badInputs: [
    [{ artefact: '../other' }, /Unexpected value of the input `artefact`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    [{ repository: 'shop' }, /Unexpected input `repository`/u],
  ],
};
