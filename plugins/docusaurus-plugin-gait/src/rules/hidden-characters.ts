import type { Place } from '../model/diagnostic.ts';
import type { SopFile } from '../model/document.ts';
import { commandSopWith, SOP, sopWith, STANDARD, standardWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { findOddCharacters, type OddCharacter } from './support/characters.ts';
import { getAllLinks } from './support/links.ts';
import { getCodePlace } from './support/places.ts';
import { quote } from './support/text.ts';
import { getValuePlace, PAGE_KINDS } from './support/yaml.ts';

/** Reports characters that make a command, a variable or a link read otherwise than it works. */
export const rule = defineFileRule({
  meta: {
    code: 'hidden-characters',
    severity: 'error',
    summary: 'Commands, variables and links hold no control, bidirectional, zero-width or look-alike characters.',
    why: 'A command is copied and run, a link is clicked. With such characters it reads as one thing and does another; and a dash or a quote that a word processor has made "nicer" breaks a command. Prose may hold any language, and so may code: emoji and CJK pass.',
    ok: [
      { name: 'other scripts and emoji', files: { [SOP]: commandSopWith('echo "完了 ✅ привет"') } },
      { name: 'a long dash in prose', files: { [SOP]: sopWith({ sections: { Purpose: 'No old keys — not one.' } }) } },
    ],
    notOk: [
      {
        name: 'a dash of a word processor',
        files: { [SOP]: commandSopWith('aws iam list-users –output text') },
        expected: [
          'docs/sops/rotate-key.md:22:23: Unexpected look-alike character `U+2013` in a command, expected `-`',
        ],
      },
      {
        name: 'a Cyrillic letter',
        files: { [SOP]: commandSopWith('\u0430ws iam list-users') },
        expected: ['docs/sops/rotate-key.md:22:4: Unexpected look-alike character `U+0430` in a command, expected `a`'],
      },
      {
        name: 'text that runs backwards',
        hidden: true,
        files: { [SOP]: commandSopWith('echo "\u202etxet" # \u2066') },
        expected: [
          'docs/sops/rotate-key.md:22:10: Unexpected bidirectional character `U+202E` in a command, expected visible characters alone',
          'docs/sops/rotate-key.md:22:19: Unexpected bidirectional character `U+2066` in a command, expected visible characters alone',
        ],
      },
      {
        name: 'zero width',
        hidden: true,
        files: { [SOP]: commandSopWith('aws iam list\u200b-users') },
        expected: [
          'docs/sops/rotate-key.md:22:16: Unexpected zero-width character `U+200B` in a command, expected visible characters alone',
        ],
      },
      {
        name: 'an escape character',
        hidden: true,
        files: { [SOP]: commandSopWith('echo \u001b[2K') },
        expected: [
          'docs/sops/rotate-key.md:22:9: Unexpected control character `U+001B` in a command, expected visible characters alone',
        ],
      },
      {
        name: 'a variable',
        hidden: true,
        files: {
          [SOP]: commandSopWith('echo "$USER_NAME"', [
            '{name: USER_NAME, description: The user, example: "al\u200bice"}',
          ]),
        },
        expected: [
          'docs/sops/rotate-key.md:12:55: Unexpected zero-width character `U+200B` in a variable, expected visible characters alone',
        ],
      },
      {
        name: 'a link',
        hidden: true,
        files: { [STANDARD]: standardWith({ body: 'See [AWS](https://docs.\u0430ws.amazon.com/).' }) },
        expected: ['docs/standards/access.md:11:11: Unexpected look-alike character `U+0430` in a link, expected `a`'],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    const say = (where: string, odd: OddCharacter, place?: Place): void =>
      report({
        place,
        message: `Unexpected ${describe(odd)} in ${where}, expected ${odd.looksLike === undefined ? 'visible characters alone' : quote(odd.looksLike)}`,
        hint: odd.looksLike === undefined ? 'Remove it.' : 'Type the character again.',
        subject: `${where}/${odd.code}`,
      });
    for (const { url, text, place, urlPlace } of file.body ? getAllLinks(file.body) : []) {
      for (const odd of findOddCharacters(url).slice(0, 1)) say('a link', odd, urlPlace);
      for (const odd of findOddCharacters(text, true).slice(0, 1)) say('the text of a link', odd, place);
    }
    if (file.kind !== 'sop') return;
    for (const fence of file.body?.fences ?? []) {
      if (fence.language === 'output') continue;
      for (const odd of findOddCharacters(fence.code))
        say('a command', odd, getCodePlace(fence, odd.index, odd.length));
    }
    for (const { text, pointer } of getVariableTexts(file)) {
      for (const odd of findOddCharacters(text).slice(0, 1))
        say('a variable', odd, getValuePlace(file.frontMatter, pointer));
    }
  },
});

function getVariableTexts(file: SopFile): { text: string; pointer: string }[] {
  return (file.frontMatter.data.variables ?? []).flatMap((variable, index) =>
    (['pattern', 'example'] as const).flatMap((key) => {
      const text = variable[key];
      return text === undefined ? [] : [{ text, pointer: `/variables/${index}/${key}` }];
    }),
  );
}

function describe({ kind, code }: OddCharacter): string {
  const names = { control: 'control', direction: 'bidirectional', invisible: 'zero-width', 'look-alike': 'look-alike' };
  return `${names[kind]} character \`${code}\``;
}
