/** Languages of fences that show a terminal: what was typed after a prompt, and what it answered. */
const TRANSCRIPTS: ReadonlySet<string> = new Set(['console', 'shell-session', 'shellsession', 'terminal']);

/** `$ `, `% ` or `# `, perhaps after who and where: `[root@web-1 /]# `, `alice@web-1:~$ `, `sh-5.2$ `. */
const PROMPT =
  /^ {0,3}((?:\([\w.-]+\) )?(?:\[[\w.-]+@[\w.-]+[^\]]*\]|[\w.-]+@[\w.-]+(?::\S*)?|(?:ba|k|z)?sh-[\d.]+|[~/]\S*)?) ?([$%#])(?: |$)/u;
/** What a shell puts before the rest of a command that goes on. */
const SECOND_PROMPT = /^ {0,3}>(?: |$)/u;
/** A line that the next one belongs to. */
const GOES_ON = /(?:^|[^\\])(?:\\\\)*\\$/u;

/** Whether code of this language is a transcript of a terminal. */
export function isTranscript(language: string): boolean {
  return TRANSCRIPTS.has(language.toLowerCase());
}

/**
 * The commands of a transcript, without their prompts and without what they answered. A bare sign counts as a prompt when the first
 * prompt has the same: a line `# …` that a command printed is nothing to be run. Text without any prompt is given back as it is.
 */
export function toCommands(transcript: string): string {
  const commands: string[] = [];
  let sign: string | undefined;
  let isOpen = false;
  for (const line of transcript.split('\n')) {
    const prompt = isOpen ? SECOND_PROMPT.exec(line) : findPrompt(line, sign);
    if (!isOpen && !prompt) continue;
    sign ??= prompt?.[2];
    const command = line.slice(prompt?.[0].length ?? 0);
    isOpen = GOES_ON.test(command);
    if (isOpen || command.trim() !== '' || commands.length > 0) commands.push(command);
  }
  return sign === undefined ? transcript : commands.join('\n');
}

function findPrompt(line: string, sign: string | undefined): RegExpExecArray | null {
  const prompt = PROMPT.exec(line);
  const isBare = prompt?.[1] === '';
  return isBare && sign !== undefined && prompt?.[2] !== sign ? null : prompt;
}
