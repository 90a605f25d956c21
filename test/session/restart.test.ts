import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { signerOf } from '../../source/chat/signed-line.ts';
import { decodeChat } from '../../source/chat/wire.ts';
import type { Message } from '../../source/mqtt/message.ts';
import { aMessage } from '../support/messages.ts';
import { deliver } from '../support/room-reception.ts';
import { Attention } from '../../source/model/attention.ts';
import { Room } from '../../source/model/room.ts';
import { sentBy } from '../../source/session/chat/compose.ts';
import { LockedRoom } from '../../source/session/chat/locked-room.ts';
import { restoreRooms } from '../../source/session/chat/restore-rooms.ts';
import { RoomHistory } from '../../source/session/chat/room-history.ts';
import { SecretRoom } from '../../source/session/chat/secret-room.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { identityOf, signerFrom } from '../support/identities.ts';

const identity = identityOf(1);

type Start = {
  readonly history: RoomHistory;
  readonly rooms: Map<string, Room>;
  readonly attention: Attention;
  readonly left: readonly string[];
  readonly hear: (say: string, user?: string) => void;
  readonly room: () => Room;
};

let starts = 0;

/** A program start with one room, as far as the history is concerned. */
const aStart = async (file: string): Promise<Start> => {
  starts += 1;
  const attention = new Attention(() => 'me');
  const rooms = new Map([['chat', new Room('chat', attention)]]);
  const left: string[] = [];
  const owner = { name: `start ${starts}`, process: starts, isRunning: () => true };
  const retention = { days: 365, bytes: 1e9 };
  const history = new RoomHistory(
    { file, broker: 'b:1883', retention, owner },
    () => undefined,
    () =>
      restoreRooms(history, {
        rooms,
        attention,
        recall: (room) => void history.restore(room, 0, identity.key),
        join: (topic) => void rooms.set(topic, rooms.get(topic) ?? new Room(topic, attention)),
        leave: (topic) => left.push(topic),
        keepOut: () => undefined,
        onLocked: () => undefined,
      }),
  );
  attention.onIgnore = (name, isIgnored) => history.setIgnored(name, isIgnored);
  onTestFinished(() => history.close());
  await history.open();
  const room = (): Room => rooms.get('chat') as Room;
  const hear = (say: string, user = 'bob'): void => {
    const message = { user, say, id: `${starts} ${say}` };
    const line = room().receive(message, Date.now());
    if (line !== undefined) history.received(room(), message, line, false);
  };
  return { history, rooms, attention, left, hear, room };
};

const aFile = (): string => join(temporaryFolder(), 'mqtt-tui', 'history.db');

/** Unread lines, mentions, and what stands below the line "new". */
const readingOf = (room: Room): readonly unknown[] => {
  const line = room.lines.at(room.reading.firstUnread ?? Number.NaN);
  return [room.reading.unread, room.reading.mentions, line?.kind === 'said' ? line.say : undefined];
};

describe('reading', () => {
  it('goes on at the next start where it has stopped', async () => {
    const file = aFile();
    const first = await aStart(file);
    first.room().reading.setShown(true);
    first.hear('seen');
    first.room().reading.setShown(false);
    first.hear('not seen');
    first.hear('me: not seen either');
    first.history.close();

    const second = await aStart(file);
    expect(readingOf(second.room())).toEqual([2, 1, 'not seen']);
    second.hear('and one more');
    expect(readingOf(second.room())).toEqual([3, 1, 'not seen']);
    second.room().reading.setShown(true);
    expect(readingOf(second.room())).toEqual([0, 0, 'not seen']);
    second.hear('seen at once');
    second.history.close();

    const third = await aStart(file);
    expect(readingOf(third.room())).toEqual([0, 0, undefined]);
    expect(third.room().lines.length).toBe(5);
  });

  it('goes on in the room that is shown at the start, also with what the broker has kept', async () => {
    const file = aFile();
    const first = await aStart(file);
    first.room().reading.setShown(true);
    first.hear('seen');
    first.history.close();
    const second = await aStart(file);
    second.room().reading.setShown(true);
    second.room().flood.awaitBacklog(Date.now());
    second.hear('kept by the broker');
    second.hear('this too');
    expect(readingOf(second.room())).toEqual([0, 0, 'kept by the broker']);
  });

  it('counts what another program of the person has kept, and not what somebody ignored has said', async () => {
    const file = aFile();
    const [one, other] = [await aStart(file), await aStart(file)];
    one.room().reading.setShown(true);
    one.hear('seen');
    one.attention.ignore('mallory');
    one.history.close();
    other.hear('heard after that');
    other.hear('buy', 'mallory');
    other.history.close();
    const third = await aStart(file);
    expect(third.attention.ignored).toEqual(['mallory']);
    expect(readingOf(third.room())).toEqual([1, 0, 'heard after that']);
    third.hear('new');
    third.hear('buy', 'mallory');
    third.history.close();
    expect(readingOf((await aStart(file)).room())).toEqual([2, 0, 'heard after that']);
  });

  it('counts more lines than are loaded', async () => {
    const file = aFile();
    const first = await aStart(file);
    first.room().flood.judge = () => undefined;
    for (let index = 0; index < 5000; index += 1) first.hear(`sentence ${index}`);
    first.history.close();
    const second = await aStart(file);
    expect(readingOf(second.room())).toEqual([5000, 0, 'sentence 3900']);
  });
});

