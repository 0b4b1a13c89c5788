import { type Command, InvalidArgumentError, Option } from 'commander';
import { RunError } from '../automation/errors.ts';
import type { PlanView, Reporter, RunOptions, RunResult } from '../automation/options.ts';
import { createDiskSource } from '../read/disk.ts';
import { toVisibleLine } from '../write/visible.ts';
import { acceptParity } from './accept-parity.ts';
import { createColours } from './colours.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { parseCivilDate, toHelp } from './options.ts';
import { createRandom } from './random.ts';
import { findRoot } from './root.ts';
import { toActionText, toPlanText, toResultText } from './run-text.ts';

interface RunFlags {
  input: Record<string, string>;
  apply: boolean;
  yes: boolean;
  environment?: string;
  region?: string;
  undo?: string;
  acceptParity: boolean;
  role?: string;
  plan?: string;
  approve?: string;
  approval: string[];
  root?: string;
  asOf?: string;
}

/** Exit code of each way that a run can end. A stop is 5 instead of 4 when somebody was to be woken and nobody could be. */
const EXIT_OF: Record<RunResult['status'], number> = {
  'nothing-to-do': EXIT.ok,
  'would-change': EXIT.wouldChange,
  declined: EXIT.wouldChange,
  stopped: EXIT.safeguard,
  done: EXIT.ok,
  unverified: EXIT.findings,
  failed: EXIT.findings,
  interrupted: EXIT.findings,
};

/** `gait run`: shows what an automation would do and, with `--apply`, does it. */
export function addRunCommand(program: Command, io: Io): void {
  program
    .command('run')
    .summary('carry an SOP out by its automation')
    .description(
      'Shows what an automation would do. With --apply it does it, within its safeguards, verifies, and writes a record.',
    )
    .argument('<name>', 'name of the automation, a folder of scripts/')
    .addOption(
      new Option('--input <name=value>', 'input of the automation; may be given several times')
        .argParser(parseInput)
        .default({}, 'none'),
    )
    .option('--apply', 'do it; without this nothing is touched', false)
    .option('-y, --yes', 'do not ask before the first action', false)
    .option('--environment <name>', 'where this is: staging, production …; `emulator` is found out by itself')
    .option('--region <name>', 'AWS region (default: AWS_REGION)')
    .option('--role <arn>', "role to assume, limited by AWS to the manifest's permissions")
    .option('--plan <hash>', 'apply this plan or nothing')
    .option('--approve <hash>', "sign the plan of somebody else's run as its approver; touches nothing")
    .addOption(
      new Option('--approval <line>', 'what --approve printed for an approver; may be given several times')
        .argParser((text: string, before: string[]) => [...before, text])
        .default([], 'none'),
    )
    .option('--undo <run>', 'take back what this run did, from its journal')
    .option(
      '--accept-parity',
      'write into the manifest that code and SOP were compared as they are; runs nothing',
      false,
    )
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .addOption(
      new Option('--as-of <date>', 'plan as if it were this day, YYYY-MM-DD; not with --apply').argParser(
        parseCivilDate,
      ),
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait run close-open-ssh', 'show the plan'],
          ['gait run close-open-ssh --input account=123456789012 --environment staging --apply', 'carry it out'],
          ['gait run close-open-ssh --approve p1-0f…', 'approve the plan that another person will apply'],
          ['gait run close-open-ssh --undo 2026-11-02-k3f9qa --environment staging --apply', 'take a run back'],
        ],
        exitCodes: [
          [0, 'nothing to do, or done and verified'],
          [1, 'failed, interrupted, or the verification still found something'],
          [2, 'wrong use; nothing was touched'],
          [3, 'a dry run that found something to do, or the question was answered with no'],
          [4, 'a safeguard or the SOP stopped it; nothing was touched'],
          [5, 'as 4, and nobody could be woken'],
        ],
      }),
    )
    .action(async (name: string, flags: RunFlags) => {
      io.exitCode = flags.acceptParity ? await acceptParity(io, name, flags) : await run(io, name, flags);
    });
}

async function run(io: Io, name: string, flags: RunFlags): Promise<number> {
  if (flags.apply && flags.asOf !== undefined) {
    throw new UsageError('Unexpected --as-of with --apply, expected today', 'Leave one of the two out.');
  }
  if (flags.undo !== undefined && Object.keys(flags.input).length > 0) {
    throw new UsageError('Unexpected --input with --undo, expected the inputs of the run', 'Leave --input out.');
  }
  if (flags.approve !== undefined && (flags.apply || flags.undo !== undefined)) {
    throw new UsageError(
      'Unexpected --approve with --apply or --undo, expected one of them: who approves is not who applies',
      'Leave the others out.',
    );
  }
  const root = findRoot(io, flags.root);
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    io.stderr.write('\nInterrupted: what is under way is finished first. Press again to leave at once.\n');
    interrupt.abort();
  };
  const options: RunOptions = {
    root,
    source: createDiskSource(root),
    name,
    inputs: flags.input,
    secrets: await readSecrets(io, root, name).catch(toUsageError),
    role: flags.role,
    planHash: flags.plan,
    approvals: flags.approval,
    isApply: flags.apply,
    environment: flags.environment,
    region: flags.region,
    env: io.env,
    now: flags.asOf === undefined ? () => io.now() : () => Date.parse(`${flags.asOf}T12:00:00Z`),
    random: createRandom,
    signal: interrupt.signal,
    reporter: createReporter(io, flags),
  };
  for (const signal of SIGNALS) process.once(signal, onInterrupt);
  try {
    if (flags.approve !== undefined) return await approve(io, options, flags.approve);
    const result = flags.undo === undefined ? await start(options) : await takeBack(options, flags.undo);
    const wake = result.stop?.wakes ? await readContacts(options) : [];
    io.stdout.write(
      `\n${toResultText(result, { command: toCommand(name, flags), wake, isUndo: flags.undo !== undefined })}`,
    );
    const isUnheard = result.stop?.wakes === true && result.stop.woken.length === 0;
    return isUnheard ? EXIT.nobodyWoken : EXIT_OF[result.status];
  } catch (error) {
    return toUsageError(error);
  } finally {
    for (const signal of SIGNALS) process.off(signal, onInterrupt);
  }
}

