import { beforeEach, describe, expect, it } from 'vitest';
import type { Presence } from '../../../source/chat/presence.ts';
import { LostClients } from '../../../source/session/chat/lost-clients.ts';

const presence = (state: Presence['state'], session = 's'): Presence => ({
  state,
  user: 'alice',
  session,
  at: 0,
});

let lost: LostClients;

const isOutdated = (
  room: string,
  {
    clientId = 'c',
    session = 's',
    isRetained = true,
    state = 'online',
    ...more
  }: {
    readonly clientId?: string;
    readonly session?: string;
    readonly isRetained?: boolean;
    readonly state?: Presence['state'];
    readonly connection?: number;
    readonly key?: string;
  } = {},
): boolean => lost.isOutdated(room, clientId, { ...presence(state, session), ...more }, isRetained);

beforeEach(() => {
  lost = new LostClients();
  isOutdated('chat', { state: 'lost' });
});

describe('what is retained of a lost client', () => {
  it('is outdated in other rooms, each time that it is read', () => {
    expect([isOutdated('ops'), isOutdated('lab'), isOutdated('ops')]).toEqual([true, true, true]);
  });

  it.each([
    ['another client', { clientId: 'other' }],
    ['a later start', { session: 'new' }],
    ['somebody who tells it now', { isRetained: false }],
    ['a later connection', { connection: 1 }],
    ['somebody who has signed it', { key: 'K' }],
  ])('is believed of %s', (_, of) => {
    expect(isOutdated('ops', of)).toBe(false);
  });

  it('is believed in the room of the loss, and from then on in all others', () => {
    expect(isOutdated('chat')).toBe(false);
    expect(isOutdated('ops')).toBe(false);
  });

  it('is believed everywhere once the client is back', () => {
    isOutdated('ops', { isRetained: false });
    expect(isOutdated('lab')).toBe(false);
  });

  it('never is the news of a loss itself', () => {
    expect(isOutdated('ops', { state: 'lost' })).toBe(false);
    // From now on it counts as lost there.
    expect([isOutdated('chat'), isOutdated('ops')]).toEqual([true, false]);
  });

  it('is believed after a loss that names no start', () => {
    for (const session of ['', 's']) {
      isOutdated('chat', { state: 'lost' });
      isOutdated('chat', { state: 'lost', session: '' });
      expect(isOutdated('ops', { session })).toBe(false);
    }
  });

  it('is believed after a break of our own', () => {
    lost.clear();
    expect(isOutdated('ops')).toBe(false);
  });

  it('is remembered of the last thousand', () => {
    for (let index = 1; index < 1000; index += 1)
      isOutdated('chat', { clientId: `c${index}`, state: 'lost' });
    expect(isOutdated('ops')).toBe(true);
    isOutdated('chat', { clientId: 'one more', state: 'lost' });
    expect(isOutdated('ops')).toBe(false);
    expect(isOutdated('ops', { clientId: 'c1' })).toBe(true);
  });
});
