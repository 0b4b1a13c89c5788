import { Refusal } from '../refusal.ts';
import { isPlainPath, leadsOutside } from './files.ts';
import type { Call } from './call.ts';

/**
 * Options by which a command could reach anything but the emulator, or speak with other keys. The CLI takes an option by its beginning as
 * well, so that `--endpoint` is refused with `--endpoint-url`.
 */
const REFUSED_OPTIONS = [
  '--endpoint-url',
  '--profile',
  '--no-verify-ssl',
  '--ca-bundle',
  '--no-sign-request',
  '--cli-auto-prompt',
];

/** Commands that are no calls of an API: they change the machine's settings, run other programs, or copy files. */
const REFUSED_COMMANDS: Record<string, readonly string[] | 'all'> = {
  configure: 'all',
  help: 'all',
  history: 'all',
  login: 'all',
  logout: 'all',
  s3: 'all',
  sso: 'all',
  ddb: 'all',
  emr: 'all',
  codecommit: ['credential-helper'],
  codeartifact: ['login'],
  cloudformation: ['deploy', 'package'],
  cloudfront: ['sign'],
  deploy: ['install', 'push', 'register', 'uninstall'],
  ec2: ['get-password-data'],
  'ec2-instance-connect': ['open-tunnel', 'ssh'],
  ecs: ['deploy', 'execute-command'],
  eks: ['update-kubeconfig'],
  gamelift: ['get-game-session-log', 'upload-build'],
  lightsail: ['push-container-image'],
  logs: ['start-live-tail', 'tail'],
  opsworks: ['register'],
  ssm: ['start-session'],
};

const WORD = /^[a-z0-9][a-z0-9-]*$/u;

/** What the previous command of a pipe printed, as a file. */
const PIPED = 'file:///dev/stdin';

/**
 * Holds a call of the AWS CLI against what an exercise allows, and adds the address of the emulator.
 * @throws {Refusal} for everything that could leave the emulator, the folder of the exercise, or the AWS API.
 */
export function guardAws({ args, folder, endpoint, isPiped }: Call): string[] {
  const [service = '', operation = ''] = args;
  for (const word of [service, operation]) {
    if (!WORD.test(word)) {
      throw new Refusal(
        `Unexpected \`${word}\` after \`aws\`, expected a service and an operation first`,
        'Write `aws <service> <operation>`, and options after it.',
      );
    }
  }
  const refused = Object.hasOwn(REFUSED_COMMANDS, service) ? REFUSED_COMMANDS[service] : undefined;
  if (refused === 'all' || refused?.includes(operation)) {
    throw new Refusal(
      `Unexpected \`aws ${service}${refused === 'all' ? '' : ` ${operation}`}\`, expected calls of the AWS API alone`,
      'Mark the fence with `exercise="no: …"`, and say why.',
    );
  }
  for (const word of args.slice(2)) guardArgument(word, { folder, isPiped });
  // How long it may take, the exercise itself decides: a busy emulator is not asked twice.
  return [...args, '--endpoint-url', endpoint, '--cli-read-timeout', '0'];
}

function guardArgument(word: string, { folder, isPiped }: Pick<Call, 'folder' | 'isPiped'>): void {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  const option = word.startsWith('--') ? (at < 0 ? word : word.slice(0, at)) : undefined;
  if (option !== undefined && option.length > 2) {
    const refused = REFUSED_OPTIONS.find((one) => one.startsWith(option));
    if (refused !== undefined) {
      throw new Refusal(`Unexpected \`${option}\`, expected no ${refused}: an exercise stays with the emulator`);
    }
  }
  const value = option === undefined ? word : at < 0 ? '' : word.slice(at + 1);
  if (/fileb?:\/\//iu.test(value)) {
    const path = /^fileb?:\/\/(.*)$/su.exec(value)?.[1];
    if (value === PIPED && isPiped) return;
    if (path === undefined || !isPlainPath(path)) {
      throw new Refusal(
        `Unexpected \`${value}\`, expected a file of the set-up, such as \`file://policy.json\``,
        `Give what a program prints by a pipe and \`${PIPED}\`.`,
      );
    }
  } else if (leadsOutside(folder, value)) {
    throw new Refusal(
      `Unexpected \`${value}\`, which is a place on this machine, expected none outside of the exercise`,
    );
  }
}
