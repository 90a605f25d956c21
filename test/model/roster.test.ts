import { expect, it } from 'vitest';
import { Roster, type Worth, worths } from '../../source/model/roster.ts';

type Entry = { readonly clientId: string; readonly key?: string; readonly worth: Worth };

const entry = (clientId: string, worth: Worth, key?: string): Entry => ({
  clientId,
  worth,
  ...(key === undefined ? {} : { key }),
});

const { gone, stranger, speaker, verified } = worths;

const aRoster = (limit: number, ...entries: readonly Entry[]): Roster<Entry> => {
  const roster = new Roster<Entry>(limit, ({ worth }) => worth);
  for (const each of entries) roster.set(each);
  return roster;
};

const clients = (roster: Roster<Entry>): string[] =>
  Array.from(roster.values(), ({ clientId }) => clientId).toSorted();

it.each([
  ['gone', entry('d', stranger), ['b', 'c', 'd']],
  ['stranger', entry('d', gone), ['b', 'c', 'd']],
])('the one who is gone gives way first, also to %s', (_, last, left) => {
  const roster = aRoster(3, entry('a', gone), entry('b', stranger), entry('c', verified));
  expect(roster.set(last)).toBe(true);
  expect(clients(roster)).toEqual(left);
});

it('then the stranger set longest ago', () => {
  const roster = aRoster(3, entry('a', stranger), entry('b', stranger), entry('c', speaker));
  roster.set(entry('a', stranger));
  expect(roster.set(entry('d', speaker))).toBe(true);
  expect(clients(roster)).toEqual(['a', 'c', 'd']);
});

it('nobody gives way to one who is worth less', () => {
  const roster = aRoster(2, entry('a', speaker), entry('b', verified));
  expect(roster.set(entry('c', stranger))).toBe(false);
  expect(roster.set(entry('c', gone))).toBe(false);
  expect(clients(roster)).toEqual(['a', 'b']);
  expect(roster.set(entry('c', verified))).toBe(true);
  expect(clients(roster)).toEqual(['b', 'c']);
  expect([roster.size, roster.isFull]).toEqual([2, true]);
});

it('who has become worth more stays', () => {
  const heard = new Set<string>();
  const roster = new Roster<{ readonly clientId: string }>(2, ({ clientId }) =>
    heard.has(clientId) ? speaker : stranger,
  );
  for (const clientId of ['a', 'b']) roster.set({ clientId });
  heard.add('a');
  roster.set({ clientId: 'c' });
  expect(Array.from(roster.values(), ({ clientId }) => clientId).toSorted()).toEqual(['a', 'c']);
});

it('one key has eight clients at most; another takes the place of its oldest', () => {
  const roster = aRoster(100, entry('other', verified));
  for (let index = 0; index < 20; index += 1) roster.set(entry(`c${index}`, verified, 'K'));
  expect(roster.size).toBe(9);
  expect(roster.get('c11', 'K')).toBeUndefined();
  expect(roster.get('c12', 'K')).toBeDefined();
});

it('a client has an entry for each key, which is found by both', () => {
  const roster = aRoster(
    10,
    entry('a', stranger, 'K'),
    entry('a', verified, 'L'),
    entry('a', gone),
  );
  expect(roster.of('a').map(({ worth }) => worth)).toEqual([verified, stranger, gone]);
  expect(roster.get('a', 'K')?.worth).toBe(stranger);
  expect(roster.get('a', undefined)?.worth).toBe(gone);
  expect(roster.delete('a', 'K')).toBe(true);
  expect(roster.delete('a', 'K')).toBe(false);
  expect(roster.of('a')).toHaveLength(2);
  expect(roster.of('b')).toEqual([]);
});