describe('what one wants to be told of', () => {
  it('is the same at the next start', async () => {
    const file = aFile();
    const first = await aStart(file);
    for (const name of ['mallory', ' trudy ', 'eve']) first.attention.ignore(name);
    first.attention.unignore('eve');
    first.room().reading.isMuted = true;
    first.history.setMuted(first.room());
    first.hear('noise');
    first.hear('me: listen');
    first.history.close();

    const second = await aStart(file);
    expect(second.attention.ignored).toEqual(['mallory', 'trudy']);
    expect(second.room().reading.isMuted).toBe(true);
    expect(readingOf(second.room())).toEqual([1, 1, 'noise']);
    second.room().reading.isMuted = false;
    second.history.setMuted(second.room());
    second.attention.unignore('trudy');
    second.history.close();

    const third = await aStart(file);
    expect(third.attention.ignored).toEqual(['mallory']);
    expect(third.room().reading.isMuted).toBe(false);
  });
});

describe('what is no chat message', () => {
  it('is there again, once, and is found', async () => {
    const file = aFile();
    const both = [await aStart(file), await aStart(file)];
    for (const bytes of [Buffer.from('21.5 °C'), Buffer.alloc(5000, 0xfe), Buffer.alloc(0)])
      for (const { history, room } of both) {
        const line = room().receiveRaw(bytes, 1000);
        if (line === undefined) throw new Error('it was taken for a flood');
        history.receivedRaw(room(), line, false);
        history.joined();
      }
    for (const { history } of both) history.close();
    const third = await aStart(file);
    const { lines } = third.room();
    const raw = Array.from({ length: lines.length }, (_, index) => lines.at(lines.first + index));
    expect(raw).toMatchObject([
      { kind: 'raw', payload: Uint8Array.from(Buffer.from('21.5 °C')), size: 8, at: 1000 },
      { kind: 'raw', payload: new Uint8Array(1024).fill(0xfe), size: 5000 },
      { kind: 'raw', payload: new Uint8Array(), size: 0 },
    ]);
    third.room().lines.clear();
    expect(third.history.find(third.room(), '1.5 °c', third.attention)).toMatchObject({
      position: lines.first,
    });
  });
});

describe('a sentence that an earlier start could not send', () => {
  it('goes out as it was, signed by the client that sends it', async () => {
    const message = { user: 'me', say: '你好', id: 'i', at: 5 };
    const sent = sentBy(
      new Room('chat'),
      { message, payload: 'old' },
      { from: 'new', session: 's', n: 7 },
      identity,
    );
    expect(sent.message).toEqual({ ...message, from: 'new', session: 's', n: 7 });
    const received = decodeChat(Buffer.from(sent.payload));
    expect(received).toMatchObject(sent.message);
    const scope = { kind: 'line' as const, room: 'chat', session: 's', n: 7 };
    expect(received && (await signerOf(received, scope))).toEqual(signerFrom(identity));
    expect(received && (await signerOf(received, { ...scope, n: 8 }))).toEqual({ kind: 'invalid' });
  });
});

describe('a private room', () => {
  const roomKey = { salt: Buffer.alloc(16, 7), key: createSecretKey(Buffer.alloc(32, 9)) };

  it('comes back locked, until it is left', async () => {
    const file = aFile();
    const first = await aStart(file);
    first.history.setJoined(new SecretRoom('ops', roomKey, first.attention), true);
    first.history.close();
    const second = await aStart(file);
    const locked = second.rooms.get('ops');
    expect(locked).toBeInstanceOf(LockedRoom);
    expect((locked as LockedRoom).salt).toEqual(roomKey.salt);
    second.history.setJoined(locked as Room, false);
    second.history.close();
    expect([...(await aStart(file)).rooms.keys()]).toEqual(['chat']);
  });

  it('takes the place of an open one of that name, which is left', async () => {
    const file = aFile();
    const first = await aStart(file);
    first.history.setJoined(new SecretRoom('chat', roomKey, first.attention), true);
    first.history.close();
    const second = await aStart(file);
    expect(second.room()).toBeInstanceOf(LockedRoom);
    expect(second.left).toEqual(['chat']);
  });

  it('reads when it has its key what the broker has kept for it', async () => {
    const attention = new Attention(() => 'me');
    const sender = new SecretRoom('ops', roomKey, attention);
    const locked = new LockedRoom('ops', roomKey.salt, attention);
    for (const say of ['one', 'two']) {
      const payload = sender.sealed({ user: 'bob', say }, identity) ?? '';
      locked.keep(aMessage('ops', payload, { receivedAt: 5 }));
    }
    expect([locked.reading.unread, locked.lines.length]).toEqual([2, 1]);
    for (let index = 0; index < 1000; index += 1)
      locked.keep(aMessage('ops', 'raw', { receivedAt: 5 }));
    const open = new SecretRoom('ops', roomKey, attention);
    const kept: Message[] = [];
    const last: (() => void)[] = [];
    locked.handOver(
      open,
      (message) => kept.push(message),
      (next) => last.push(next),
    );
    await deliver(open, kept);
    for (const next of last) next();
    const said = [0, 1].map((position) => open.lines.at(position));
    expect(said).toMatchObject([{ say: 'one' }, { say: 'two' }]);
    expect(open.lines.at(open.lines.end - 1)).toMatchObject({
      text: 'More than 1000 messages came while the room was locked: the last 2 are lost.',
    });
  });
});
