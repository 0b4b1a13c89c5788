import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { getFeed } from '../../plugins/docusaurus-plugin-gait/src/report/feed.ts';
import { getScheduleReport } from '../../plugins/docusaurus-plugin-gait/src/report/schedule.ts';
import { recordWith, sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { toAtom } from '../../plugins/docusaurus-plugin-gait/src/write/atom.ts';
import { getCalendarDays } from '../../plugins/docusaurus-plugin-gait/src/report/calendar.ts';
import { toICalendar } from '../../plugins/docusaurus-plugin-gait/src/write/icalendar.ts';
import sax from 'sax';
import { createBase } from './report-support.ts';

const HOSTILE = 'Prüfe; alles, \\n "jetzt" <script>alert(1)</script> & mehr — BEGIN:VEVENT 🔑🔑🔑🔑🔑🔑🔑🔑🔑';
const PATH = 'docs/sops/rotate-key.md';
const FILES = {
  [PATH]: sopWith({
    frontMatter: {
      title: JSON.stringify(HOSTILE),
      cadence: '{every: 1 month, from: 2026-09-30, within: 5 days}',
      formerly: '[turn-key]',
    },
  }),
  'records/rotate-key/2026-10-01-k3f9qa.yaml': recordWith({
    id: '2026-10-01-k3f9qa',
    started_at: '2026-10-01T09:00:00Z',
    finished_at: '2026-10-01T10:00:00Z',
    notes: 'only for us',
  }),
};

function toText(): string {
  const base = createBase(FILES, { asOf: '2026-11-20' });
  const events = getCalendarDays(
    getScheduleReport(base, { to: '2027-01-31' }),
    (kind, id) => `https://sops.example.com/${kind}s/${id}/`,
  );
  return toICalendar({ title: 'Example: schedule', asOf: base.asOf, events });
}

describe('the calendar', () => {
  it('is read by an independent parser, with every text as written', () => {
    const calendar = new ICAL.Component(ICAL.parse(toText()) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(
      events.map(({ uid, startDate, endDate, summary }) => [uid, startDate.toString(), endDate.toString(), summary]),
    ).toEqual([
      ['turn-key/2026-10-30@gait', '2026-10-30', '2026-10-31', HOSTILE],
      ['turn-key/2026-11-30@gait', '2026-11-30', '2026-12-01', HOSTILE],
      ['turn-key/2026-12-30@gait', '2026-12-30', '2026-12-31', HOSTILE],
      ['turn-key/2027-01-30@gait', '2027-01-30', '2027-01-31', HOSTILE],
    ]);
    expect(events[0]?.component.getFirstPropertyValue('url')).toBe('https://sops.example.com/sops/rotate-key/');
    expect(events[0]?.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-20T00:00:00Z');
  });

  it('keeps to RFC 5545: CRLF, lines of 75 octets, no clock, the same bytes each time', () => {
    const text = toText();
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text).toBe(toText());
    expect(text.match(/^BEGIN:VEVENT/gmu)).toHaveLength(4);
  });
});

describe('the feed', () => {
  const create = (publish = ''): string => {
    const base = createBase(
      publish === ''
        ? FILES
        : { ...FILES, 'gait.config.yaml': `${createConfiguration()}publish: {people: ${publish}}\n` },
      { asOf: '2026-11-20' },
    );
    return toAtom({
      title: 'Example',
      asOf: base.asOf,
      site: 'https://sops.example.com/',
      self: 'https://sops.example.com/feed.xml',
      entries: getFeed(base, {
        changed: new Map([[PATH, { commit: 'abc', date: '2026-11-03' }]]),
        promotions: [{ path: PATH, commit: 'def', date: '2026-11-02', from: 'crawl', to: 'walk' }],
      }),
      toUrl: (sop) => `https://sops.example.com/sops/${sop}/`,
    });
  };

  it('is well-formed, newest first, with what was written shown as written', () => {
    const titles: string[] = [];
    const ids: string[] = [];
    const parser = sax.parser(true);
    parser.ontext = (text) => {
      if (parser.tag?.name === 'title' && text.trim() !== '') titles.push(text);
      if (parser.tag?.name === 'id' && text.trim() !== '') ids.push(text);
    };
    parser.write(create()).close();
    expect(titles).toEqual([
      'Example',
      `${HOSTILE}: changed`,
      `${HOSTILE}: from crawl to walk`,
      `${HOSTILE}: completed`,
    ]);
    expect(ids.slice(1)).toEqual(
      ['change-abc', 'claim-def', 'record-2026-10-01-k3f9qa'].map(
        (key) => `https://sops.example.com/sops/rotate-key/#${key}`,
      ),
    );
    expect(create()).toContain('<updated>2026-11-03T00:00:00Z</updated>');
    expect(create()).toBe(create());
  });

  it('names people as the configuration says, and no notes', () => {
    expect(create()).not.toContain('alice');
    expect(create('none')).not.toContain('alice');
    expect(create('handle')).toContain('By @alice in production.');
    expect(create('handle')).not.toContain('only for us');
  });
});

function createConfiguration(): string {
  return `schema: 1
title: Example
areas: [{key: operations, title: Operations}]
owners: {platform: {name: Platform team, contact: 'https://chat.example.com'}}
`;
}
