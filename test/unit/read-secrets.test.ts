import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../plugins/docusaurus-plugin-gait/src/read/secrets.ts';

// Put together here, so that no scanner takes this file for a leak.
const AWS_SECRET = ['je7MtGbClwBF/2Zp9Utk', 'h3yCo8nvbq0Kd1Lm2Np'].join('/');
const GITHUB = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const PASSWORD = ['hunter2', 'correcthorse'].join('-');

const places = async (text: string) =>
  (await findSecrets(text, 'a.md')).map(({ rule, start, end }) => ({ rule, text: text.slice(start, end) }));

describe('findSecrets', () => {
  it('gives the place of the credential alone', async () => {
    const text = `# Key\n\naws_secret_access_key = "${AWS_SECRET}"\ntoken: ${GITHUB}\n`;
    expect(await places(text)).toEqual([
      { rule: 'aws', text: AWS_SECRET },
      { rule: 'github', text: GITHUB },
    ]);
  });

  it('does not show what it found', async () => {
    const found = await findSecrets(
      `SECRET_ACCESS_KEY=${AWS_SECRET}\nhttps://ops:${PASSWORD}@git.acme.io/x\n${GITHUB}\n`,
      'a.yaml',
    );
    expect(found.map(({ rule }) => rule)).toEqual(['aws', 'basicauth', 'github']);
    const messages = found.map(({ message }) => message).join('\n');
    for (const secret of [AWS_SECRET, PASSWORD, GITHUB]) expect(messages).not.toContain(secret);
  });

  it("allows the keys of AWS's documentation", async () => {
    const text = [
      'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'AWS_SECRET_ACCESS_KEY="je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"',
    ].join('\n');
    expect(await findSecrets(text, 'a.md')).toEqual([]);
  });

  it('cannot be switched off by a comment', async () => {
    const text = `<!-- secretlint-disable -->\n${GITHUB}\n`;
    expect(await places(text)).toEqual([{ rule: 'github', text: GITHUB }]);
  });
});
