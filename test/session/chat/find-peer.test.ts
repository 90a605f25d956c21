import { describe, expect, it } from 'vitest';
import { Attention } from '../../../source/model/attention.ts';
import { DirectRoom } from '../../../source/model/direct-room.ts';
import { Room } from '../../../source/model/room.ts';
import { findPeer } from '../../../source/session/chat/find-peer.ts';

type Clients = Readonly<Record<string, string>>;

/** A room with the clients of these identifiers and names. */
const roomOf = (topic: string, clients: Clients, room = new Room(topic)): Room => {
  for (const [clientId, user] of Object.entries(clients))
    room.people.update(clientId, { state: 'online', user, session: 's', at: 0 });
  return room;
};

const privateRoom = (topic: string, clients: Clients): Room =>
  roomOf(topic, clients, new DirectRoom(topic, { room: topic, clientId: '', user: 'x' }));

const find = (name: string, shown: Room | undefined, ...rooms: readonly Room[]): unknown =>
  findPeer(name, shown, {
    rooms: new Map(rooms.map((room) => [room.topic, room])),
    ownClientId: 'own',
  });

/** A client called bob comes, with a key. */
const come = (room: Room, clientId: string, key: string): void =>
  void room.people.update(clientId, { state: 'online', user: 'bob', session: 's', at: 0, key });

/** So many clients of one name, the last identifier first. */
const namesakes = (count: number): Clients =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${5 - index}`, 'bob']));

describe('who is meant by a name', () => {
  it('is the one in the room that is shown, before those in others', () => {
    const chat = roomOf('chat', { c1: 'bob' });
    const ops = roomOf('ops', { c2: 'bob' });
    expect(find('bob', ops, chat, ops)).toEqual({ room: 'ops', clientId: 'c2', user: 'bob' });
    expect(find('bob', undefined, chat, ops)).toEqual({
      room: 'chat',
      clientId: 'c1',
      user: 'bob',
    });
    expect(find('bob@c2', chat, chat, ops)).toEqual({ room: 'ops', clientId: 'c2', user: 'bob' });
  });

  it('must be told where several have it', () => {
    expect(find('bob', undefined, roomOf('chat', namesakes(2)))).toBe(
      '2 clients are called bob; say which: bob@c4, bob@c5',
    );
    expect(find('bob', undefined, roomOf('chat', namesakes(5)))).toMatch(/bob@c5$/);
    expect(find('bob', undefined, roomOf('chat', { ...namesakes(5), c6: 'bob' }))).toMatch(
      /^6 clients .* bob@c5, …$/,
    );
    expect(find('a b', undefined, roomOf('chat', { c1: 'a b', c2: 'a b' }))).toBe(
      '2 clients are called a b; say which: "a b@c1", "a b@c2"',
    );
  });

  it('is whoever has the known key, and must be told if another key is in another room', () => {
    const attention = new Attention(() => 'me');
    const [chat, ops] = [new Room('chat', attention), new Room('ops', attention)];
    const { keys } = attention;
    const options = {
      rooms: new Map([chat, ops].map((room) => [room.topic, room])),
      ownClientId: 'own',
      keys,
    };
    come(chat, 'c1', 'M');
    come(ops, 'c2', 'B');
    expect(findPeer('bob', chat, options)).toBe(
      '2 clients are called bob; say which: bob@c1, bob@c2',
    );
    keys.heard('bob', { kind: 'key', key: 'B', isTemporary: false }, 0);
    expect(findPeer('bob', chat, options)).toMatchObject({ room: 'ops', clientId: 'c2' });
    expect(findPeer('bob@c1', chat, options)).toMatchObject({ room: 'chat', clientId: 'c1' });
  });

  it('is not the person, but who else has the name', () => {
    expect(find('me', undefined, roomOf('chat', { own: 'me' }))).toBe('me is you.');
    expect(find('me', undefined, roomOf('chat', { own: 'me', c1: 'me' }))).toMatchObject({
      clientId: 'c1',
    });
  });

  it('is nobody who is met in private rooms only, or tells no presence', () => {
    const secret = privateRoom('secret', { c1: 'bob' });
    expect(find('bob', secret, secret)).toBe(
      'Direct messages go through a public room: you share none with bob.',
    );
    const chat = roomOf('chat', {});
    chat.people.spoke('carol', 0);
    expect(find('carol', undefined, chat)).toBe(
      'The program of carol publishes no presence: direct messages cannot reach it.',
    );
    expect(find('dave', undefined, secret, chat)).toBe(
      'Nobody called dave is here; /names lists who is.',
    );
  });

  it('is nobody whose client is missing in a list that is full, or not known yet', () => {
    const chat = roomOf('chat', {});
    chat.people.spoke('carol', 0, 'K');
    expect(find('carol', undefined, chat)).toBe(
      'The presence of carol is not known: direct messages cannot reach them.',
    );
    const crowd = Array.from({ length: 1000 }, (_, index) => [`c${index}`, `stranger ${index}`]);
    roomOf('chat', Object.fromEntries(crowd) as Clients, chat);
    chat.people.spoke('dave', 0);
    for (const name of ['carol', 'dave'])
      expect(find(name, undefined, chat)).toBe(
        `The list of people is full, without ${name}: direct messages cannot reach them.`,
      );
    expect(find('eve', undefined, chat)).toBe(
      'Nobody called eve is in the list of people, which is full.',
    );
    chat.people.update('c1', { state: 'offline', user: 'stranger 1', session: 's', at: 0 });
    expect(find('eve', undefined, chat)).toBe('Nobody called eve is here; /names lists who is.');
  });
});
