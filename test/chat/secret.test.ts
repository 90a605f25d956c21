import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  scryptSync,
} from 'node:crypto';
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inviteWithKey, inviteWithSalt, readInvite } from '../../source/chat/invite.ts';
import { generatePassphrase, isShort, passphraseProblem } from '../../source/chat/passphrase.ts';
import { ReplayGuard } from '../../source/chat/replay-guard.ts';
import {
  checkCode,
  deriveRoomKey,
  newSalt,
  signatureContext,
  type RoomKey,
} from '../../source/chat/room-key.ts';
import { Opener, Sealer } from '../../source/chat/secret.ts';
import '../support/property-seed.ts';

const roomKey: RoomKey = {
  salt: Buffer.alloc(16, 7),
  key: createSecretKey(Buffer.alloc(32, 9)),
};
const otherKey: RoomKey = { salt: roomKey.salt, key: createSecretKey(Buffer.alloc(32, 8)) };
const envelope = { topic: 'ops', user: 'alice' };

const sealed = (sealer: Sealer, plain: string): string => {
  const enc = sealer.seal(envelope, plain);
  if (enc === undefined) throw new Error('the counter is at its end');
  return enc;
};

/** What docs/wire.md says of a message, written once more. */
const byTheBook = (
  enc: string,
): { key: Buffer; nonce: Buffer; aad: Buffer; body: Buffer; tag: Buffer } => {
  const bytes = Buffer.from(enc, 'base64url');
  const start = bytes.subarray(1, 17);
  return {
    key: Buffer.from(hkdfSync('sha256', Buffer.alloc(32, 9), start, 'mqtt-tui private room 1', 32)),
    nonce: Buffer.concat([Buffer.alloc(8), bytes.subarray(17, 21)]),
    aad: Buffer.concat([bytes.subarray(0, 21), Buffer.from([0, 3]), Buffer.from('opsalice')]),
    body: bytes.subarray(21, -16),
    tag: bytes.subarray(-16),
  };
};

