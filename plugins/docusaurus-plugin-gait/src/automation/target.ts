import { EMULATOR } from '../model/policy.ts';
import type { Connection } from './connections.ts';
import { RunError } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';

/** Where a run happens: the name for the record, and the way there. */
export interface Target {
  /** Undefined in a dry run that was not told. */
  environment?: string;
  connection: Connection;
}

/** What the outside says about the place of a run. */
interface TargetOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** As given with `--environment`. */
  environment?: string;
  region?: string;
  isApply: boolean;
}

/**
 * Works out the environment of a run: `emulator` when `AWS_ENDPOINT_URL` points to this machine, and only then; otherwise an apply must
 * be told. The emulator's address is handed to every client, so that no other setting can lead a client past it; where requests really
 * go is checked once more when they are sent.
 * @throws {RunError} when what was said cannot be true, or not enough was said.
 */
export function getTarget({ env, environment, region, isApply }: TargetOptions): Target {
  const endpoint = env.AWS_ENDPOINT_URL;
  if (endpoint !== undefined && isLoopback(endpoint)) {
    if (environment !== undefined && environment !== EMULATOR) {
      throw new RunError(
        `Unexpected environment \`${environment}\`, expected \`${EMULATOR}\`: AWS_ENDPOINT_URL points to this machine`,
        'Unset AWS_ENDPOINT_URL to reach AWS.',
      );
    }
    return { environment: EMULATOR, connection: { endpoint, region } };
  }
  if (environment === EMULATOR) {
    throw new RunError(
      `Unexpected environment \`${EMULATOR}\`, expected AWS_ENDPOINT_URL to point to this machine`,
      'Set AWS_ENDPOINT_URL to the address of the emulator, such as `http://127.0.0.1:5000`.',
    );
  }
  if (isApply && environment === undefined) {
    throw new RunError(
      'Unexpected absence of the environment, expected its name: the record says where the SOP was carried out',
      'Add `--environment staging`, `--environment production` or another name.',
    );
  }
  return { environment, connection: { region } };
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && isLoopbackHost(new URL(address).hostname);
}
