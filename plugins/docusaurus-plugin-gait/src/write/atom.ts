import { toVisible } from './visible.ts';

/** One entry. `key` names it for ever, together with the page of its SOP; `on` is an ISO civil date. */
export interface AtomEntry {
  key: string;
  sop: string;
  on: string;
  title: string;
  text: string;
}

/** A feed to write. */
export interface AtomInput {
  title: string;
  /** ISO civil date; the day of the feed when nothing has happened yet. */
  asOf: string;
  /** Absolute address of the site, and of this file. */
  site: string;
  self: string;
  entries: readonly AtomEntry[];
  /** Absolute address of an SOP's page. */
  toUrl: (sop: string) => string;
}

/** A feed as Atom (RFC 4287). The same input gives the same bytes: days stand where others write the time. */
export function toAtom({ title, asOf, site, self, entries, toUrl }: AtomInput): string {
  const updated = entries[0]?.on ?? asOf;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${toXml(self)}</id>`,
    `  <title>${toXml(title)}</title>`,
    `  <updated>${toTime(updated)}</updated>`,
    `  <author><name>${toXml(title)}</name></author>`,
    `  <link rel="self" type="application/atom+xml" href="${toXml(self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${toXml(site)}"/>`,
    ...entries.flatMap((entry) => [
      '  <entry>',
      `    <id>${toXml(`${toUrl(entry.sop)}#${entry.key}`)}</id>`,
      `    <title>${toXml(entry.title)}</title>`,
      `    <updated>${toTime(entry.on)}</updated>`,
      `    <link rel="alternate" type="text/html" href="${toXml(toUrl(entry.sop))}"/>`,
      `    <summary>${toXml(entry.text)}</summary>`,
      '  </entry>',
    ]),
    '</feed>',
    '',
  ].join('\n');
}

function toTime(day: string): string {
  return `${day}T00:00:00Z`;
}

/** Text for an element or a quoted attribute. Characters that XML cannot hold are shown as `\u{…}`. */
function toXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return toVisible(text).replace(/[&<>"]/gu, (character) => entities[character] ?? character);
}
