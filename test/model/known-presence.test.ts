import { expect, it } from 'vitest';
import type { PresenceState } from '../../source/chat/presence.ts';
import {
  knownAfter,
  type KnownPresence,
  type SignedPresence,
  supersedes,
} from '../../source/model/known-presence.ts';

const is = (
  state: PresenceState,
  session: string,
  at: number,
  connection?: number,
): SignedPresence => ({
  state,
  user: 'alice',
  session,
  at,
  key: 'K',
  ...(connection === undefined ? {} : { connection }),
});

/** What is known after these, whether or not each would have been taken. */
const known = (...presences: readonly SignedPresence[]): KnownPresence => {
  let after: KnownPresence | undefined;
  for (const presence of presences) after = knownAfter(presence, after);
  if (after === undefined) throw new Error('Nothing is known.');
  return after;
};

it.each([
  ['earlier', 9, false],
  ['repeated', 10, true],
  ['later', 11, true],
])('within a session, a presence that is %s is taken or not', (_, at, isTaken) => {
  const here = known(is('online', 's1', 10, 1));
  for (const state of ['online', 'away'] as const)
    expect(supersedes(is(state, 's1', at, 1), here)).toBe(isTaken);
});

it.each(['offline', 'lost'] as const)('nobody is back who was %s and is only repeated', (state) => {
  const gone = known(is('online', 's1', 10, 1), is(state, 's1', state === 'lost' ? 5 : 12, 1));
  const at = state === 'lost' ? 10 : 12;
  expect(supersedes(is('online', 's1', at, 1), gone)).toBe(false);
  expect(supersedes(is('online', 's1', at + 1, 2), gone)).toBe(true);
});

it('a session that was superseded is not taken again, nor the end of any but the present one', () => {
  const second = known(is('online', 's1', 10), is('online', 's2', 20));
  for (const state of ['online', 'away', 'offline', 'lost'] as const)
    expect(supersedes(is(state, 's1', 30), second)).toBe(false);
  for (const state of ['offline', 'lost'] as const)
    expect(supersedes(is(state, 's3', 30), second)).toBe(false);
  expect(supersedes(is('online', 's3', 30), second)).toBe(true);
  expect(supersedes(is('offline', 's2', 30), second)).toBe(true);
});

it('a session is not begun with a presence that is older than what is known, though that has ended', () => {
  const second = is('online', 's2', 20);
  expect(supersedes(is('online', 's0', 20), known(second))).toBe(false);
  const gone = known(second, is('offline', 's2', 21));
  expect(supersedes(is('online', 's0', 21), gone)).toBe(false);
  expect(supersedes(is('online', 's3', 22), gone)).toBe(true);
});

it('the last sixteen sessions are remembered', () => {
  const all = Array.from({ length: 18 }, (_, index) => is('online', `s${index}`, index));
  const last = known(...all, is('offline', 's17', 99));
  expect(last.past).toHaveLength(16);
  expect(supersedes(is('online', 's1', 100), last)).toBe(false);
  expect(supersedes(is('online', 's0', 100), last)).toBe(true);
});

it.each([
  [1, false],
  [2, true],
  [3, true],
  [undefined, false],
])('a will message of connection %s counts while 2 is the newest: %s', (connection, isTaken) => {
  const here = known(is('online', 's1', 10, 1), is('online', 's1', 20, 2));
  // It dates from CONNECT.
  expect(supersedes(is('lost', 's1', 15, connection), here)).toBe(isTaken);
});

it('the newest time and connection of a session stay known', () => {
  const here = known(is('online', 's1', 10, 2), is('lost', 's1', 5, 1));
  expect(here).toEqual({ state: 'lost', session: 's1', at: 10, connection: 2, past: [] });
});

it('what nobody has signed is taken as it comes, but for a loss of another session', () => {
  const here = known(is('online', 's2', 20, 2));
  const plain = (state: PresenceState, session: string): SignedPresence => {
    const { key: _, ...rest } = is(state, session, 1);
    return rest;
  };
  for (const state of ['online', 'away', 'offline'] as const)
    for (const session of ['s1', 's2']) expect(supersedes(plain(state, session), here)).toBe(true);
  expect(supersedes(plain('lost', 's2'), here)).toBe(true);
  expect(supersedes(plain('lost', 's1'), here)).toBe(false);
});
