import { describe, expect, it } from 'vitest';
import { noSigner, type Signer } from '../../source/chat/signed-line.ts';
import { Attention } from '../../source/model/attention.ts';
import { Room } from '../../source/model/room.ts';
import { identityOf, signerFrom } from '../support/identities.ts';

const bob = signerFrom(identityOf(1));
const mallory = signerFrom(identityOf(2));

const aRoom = (): Room => new Room('chat', new Attention(() => 'me'));

let ids = 0;

/** Says a line, and returns what the room tells about it. */
const toldAfter = (room: Room, user: string, signer: Signer, at = 0): string | undefined => {
  const before = room.lines.end;
  room.receive({ user, say: 'hi', id: `${(ids += 1)}` }, at, signer);
  const line = room.lines.at(before + 1);
  return line?.kind === 'event' ? line.text : undefined;
};

describe('a mark after a name', () => {
  it('is explained once for each name', () => {
    const room = aRoom();
    expect(toldAfter(room, 'bob', bob)).toBeUndefined();
    expect(toldAfter(room, 'bob', mallory)).toBe(
      '≠ marks another key than the one you know of bob: /verify bob',
    );
    expect(toldAfter(room, 'bob', mallory)).toBeUndefined();
    expect(toldAfter(room, 'bob', noSigner)).toBe(
      '? marks what is not signed, though bob has a key: it may be somebody else.',
    );
    expect(toldAfter(room, 'bob', noSigner)).toBeUndefined();
    expect(toldAfter(room, 'carol', { kind: 'invalid' })).toBe(
      '≠ marks a wrong signature: carol did not sign this line.',
    );
    expect(toldAfter(room, 'dave', noSigner)).toBeUndefined();
  });

  it('is explained with the command for a name with blanks, and for our own', () => {
    const attention = new Attention(() => 'me');
    attention.keys.own = { key: identityOf(3).key, isUs: (user) => user === 'me' };
    const room = new Room('chat', attention);
    toldAfter(room, 'bob \u001B b', bob);
    expect(toldAfter(room, 'bob \u001B b', mallory)).toMatch(/: \/verify "bob ␛ b"$/);
    expect(toldAfter(room, 'me', mallory)).toBe('≠ marks another key than yours: /verify me');
  });

  it('is not explained again and again to somebody who invents names', () => {
    const room = aRoom();
    const told: number[] = [];
    for (let index = 0; index < 40; index += 1) {
      toldAfter(room, `name ${index}`, bob);
      if (toldAfter(room, `name ${index}`, mallory) !== undefined) told.push(index);
    }
    expect(told).toEqual([0, 1, 2, 3]);
    toldAfter(room, 'carol', bob, 3_600_000);
    expect(toldAfter(room, 'carol', mallory, 3_600_000)).toMatch(/^≠/);
  });
});
