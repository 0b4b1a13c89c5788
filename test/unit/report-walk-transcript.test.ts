import { describe, expect, it } from 'vitest';
import { isTranscript, toCommands } from '../../plugins/docusaurus-plugin-gait/src/report/walk/transcript.ts';

describe('the commands of a transcript', () => {
  it.each([
    ['$ aws sts get-caller-identity', 'aws sts get-caller-identity'],
    ['$ uptime\n 10:30 up 3 days\n$ whoami\nalice', 'uptime\nwhoami'],
    ['[root@web-1 /]# systemctl status web\nactive\n[root@web-1 /]# exit', 'systemctl status web\nexit'],
    ['alice@web-1:~$ sudo -i\nroot@web-1:~# id', 'sudo -i\nid'],
    ['(venv) alice@web-1:~/a$ pip list', 'pip list'],
    ['sh-5.2$ df -h', 'df -h'],
    ['% ls', 'ls'],
    ['# id\nuid=0(root)', 'id'],
    [
      '$ curl -fsS \\\n>   https://lb.example.com \\\n    -X POST\n{}',
      'curl -fsS \\\n  https://lb.example.com \\\n    -X POST',
    ],
    ['$ printf "\\\\\\\\"\noutput', 'printf "\\\\\\\\"'],
    ['  $ indented', 'indented'],
  ])('%j', (transcript, commands) => {
    expect(toCommands(transcript)).toBe(commands);
  });

  it('are not what a command printed, though it looks like a prompt', () => {
    expect(toCommands('$ cat cleanup.txt\n# rm -rf /\n> quoted\nPrice: 5$\n50% done')).toBe('cat cleanup.txt');
  });

  it('are the whole text when there is no prompt', () => {
    expect(toCommands('aws s3 ls\naws s3 mb')).toBe('aws s3 ls\naws s3 mb');
    expect(toCommands('')).toBe('');
  });
});

it('only fences that show a terminal are transcripts', () => {
  expect(['console', 'shell-session', 'Console'].every(isTranscript)).toBe(true);
  expect(['bash', 'sh', 'shell', 'text', ''].some(isTranscript)).toBe(false);
});