describe('a sealed message', () => {
  it('is what the description says, byte for byte', () => {
    const sealer = new Sealer(roomKey);
    for (const counter of [0, 1, 2]) {
      const enc = sealed(sealer, `hello ${counter}`);
      expect(Buffer.from(enc, 'base64url')[0]).toBe(1);
      expect(Buffer.from(enc, 'base64url').readUInt32BE(17)).toBe(counter);
      const { key, nonce, aad, body, tag } = byTheBook(enc);
      const reading = createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad).setAuthTag(tag);
      expect(Buffer.concat([reading.update(body), reading.final()]).toString()).toBe(
        `hello ${counter}`,
      );
    }
  });

  it('that somebody else wrote by the description is opened', () => {
    const header = Buffer.concat([Buffer.of(1), Buffer.alloc(16, 3), Buffer.of(0, 0, 1, 2)]);
    const { key, nonce, aad } = byTheBook(
      Buffer.concat([header, Buffer.alloc(16)]).toString('base64url'),
    );
    const writing = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
    const body = Buffer.concat([writing.update('你好'), writing.final()]);
    const enc = Buffer.concat([header, body, writing.getAuthTag()]).toString('base64url');
    const context = Buffer.from(
      hkdfSync(
        'sha256',
        Buffer.alloc(32, 9),
        Buffer.alloc(16, 3),
        'mqtt-tui signature context 1',
        16,
      ),
    ).toString('base64url');
    expect(new Opener(roomKey).open(envelope, enc)).toEqual({
      kind: 'opened',
      plain: Buffer.from('你好'),
      counter: 258,
      context,
    });
    expect(signatureContext(roomKey, Buffer.alloc(16, 3))).toBe(context);
  });

  it('comes out as it went in, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.record({ topic: fc.string(), user: fc.string({ unit: 'grapheme' }) }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        (place, plain) => {
          const enc = new Sealer(roomKey).seal(place, plain) ?? '';
          expect(new Opener(roomKey).open(place, enc)).toMatchObject({
            kind: 'opened',
            plain: Buffer.from(plain),
            counter: 0,
          });
        },
      ),
    );
  });

  it('is never the same twice, and shares no start with another sealer', () => {
    const one = new Sealer(roomKey);
    const all = [sealed(one, 'x'), sealed(one, 'x'), sealed(new Sealer(roomKey), 'x')];
    expect(new Set(all).size).toBe(3);
    expect(all[0]?.slice(2, 22)).toBe(all[1]?.slice(2, 22));
    expect(all[0]?.slice(2, 22)).not.toBe(all[2]?.slice(2, 22));
  });

  it('cannot be opened with another key, in another room or under another name', () => {
    const enc = sealed(new Sealer(roomKey), 'hello');
    expect(new Opener(otherKey).open(envelope, enc)).toEqual({ kind: 'other-key' });
    const opener = new Opener(roomKey);
    for (const place of [
      { topic: 'ops2', user: 'alice' },
      { topic: 'ops', user: 'alicia' },
      { topic: 'opsa', user: 'lice' },
    ])
      expect(opener.open(place, enc)).toEqual({ kind: 'other-key' });
    expect(opener.open(envelope, enc).kind).toBe('opened');
  });

  it('cannot be opened with a single bit changed, wherever it is', () => {
    const bytes = Buffer.from(sealed(new Sealer(roomKey), 'hello'), 'base64url');
    const opener = new Opener(roomKey);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { kind } = opener.open(envelope, changed.toString('base64url'));
      expect(kind).toBe(bit < 8 ? 'malformed' : 'other-key');
    }
  });

  it('cannot be opened when it was cut short or lengthened', () => {
    const enc = sealed(new Sealer(roomKey), 'hello');
    const bytes = Buffer.from(enc, 'base64url');
    const opener = new Opener(roomKey);
    for (let length = 0; length < bytes.length; length += 1)
      expect(opener.open(envelope, bytes.subarray(0, length).toString('base64url')).kind).toBe(
        length < 37 ? 'malformed' : 'other-key',
      );
    const longer = Buffer.concat([bytes, Buffer.of(0)]).toString('base64url');
    expect(opener.open(envelope, longer).kind).toBe('other-key');
    for (const odd of [`${enc}=`, `${enc}\n`, ` ${enc}`, `${enc}!`, 'x'.repeat(700_000)])
      expect(opener.open(envelope, odd)).toEqual({ kind: 'malformed' });
  });

  it('of a sender not heard before is tried only if it may be', () => {
    const [one, other] = [new Sealer(roomKey), new Sealer(roomKey)];
    const opener = new Opener(roomKey);
    expect(opener.open(envelope, sealed(one, 'a'), () => false)).toEqual({ kind: 'untried' });
    expect(opener.open(envelope, sealed(one, 'b'), () => true).kind).toBe('opened');
    expect(opener.open(envelope, sealed(one, 'c'), () => false).kind).toBe('opened');
    expect(opener.open(envelope, sealed(other, 'd'), () => false).kind).toBe('untried');
    const damaged = sealed(new Sealer(otherKey), 'x');
    for (let times = 0; times < 2; times += 1) {
      let asked = 0;
      expect(opener.open(envelope, damaged, () => (asked += 1) > 0).kind).toBe('other-key');
      expect(asked).toBe(1);
    }
  });

  it('says as what it was sealed, which the sealer has told before', () => {
    const sealer = new Sealer(roomKey, 7);
    const { context, counter } = sealer.next;
    const opened = new Opener(roomKey).open(envelope, sealed(sealer, 'x'));
    expect(opened).toMatchObject({ context, counter });
    expect([counter, sealer.next]).toEqual([7, { context, counter: 8 }]);
    expect(new Sealer(roomKey).next.context).not.toBe(context);
  });

  it('is opened once', () => {
    const enc = sealed(new Sealer(roomKey), 'hello');
    const opener = new Opener(roomKey);
    const opened = opener.open(envelope, enc);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    expect(opened).toEqual(opener.open(envelope, enc));
    expect([opener.isFirst(opened, 'alice'), opener.isFirst(opened, 'alice')]).toEqual([
      true,
      false,
    ]);
  });

  it('uses up no counter of another signer', () => {
    const opener = new Opener(roomKey);
    const { context } = new Sealer(roomKey).next;
    expect(opener.isFirst({ context, counter: 0xffff_ffff }, 'mallory')).toBe(true);
    expect(opener.isFirst({ context, counter: 0 }, 'alice')).toBe(true);
    expect(opener.isFirst({ context, counter: 0 }, 'mallory')).toBe(false);
  });

  it('does no harm, whatever stands there instead', () => {
    const opener = new Opener(roomKey);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url')),
        ),
        (enc) => {
          expect(['malformed', 'other-key']).toContain(opener.open(envelope, enc).kind);
        },
      ),
    );
  });
});

describe('the counter', () => {
  it('ends before it would begin anew', () => {
    const sealer = new Sealer(roomKey, 2 ** 32 - 1);
    const last = sealed(sealer, 'last');
    expect(new Opener(roomKey).open(envelope, last).kind).toBe('opened');
    expect(sealer.seal(envelope, 'one more')).toBeUndefined();
    expect(sealer.seal(envelope, 'one more')).toBeUndefined();
  });

  it('lets messages overtake one another, each counted once, in any order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Array.from({ length: 200 }, (_, counter) => counter)),
        (order) => {
          const guard = new ReplayGuard();
          for (const counter of order) {
            expect(guard.isReplay('a', counter)).toBe(false);
            guard.record('a', counter);
            expect(guard.isReplay('a', counter)).toBe(true);
          }
        },
      ),
    );
  });

  it('takes what is far behind for a replay', () => {
    const guard = new ReplayGuard();
    guard.record('a', 1000);
    expect([744, 745, 1001].map((counter) => guard.isReplay('a', counter))).toEqual([
      true,
      false,
      false,
    ]);
    expect(guard.isReplay('b', 1)).toBe(false);
  });

  it('is remembered for a thousand starts, of which the one that is silent longest goes', () => {
    const guard = new ReplayGuard();
    for (let start = 0; start < 1000; start += 1) guard.record(`start ${start}`, 1);
    guard.record('start 0', 2);
    guard.record('one more', 1);
    expect(guard.isReplay('start 0', 1)).toBe(true);
    expect(guard.isReplay('start 1', 1)).toBe(false);
    expect(guard.isReplay('start 2', 1)).toBe(true);
  });
});

