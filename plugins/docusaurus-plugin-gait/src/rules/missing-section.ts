import { SOP, sopWith, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getRequiredSections, getSectionTitle } from './support/sections.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports sections that the claimed maturity asks for. */
export const rule = defineFileRule({
  meta: {
    code: 'missing-section',
    severity: 'error',
    summary:
      'An SOP has the sections of its maturity: Purpose and Procedure at crawl, from walk on all but References.',
    why: 'Whoever follows an SOP that somebody else wrote must know when it fits, what to have ready, how to tell that it worked, how to get back and whom to call.',
    ok: [
      { name: 'at crawl', files: { [SOP]: sopWith() } },
      { name: 'at walk', files: { [SOP]: walkSopWith() } },
    ],
    notOk: [
      {
        name: 'no way back at walk',
        files: { [SOP]: walkSopWith({ sections: { Rollback: undefined } }) },
        expected: ['docs/sops/rotate-key.md:6:11: Unexpected absence of the section `Rollback` at `walk`, expected it'],
      },
      {
        name: 'no purpose',
        files: { [SOP]: sopWith({ sections: { Purpose: undefined } }) },
        expected: ['docs/sops/rotate-key.md:6:11: Unexpected absence of the section `Purpose` at `crawl`, expected it'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, configuration, report }) {
    if (!file.body) return;
    const present = new Set(file.body.sections.map((section) => section.key));
    const maturity = file.frontMatter.data.maturity;
    for (const key of getRequiredSections(maturity)) {
      if (present.has(key)) continue;
      const title = getSectionTitle(key, configuration);
      report({
        place: getValuePlace(file.frontMatter, '/maturity'),
        message: `Unexpected absence of the section ${quote(title)} at \`${maturity ?? 'crawl'}\`, expected it`,
        expected: [`## ${title}`],
        hint: `Add \`## ${title}\`${maturity === 'crawl' ? '' : ', or claim a lower maturity'}.`,
        subject: key,
      });
    }
  },
});
