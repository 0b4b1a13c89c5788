import {
  accessSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { RunError } from '../errors.ts';
import type { ProgramName } from './programs/index.ts';
import { Refusal } from './refusal.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Region of every exercise, unless the SOP has a variable `REGION`. */
const REGION = 'eu-west-1';

/** Where the programs of an exercise run. */
export interface Place {
  /** For what must not lie where the programs are: the emulator's socket, and what is handed from one to the next. */
  root: string;
  /** Their working directory, with the files of the set-up. */
  folder: string;
  /** Their whole environment: nothing of this machine's but where programs lie. */
  env: Record<string, string>;
  programs: Record<ProgramName, string>;
  remove(): Promise<void>;
}

/** Files of a set-up that are not for the SOP's commands. */
const OWN = /^(?:\..*|exercise\.ya?ml)$/u;

/** Makes the place: a temporary home and working directory, dummy keys, and none of the machine's settings. */
export function createPlace(options: {
  files: string;
  env: Env;
  allowed: readonly ProgramName[];
  region?: string;
}): Place {
  const programs = Object.fromEntries(options.allowed.map((name) => [name, findProgram(name, options.env)]));
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gait-exercise-')));
  const [home, folder] = [join(root, 'home'), join(root, 'work')];
  for (const path of [home, folder]) mkdirSync(path);
  copyFiles(options.files, folder, true);
  const settings = join(home, 'settings');
  // The first version of the CLI would fetch values that begin with http:// or https://.
  writeFileSync(settings, '[default]\ncli_follow_urlparam = false\n');
  const region = options.region ?? REGION;
  const folders = [
    ...new Set([...Object.values(programs).map((path) => dirname(path)), '/usr/local/bin', '/usr/bin', '/bin']),
  ];
  return {
    root,
    folder,
    programs: programs as Place['programs'],
    env: {
      PATH: folders.join(delimiter),
      HOME: home,
      TMPDIR: folder,
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_SESSION_TOKEN: 'testing',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: settings,
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '3',
      AWS_PAGER: '',
      AWS_CLI_AUTO_PROMPT: 'off',
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Plain files and folders alone: a link could lead anywhere. */
function copyFiles(from: string, to: string, isTop: boolean): void {
  for (const name of readdirSync(from).sort()) {
    if (isTop ? OWN.test(name) : name.startsWith('.')) continue;
    const path = join(from, name);
    const found = lstatSync(path);
    if (found.isDirectory()) {
      mkdirSync(join(to, name));
      copyFiles(path, join(to, name), false);
    } else if (found.isFile()) copyFileSync(path, join(to, name));
    else throw new Refusal(`Unexpected link or device \`${name}\` in the set-up, expected plain files`);
  }
}

function findProgram(name: ProgramName, env: Env): string {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const path = folders.map((folder) => join(folder, name)).find(isProgram);
  if (path === undefined) {
    throw new RunError(
      `Unexpected absence of \`${name}\`, expected it in one of the folders of PATH`,
      `Install \`${name}\`.`,
    );
  }
  return path;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
