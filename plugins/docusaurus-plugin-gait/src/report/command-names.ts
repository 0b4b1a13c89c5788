import { getCommands, isShell } from '../rules/support/shell.ts';

/** Programs whose subcommands say what they do, and how many words of them. */
const SUBCOMMANDS: Readonly<Record<string, number>> = {
  aws: 2,
  az: 2,
  gcloud: 2,
  gh: 2,
  glab: 2,
  ...Object.fromEntries(
    [
      ...['cdk', 'consul', 'docker', 'eksctl', 'gait', 'git', 'helm', 'kubectl', 'npm', 'openssl', 'pip', 'podman'],
      ...['sam', 'systemctl', 'terraform', 'tofu', 'vault'],
    ].map((name) => [name, 1]),
  ),
};

/** What shells do themselves, and what only prepares what another program does. */
const NO_COMMANDS = new Set([
  ...[
    'break',
    'case',
    'cat',
    'cd',
    'continue',
    'declare',
    'do',
    'done',
    'echo',
    'elif',
    'else',
    'esac',
    'eval',
    'exit',
  ],
  ...[
    'export',
    'false',
    'fi',
    'for',
    'function',
    'grep',
    'head',
    'if',
    'in',
    'local',
    'mkdir',
    'mktemp',
    'printf',
    'pwd',
  ],
  ...['read', 'return', 'select', 'set', 'sleep', 'sort', 'tail', 'tee', 'test', 'then', 'time', 'tr', 'trap', 'true'],
  ...['umask', 'uniq', 'unset', 'until', 'wait', 'wc', 'while'],
]);

const PROGRAM = /^[a-z][a-z0-9_.+-]*$/u;
const SUBCOMMAND = /^[a-z][a-z0-9-]*$/u;

/** Names of the commands that a block of shell code runs (`aws ec2 revoke-security-group-ingress`), each once; empty for other languages. */
export function getCommandNames(code: string, language: string): string[] {
  if (!isShell(language)) return [];
  // What stands in single quotes is data: queries, patterns, documents.
  const bare = code.replace(/\\\r?\n/gu, ' ').replace(/'[^']*'/gu, "''");
  const names = getCommands(bare).flatMap(({ words }) => {
    const [program = '', ...others] = words.slice(words.findIndex((word) => !/^[A-Za-z_]\w*=/u.test(word)));
    if (!PROGRAM.test(program) || NO_COMMANDS.has(program)) return [];
    const wanted = Object.hasOwn(SUBCOMMANDS, program) ? (SUBCOMMANDS[program] ?? 0) : 0;
    const subcommands = others.slice(0, wanted);
    return subcommands.every((word) => SUBCOMMAND.test(word)) ? [[program, ...subcommands].join(' ')] : [];
  });
  return [...new Set(names)];
}