describe('a room key', () => {
  it('is scrypt of the passphrase, however its accents were typed', async () => {
    const salt = newSalt();
    const { key } = await deriveRoomKey('caf\u00e9', salt);
    const expected = scryptSync('caf\u00e9', salt, 32, {
      N: 131_072,
      r: 8,
      p: 1,
      maxmem: 2 ** 28,
    });
    expect(key.export().equals(expected)).toBe(true);
    expect((await deriveRoomKey('cafe\u0301', salt)).key.equals(key)).toBe(true);
  });

  it('has a check code, which is another one for another key or salt', () => {
    const bytes = Buffer.from(
      hkdfSync('sha256', Buffer.alloc(32, 9), Buffer.alloc(16, 7), 'mqtt-tui check code 1', 4),
    ).toString('hex');
    expect(checkCode(roomKey)).toBe(`${bytes.slice(0, 4)}-${bytes.slice(4)}`);
    const others = [otherKey, { ...roomKey, salt: Buffer.alloc(16, 8) }];
    expect(new Set([roomKey, ...others].map(checkCode)).size).toBe(3);
  });

  it('shows nothing of itself when printed', () => {
    const bytes = roomKey.key.export();
    for (const text of [inspect(roomKey, { depth: 9 }), JSON.stringify({ key: roomKey.key })])
      for (const form of ['hex', 'base64', 'base64url'] as const)
        expect(text).not.toContain(bytes.toString(form).slice(0, 12));
  });
});

describe('a passphrase', () => {
  it('is needed, and not a short one where a room is made', () => {
    expect(passphraseProblem('', false)).toMatch(/at least one character/);
    expect(passphraseProblem(' ', false)).toBeUndefined();
    expect(passphraseProblem('eleven char', true)).toMatch(/at least 12 characters/);
    expect(passphraseProblem('twelve chars', true)).toBeUndefined();
  });

  it('is measured in characters, however they were typed', () => {
    expect(isShort('é'.repeat(11).normalize('NFD'))).toBe(true);
    expect([isShort('你'.repeat(11)), isShort('你'.repeat(12))]).toEqual([true, false]);
    expect(isShort('😀'.repeat(11))).toBe(true);
  });

  it('that is generated has six words of 2,048, never the same', () => {
    const all = Array.from({ length: 500 }, generatePassphrase);
    expect(new Set(all).size).toBe(500);
    for (const one of all) expect(one).toMatch(/^(?:[a-z]{3,8} ){5}[a-z]{3,8}$/);
    const used = new Set(all.flatMap((one) => one.split(' ')));
    // Of 3,000 draws from 2,048 about 1,575 differ.
    expect(used.size).toBeGreaterThan(1400);
  });
});

describe('an invite', () => {
  it('brings the key, or only the salt', () => {
    const full = readInvite(inviteWithKey(roomKey, 'ops'), 'ops');
    expect(full.kind === 'room-key' && full.roomKey.key.equals(roomKey.key)).toBe(true);
    expect(full.kind === 'room-key' && full.roomKey.salt.equals(roomKey.salt)).toBe(true);
    expect(readInvite(inviteWithSalt(roomKey, 'ops'), 'ops')).toEqual({
      kind: 'salt',
      salt: roomKey.salt,
    });
  });

  it('without the key has nothing of it', () => {
    const bytes = Buffer.from(inviteWithSalt(roomKey, 'ops'), 'base64url');
    expect(bytes).toHaveLength(21);
    expect(bytes.includes(roomKey.key.export().subarray(0, 4))).toBe(false);
  });

  it('is refused for another room, cut, lengthened, or with any character changed', () => {
    for (const text of [inviteWithKey(roomKey, 'ops'), inviteWithSalt(roomKey, 'ops')]) {
      expect(readInvite(text, 'ops2').kind).toBe('unusable');
      expect(readInvite(`${text}A`, 'ops').kind).toBe('unusable');
      for (let index = 0; index < text.length; index += 1) {
        expect(readInvite(text.slice(0, index), 'ops').kind).toBe('unusable');
        const other = text[index] === 'A' ? 'B' : 'A';
        const changed = text.slice(0, index) + other + text.slice(index + 1);
        expect(readInvite(changed, 'ops').kind).toBe('unusable');
      }
    }
  });

  it('is refused whatever else it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readInvite(text, 'ops').kind).toBe('unusable');
      }),
    );
  });
});
