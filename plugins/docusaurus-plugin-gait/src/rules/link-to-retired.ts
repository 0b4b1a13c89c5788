import type { Place } from '../model/diagnostic.ts';
import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getPages } from './support/links.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

const OLD = {
  'docs/sops/renew-key.md': sopWith({
    frontMatter: { id: 'renew-key', status: 'deprecated', replaced_by: 'rotate-key' },
  }),
};

/** Warns of links from pages in use to SOPs that no longer are. */
export const rule = defineGraphRule({
  meta: {
    code: 'link-to-retired',
    severity: 'warning',
    summary: 'Pages in use do not send readers to a deprecated or retired SOP.',
    why: 'The reader trusts the page they are on, and follows a procedure that its owner has given up.',
    ok: [
      {
        name: 'from one deprecated SOP to the next',
        files: {
          ...OLD,
          'docs/sops/change-key.md': sopWith({
            frontMatter: { id: 'change-key', status: 'retired', replaced_by: 'none' },
            sections: { Purpose: 'See [renewing](renew-key.md).' },
          }),
        },
      },
    ],
    notOk: [
      {
        name: 'in the text',
        files: { ...OLD, [SOP]: sopWith({ sections: { Purpose: 'See [renewing](renew-key.md).' } }) },
        expected: [
          'docs/sops/rotate-key.md:15:16: Unexpected link to the deprecated SOP `renew-key`, expected `rotate-key`',
        ],
      },
      {
        name: 'as related',
        files: { ...OLD, [SOP]: sopWith({ frontMatter: { related: '[renew-key]' } }) },
        expected: [
          'docs/sops/rotate-key.md:11:11: Unexpected link to the deprecated SOP `renew-key`, expected `rotate-key`',
        ],
      },
    ],
  },
  check({ base, report }) {
    const old = [...base.sops.values()].filter((node) => isOld(node.file.frontMatter.data.status));
    if (old.length === 0) return;
    const byId = new Map(old.map((node) => [node.id, node]));
    const byPath = new Map(old.map((node) => [node.file.path, node]));
    for (const { file, relative } of getPages(base)) {
      if (file.kind !== 'guide' && isOld(file.frontMatter.data.status)) continue;
      const uses: { id: string; place?: Place }[] = [];
      if (file.kind === 'sop') {
        (file.frontMatter.data.related ?? []).forEach((id, index) =>
          uses.push({ id, place: getValuePlace(file.frontMatter, `/related/${index}`) }),
        );
      }
      for (const { link, destination } of relative) {
        const node = destination.kind === 'file' ? byPath.get(destination.path) : undefined;
        if (node) uses.push({ id: node.id, place: link.urlPlace });
      }
      for (const { id, place } of uses) {
        const { status, replaced_by: successor } = byId.get(id)?.file.frontMatter.data ?? {};
        if (status === undefined) continue;
        const isReplaced = successor !== undefined && successor !== 'none';
        report({
          file: file.path,
          place,
          message: `Unexpected link to the ${status} SOP ${quote(id)}, expected ${isReplaced ? quote(successor) : 'one in use'}`,
          expected: isReplaced ? [successor] : undefined,
          hint: isReplaced ? 'Link to its successor.' : 'Remove the link.',
          subject: id,
        });
      }
    }
  },
});

function isOld(status: string | undefined): boolean {
  return status === 'deprecated' || status === 'retired';
}
