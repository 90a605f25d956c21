import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePresence,
  encodePresence,
  parsePresenceTopic,
  type Presence,
  presenceFilter,
  presenceTopic,
} from '../../source/chat/presence.ts';
import { topicMatches, topicNameProblem } from '../../source/mqtt/topic.ts';
import { hostileTexts, payloads, topicNames } from '../support/arbitraries.ts';

/** Rooms whose names look like places of presence themselves. */
const rooms = fc
  .array(fc.oneof(topicNames, fc.constantFrom('$presence', '/$presence/', 'x/$presence/y', '/')), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join('/'))
  .filter((room) => !room.startsWith('$'));

const decode = (text: string): Presence | undefined => decodePresence(Buffer.from(text));

const clientIds = fc.constantFrom('mqtt-tui-1a2b', '$presence', 'alice', '你', 'a b', '$');

describe('the topics of presence', () => {
  it('stand below the room, where its own subscribers do not see them', () => {
    expect(presenceTopic('chat', 'me')).toBe('chat/$presence/me');
    expect(presenceFilter('chat')).toBe('chat/$presence/+');
    expect(topicMatches('chat', presenceTopic('chat', 'me'))).toBe(false);
  });

  it('are read back, for any room', () => {
    fc.assert(
      fc.property(rooms, clientIds, (room, clientId) => {
        expect(parsePresenceTopic(presenceTopic(room, clientId))).toEqual({ room, clientId });
      }),
    );
  });

  it('are valid and read back for any client identifier', () => {
    const anyId = fc.string({
      unit: fc.constantFrom('a', '/', '+', '#', '%', '%2F', '%25', '$presence', '你', ' '),
      minLength: 1,
    });
    fc.assert(
      fc.property(rooms, anyId, (room, clientId) => {
        const topic = presenceTopic(room, clientId);
        expect(topicNameProblem(topic)).toBeUndefined();
        expect(topicMatches(presenceFilter(room), topic)).toBe(true);
        expect(parsePresenceTopic(topic)).toEqual({ room, clientId });
      }),
    );
  });

  it('are matched by the filter of their room and by that of no other', () => {
    fc.assert(
      fc.property(rooms, rooms, clientIds, (room, other, clientId) => {
        expect(topicMatches(presenceFilter(room), presenceTopic(room, clientId))).toBe(true);
        expect(topicMatches(presenceFilter(other), presenceTopic(room, clientId))).toBe(
          room === other,
        );
      }),
    );
  });

  it.each(['site/1', 'a+b', '#1', '/'])(
    'are valid and matched by the filter for the client identifier %s',
    (clientId) => {
      const topic = presenceTopic('chat', clientId);
      expect(topicNameProblem(topic)).toBeUndefined();
      expect(topicMatches(presenceFilter('chat'), topic)).toBe(true);
      expect(parsePresenceTopic(topic)).toEqual({ room: 'chat', clientId });
    },
  );

  it.each(['chat', 'chat/$presence', '/$presence/me', '$presence/me', 'chat/presence/me'])(
    'do not include %s',
    (topic) => {
      expect(parsePresenceTopic(topic)).toBeUndefined();
    },
  );
});

describe('encodePresence', () => {
  const presences: fc.Arbitrary<Presence> = fc.record({
    state: fc.constantFrom('online', 'away', 'offline', 'lost'),
    user: fc.string({ unit: 'binary' }),
    session: fc.uuid(),
    at: fc.maxSafeNat(),
  });

  it('writes what decodePresence reads back', () => {
    fc.assert(
      fc.property(presences, (presence) => {
        expect(decode(encodePresence(presence))).toEqual(presence);
      }),
    );
  });

  it('never sends half a surrogate pair', () => {
    fc.assert(
      fc.property(presences, hostileTexts(), (presence, user) => {
        const wire = JSON.parse(encodePresence({ ...presence, user })) as Presence;
        expect(wire.user).toBe(user.toWellFormed());
      }),
    );
  });
});

describe('decodePresence', () => {
  it.each([
    '',
    'online',
    'null',
    '3',
    '[]',
    '{}',
    '{"state":"online"}',
    '{"user":"a"}',
    '{"state":"here","user":"a"}',
    '{"state":1,"user":"a"}',
    '{"state":"online","user":1}',
    '{"state":"toString","user":"a"}',
    '{"state":["online"],"user":"a"}',
    '{"state":"online","user":"a"',
  ])('takes %j for no presence', (text) => {
    expect(decode(text)).toBeUndefined();
  });

  it.each([
    ['session', '1'],
    ['session', 'null'],
    ['at', '"now"'],
    ['at', '1e999'],
    ['at', 'null'],
  ])('does without %s when it is %s', (member, value) => {
    expect(decode(`{"state":"away","user":"a","${member}":${value}}`)).toEqual({
      state: 'away',
      user: 'a',
      session: '',
      at: 0,
    });
  });

  it.each([
    ['text', '"lunch"', { text: 'lunch' }],
    ['text', JSON.stringify('x'.repeat(201)), { text: 'x'.repeat(200) }],
    ['text', JSON.stringify(`${'x'.repeat(199)}😀`), { text: `${'x'.repeat(199)}\ufffd` }],
    ['text', '""', {}],
    ['text', '7', {}],
    ['at', '-1.5', { at: -1.5 }],
    ['at', '1e999', { at: 0 }],
    ['at', '"5"', { at: 0 }],
    ['session', JSON.stringify('x'.repeat(65)), { session: 'x'.repeat(64) }],
    ['session', '5', { session: '' }],
    ['user', JSON.stringify('x'.repeat(257)), { user: `${'x'.repeat(256)}…` }],
  ])('reads %s of %s as %j', (name, value, read) => {
    const usual = { state: 'away', user: 'bob', session: 's', at: 5 };
    const members = Object.entries({ ...usual, [name]: 0 }).map(
      ([key, one]) => `"${key}":${key === name ? value : JSON.stringify(one)}`,
    );
    expect(decode(`{${members.join(',')}}`)).toEqual({ ...usual, ...read });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        expect(decodePresence(payload)?.user ?? '').toBeTypeOf('string');
      }),
      { numRuns: 1000 },
    );
  });
});
