import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  getAtPointer,
  getParentPointer,
  parsePointer,
  toKeyPath,
  toPointer,
} from '../../plugins/docusaurus-plugin-gait/src/model/pointer.ts';
import { getSuggestion, toSuggested } from '../../plugins/docusaurus-plugin-gait/src/model/suggest.ts';

describe('JSON pointers', () => {
  it('come apart as they were put together', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        expect(parsePointer(toPointer(path))).toEqual(path);
      }),
    );
  });

  it('name keys as messages do', () => {
    expect(toKeyPath('/variables/0/name')).toBe('variables[0].name');
    expect(toKeyPath('')).toBe('');
    expect(getParentPointer('/variables/0')).toBe('/variables');
    expect(getParentPointer('')).toBe('');
  });

  it('reach own keys alone', () => {
    expect(getAtPointer({ 'a/b': [{ c: 1 }] }, '/a~1b/0/c')).toBe(1);
    expect(getAtPointer({}, '/constructor')).toBeUndefined();
    expect(getAtPointer('text', '/length')).toBeUndefined();
  });
});

describe('getSuggestion', () => {
  it.each([
    ['titel', 'title'],
    ['Title', 'title'],
    ['last-reviewed-on', 'last_reviewed_on'],
    ['ownr', 'owner'],
  ])('%s → %s', (word, expected) => {
    expect(getSuggestion(word, ['id', 'title', 'owner', 'last_reviewed_on'])).toBe(expected);
  });

  it('says nothing of words that are far off, and of no candidates', () => {
    expect(getSuggestion('colour', ['id', 'title'])).toBeUndefined();
    expect(getSuggestion('', ['id'])).toBeUndefined();
    expect(getSuggestion('id', [])).toBeUndefined();
  });

  it('puts the closest first', () => {
    expect(toSuggested('walks', ['crawl', 'walk', 'run'])).toEqual(['walk', 'crawl', 'run']);
  });
});
