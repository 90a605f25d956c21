import type { Peer } from '../../model/direct-room.ts';
import type { KnownKeys } from '../../model/known-keys.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';

/** How many clients with the same name are listed. */
const mostListed = 5;

const nameWithClient = (user: string, clientId: string): string => {
  const name = printable(`${user}@${clientId}`, 100);
  return /\s/.test(name) ? `"${name}"` : name;
};

/** A client, and the key that has signed its presence. */
type Named = Peer & { readonly key: string | undefined };

/** The clients with a name in one room. */
const named = (name: string, room: Room): Named[] =>
  room.people
    .list()
    .flatMap(({ user, clientId, key }): Named[] =>
      clientId !== undefined && (user === name || `${user}@${clientId}` === name)
        ? [{ room: room.topic, clientId, user, key }]
        : [],
    );

/** Whom a name can mean, by room: those in the first that has it, and those elsewhere with other keys; only those whose key is known if there are any. */
const candidates = (byRoom: readonly Named[][], keys: KnownKeys | undefined): Named[] => {
  const first = byRoom.find((peers) => peers.length > 0) ?? [];
  const others = byRoom
    .flat()
    .filter(({ key }) => key !== undefined && !first.some((peer) => peer.key === key));
  const all = [...first, ...others];
  const known = all.filter(
    ({ user, key }) =>
      key !== undefined &&
      keys?.standing(user, { kind: 'key', key, isTemporary: false }) === 'known',
  );
  return known.length > 0 ? known : all;
};

/**
 * The one client that a name means: in the open room, or else in the first other room that has it;
 * or why there is none, in one sentence.
 */
export const findPeer = (
  name: string,
  shown: Room | undefined,
  {
    rooms,
    ownClientId,
    keys,
  }: {
    readonly rooms: ReadonlyMap<string, Room>;
    readonly ownClientId: string;
    readonly keys?: KnownKeys;
  },
): Peer | string => {
  const all = [...new Set([...(shown === undefined ? [] : [shown]), ...rooms.values()])];
  const open = all.filter(({ isPrivate }) => !isPrivate);
  const matches = candidates(
    open.map((room) => named(name, room)),
    keys,
  );
  // Of a client in two rooms the first counts.
  const others = [...new Map(matches.toReversed().map((peer) => [peer.clientId, peer])).values()]
    .filter(({ clientId }) => clientId !== ownClientId)
    .toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1));
  const [peer] = others;
  const who = printable(name, 100);
  if (others.length > 1) {
    const listed = others
      .slice(0, mostListed)
      .map(({ user, clientId }) => nameWithClient(user, clientId));
    return `${others.length} clients are called ${who}; say which: ${listed.join(', ')}${others.length > mostListed ? ', …' : ''}`;
  }
  if (peer !== undefined) return { room: peer.room, clientId: peer.clientId, user: peer.user };
  if (matches.length > 0) return `${who} is you.`;
  if (all.some((room) => room.isPrivate && named(name, room).length > 0))
    return `Direct messages go through a public room: you share none with ${who}.`;
  const isFull = open.some(({ people }) => people.isFull);
  const speaker = open
    .flatMap(({ people }) => people.list())
    .find(({ user, clientId }) => user === name && clientId === undefined);
  if (speaker === undefined)
    return isFull
      ? `Nobody called ${who} is in the list of people, which is full.`
      : `Nobody called ${who} is here; /names lists who is.`;
  if (isFull)
    return `The list of people is full, without ${who}: direct messages cannot reach them.`;
  return speaker.key === undefined
    ? `The program of ${who} publishes no presence: direct messages cannot reach it.`
    : `The presence of ${who} is not known: direct messages cannot reach them.`;
};