/** @throws {UsageError} in the place of what the runtime says when a run cannot begin. */
function toUsageError(error: unknown): never {
  throw error instanceof RunError ? new UsageError(error.message, error.hint) : error;
}

/** What ends a run in good order. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Signs a plan for somebody else's run, when it is the plan that was named. */
async function approve(io: Io, options: RunOptions, hash: string): Promise<number> {
  const { approvePlan } = await import('../automation/approve.ts');
  const { line, refusal } = await approvePlan(options, hash);
  if (line === undefined) {
    io.stdout.write(`\nNothing was signed: ${toVisibleLine(refusal ?? '')}.\n`);
    return EXIT.safeguard;
  }
  io.stderr.write(
    '\nHand this line to whoever applies the plan. AWS takes it for about 15 minutes; it can be used for nothing else.\n',
  );
  io.stdout.write(`${line}\n`);
  return EXIT.ok;
}

/** Secret inputs from the environment, or from the person at the terminal. */
async function readSecrets(io: Io, root: string, name: string): Promise<Record<string, string>> {
  const { readSubject } = await import('../automation/subject.ts');
  const { getSecretVariable } = await import('../automation/inputs.ts');
  const { manifest } = await readSubject(createDiskSource(root), name);
  const secrets: Record<string, string> = {};
  for (const input of manifest.inputs.filter(({ secret }) => secret)) {
    const value = io.env[getSecretVariable(input.name)] ?? (await askSecret(io, input));
    if (value !== undefined) secrets[input.name] = value;
  }
  return secrets;
}

async function askSecret(
  io: Io,
  { name, description }: { name: string; description?: string },
): Promise<string | undefined> {
  if (!io.isInteractive) return undefined;
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message: `${name}${description === undefined ? '' : `: ${description}`}` });
  return isCancel(answer) || answer === '' ? undefined : answer;
}

/** The runtime is loaded when used: no other command needs it. */
async function start(options: RunOptions): Promise<RunResult> {
  return (await import('../automation/run.ts')).runAutomation(options);
}

async function takeBack(options: RunOptions, run: string): Promise<RunResult> {
  return (await import('../automation/undo.ts')).undoRun(options, run);
}

function createReporter(io: Io, flags: RunFlags): Reporter {
  const colours = createColours(io);
  return {
    onLog: (message) => io.stderr.write(`${toVisibleLine(message)}\n`),
    onPlan: (view) => io.stdout.write(toPlanText(view, colours)),
    onAction: (result) => io.stdout.write(toActionText(result, colours)),
    confirm: (view) => (io.isInteractive && !flags.yes ? ask(view) : Promise.resolve(true)),
  };
}

async function ask({ plan, account, environment = 'unknown environment' }: PlanView): Promise<boolean> {
  const { confirm } = await import('@clack/prompts');
  const count = `${plan.actions.length} action${plan.actions.length === 1 ? '' : 's'}`;
  return (
    (await confirm({ message: `Carry out ${count} in account ${account} (${environment})?`, initialValue: false })) ===
    true
  );
}

/** Who is to be woken, with the contact where the configuration knows one. */
async function readContacts({ source, name }: RunOptions): Promise<string[]> {
  const { readSubject } = await import('../automation/subject.ts');
  const { configuration, manifest } = await readSubject(source, name);
  return manifest.safeguards.wake.map((key) => {
    const owner = Object.hasOwn(configuration.owners, key) ? configuration.owners[key] : undefined;
    return owner === undefined ? key : `${owner.name}: ${owner.contact}`;
  });
}

function toCommand(name: string, { input, environment, region, role, undo }: RunFlags): string {
  const flags = [
    ...Object.entries(input).map(([key, value]) => `--input ${toShellWord(`${key}=${value}`)}`),
    ...(environment === undefined ? [] : [`--environment ${environment}`]),
    ...(region === undefined ? [] : [`--region ${region}`]),
    ...(role === undefined ? [] : [`--role ${toShellWord(role)}`]),
    ...(undo === undefined ? [] : [`--undo ${undo}`]),
  ];
  return ['gait run', name, ...flags, '--apply'].join(' ');
}

function toShellWord(text: string): string {
  return /^[\w.,:/@=-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function parseInput(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected a name and a value, such as account=123456789012.');
  const name = text.slice(0, at);
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`Expected ${name} once.`);
  return { ...before, [name]: text.slice(at + 1) };
}
