import { describe, expect, it } from 'vitest';
import { outline } from '../../source/model/look-alikes.ts';
import { People } from '../../source/model/people.ts';

const online = (user: string) => ({ state: 'online' as const, user, session: 's', at: 0 });

describe('the outline of a name', () => {
  it.each([
    ['alice', '\u0430lice'],
    ['alice', 'ALICE'],
    ['alice', 'ａｌｉｃｅ'],
    ['alice', 'alice '],
    ['alice', 'al\u200bice'],
    ['alice', 'AIice'],
    ['bob', 'b0b'],
    ['bob', 'b\u043eb'],
    ['modern', 'modem'],
    ['café', 'cafe'],
  ])('is the same for %s and %s', (one, other) => {
    expect(outline(one)).toBe(outline(other));
  });

  it.each([
    ['alice', 'alicia'],
    ['bob', 'rob'],
    ['小明', '小红'],
    ['жук', 'шук'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(outline(one)).not.toBe(outline(other));
  });
});

describe('a name in a room', () => {
  it('is ambiguous when two clients have it, and until one of them is gone', () => {
    const people = new People();
    people.update('client-1111', online('alice'));
    expect(people.isAmbiguous('alice')).toBe(false);
    people.update('client-2222', online('alice'));
    expect(people.isAmbiguous('alice')).toBe(true);
    expect(people.markOf('alice')).toBe('?');
    people.update('client-2222', { ...online('alice'), state: 'offline' });
    expect(people.isAmbiguous('alice')).toBe(false);
  });

  it('is ambiguous when another looks like it, and has a mark of its own', () => {
    const people = new People();
    people.update('client-1111', online('alice'));
    people.update('client-2222', online('\u0430lice'));
    expect(people.isAmbiguous('alice')).toBe(true);
    expect(people.markOf('\u0430lice')).toBe('2222');
  });

  it('of one who only speaks is marked without an identifier', () => {
    const people = new People();
    people.update('client-1111', online('alice'));
    people.spoke('Alice', 0);
    expect(people.isAmbiguous('Alice')).toBe(true);
    expect(people.markOf('Alice')).toBe('?');
  });
});
