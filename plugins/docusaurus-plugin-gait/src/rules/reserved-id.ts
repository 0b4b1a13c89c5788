import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getStem, getWrittenId } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getRaw, getValuePlace } from './support/yaml.ts';

/** Names with a meaning for web servers, JavaScript or Windows (devices cannot be files there, with any ending). */
const RESERVED =
  /^(?:index|readme|404|api|constructor|prototype|tostring|valueof|hasownproperty|__proto__|con|prn|aux|nul|com[0-9]|lpt[0-9])$/u;

/** Reports ids that cannot be an address or a file everywhere. */
export const rule = defineFileRule({
  meta: {
    code: 'reserved-id',
    severity: 'error',
    summary: 'No id has a meaning of its own: `index`, `404`, `api`, `constructor`, names of Windows devices.',
    why: 'An id becomes an address, a file and a key of objects. These names already stand for something else there, and some cannot be checked out on Windows.',
    ok: [{ name: 'a name of its own', files: { [SOP]: sopWith() } }],
    notOk: [
      {
        name: 'an index',
        files: { 'docs/sops/index.md': sopWith({ frontMatter: { id: 'index' } }) },
        expected: ['docs/sops/index.md:2:5: Unexpected reserved id `index`, expected a name of its own'],
      },
      {
        name: 'a device of Windows, formerly',
        files: { [SOP]: sopWith({ frontMatter: { formerly: '[aux]' } }) },
        expected: ['docs/sops/rotate-key.md:11:12: Unexpected reserved id `aux`, expected a name of its own'],
      },
    ],
  },
  kinds: ['sop', 'standard'],
  check({ file, report }) {
    const yaml = file.frontMatter;
    const former = getRaw(yaml, '/formerly');
    const ids = [
      { id: getWrittenId(file) ?? getStem(file.path), pointer: '/id' },
      ...(Array.isArray(former) ? former : []).map((id: unknown, index) => ({ id, pointer: `/formerly/${index}` })),
    ];
    for (const { id, pointer } of ids) {
      if (typeof id !== 'string' || !RESERVED.test(id.toLowerCase())) continue;
      report({
        place: getValuePlace(yaml, pointer),
        message: `Unexpected reserved id ${quote(id)}, expected a name of its own`,
        hint: 'Say what the SOP does: `rotate-key`, `isolate-instance`.',
        subject: id,
      });
    }
  },
});
