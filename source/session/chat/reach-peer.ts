import type { DirectStatement } from '../../chat/direct-key.ts';
import { noSigner } from '../../chat/signed-line.ts';
import type { Attention } from '../../model/attention.ts';
import type { DirectRoom, Peer } from '../../model/direct-room.ts';
import type { Person } from '../../model/person.ts';
import type { Room } from '../../model/room.ts';
import { isDisputed } from '../../model/sender-verification.ts';
import { printable } from '../../payload/printable.ts';
import type { DirectKeys } from './direct-keys.ts';
import { EncryptedConversation, signerOf } from './encrypted-conversation.ts';

/** What somebody's presence says of their key for direct messages. */
export const claimOf = (person: Person | undefined): DirectStatement | undefined => {
  const { user, clientId, session, direct } = person ?? {};
  return user === undefined ||
    clientId === undefined ||
    session === undefined ||
    direct === undefined
    ? undefined
    : { ...direct, user, clientId, session };
};

/** The same if it is signed. */
const statementOf = (person: Person, keys: DirectKeys): DirectStatement | undefined => {
  const statement = claimOf(person);
  return statement !== undefined && keys.isTrue(statement) ? statement : undefined;
};

/** Who is in a room by the presence of one client. */
const peopleAt = (room: Room, clientId: string): Person[] =>
  room.people.list().filter((person) => person.clientId === clientId);

/**
 * The statement of the peer that a name means, with a key that is known for the nick if there is one.
 * Several keys of which none is known are for the user to choose from: in one sentence, after which
 * `/verify` lists them.
 */
export const statementOfPeer = (
  room: Room,
  { clientId, user }: Peer,
  keys: DirectKeys,
  { keys: known }: Attention,
): DirectStatement | string | undefined => {
  const statements = peopleAt(room, clientId).flatMap((person) =>
    person.user === user ? (statementOf(person, keys) ?? []) : [],
  );
  const accepted = statements.find((each) => known.standing(user, signerOf(each)) === 'known');
  const differentKeys = new Set(statements.map(({ key }) => key));
  if (accepted !== undefined || differentKeys.size < 2) return accepted ?? statements[0];
  const at = Date.now();
  for (const each of statements)
    known.heard(user, signerOf(each), at, { isPrivate: true, isDoubtful: true });
  const who = printable(user, 100);
  return `One client has ${differentKeys.size} keys for ${who}, none of which you accepted: /verify ${who} shows them.`;
};

const shown = (conversation: DirectRoom): string => printable(conversation.peer.user, 100);

/** Who we are, and since when we are connected, ms of `performance.now()`. */
export type Here = { readonly clientId: string; readonly connectedAt: number };

/** The peer as its presence in the room, or a later message, describes it: the client that we know, or another with the same key. */
const newestStatement = (
  { statement, statedAt, peer }: EncryptedConversation,
  room: Room,
  keys: DirectKeys,
  us: Here,
): DirectStatement | 'absent' | 'other key' => {
  const here = peopleAt(room, peer.clientId);
  const others = room.people.list().filter(({ clientId }) => clientId !== us.clientId);
  // Whoever has left while we were not connected may still be listed.
  const isSeen = ({ seenAt = 0 }: Person): number => Number(seenAt >= us.connectedAt);
  for (const person of [...here, ...others].toSorted((a, b) => isSeen(b) - isSeen(a))) {
    if (person.direct?.key !== statement.key) continue;
    const theirs = statementOf(person, keys);
    // A run that has just begun may write before its presence is here.
    if (theirs !== undefined) return statedAt > (person.at ?? 0) ? statement : theirs;
  }
  if (here.length === 0) return 'absent';
  // Its messages have told the key of this run, and no presence contradicts them.
  const isSame = here.every(
    (person) => person.session === statement.session && statementOf(person, keys) === undefined,
  );
  return isSame ? statement : 'other key';
};

/** Why a message would not reach the peer of an encrypted conversation; if it would, it is encrypted for its newest run. */
const encryptedProblem = (
  conversation: EncryptedConversation,
  room: Room,
  keys: DirectKeys,
  us: Here,
): string | undefined => {
  const found = newestStatement(conversation, room, keys, us);
  const who = shown(conversation);
  if (found === 'absent') return absent(conversation);
  if (found === 'other key')
    return `${who} no longer has the key of this conversation: /verify ${who} compares keys, /msg ${who} opens another.`;
  if (found !== conversation.statement) conversation.follow(found);
  return undefined;
};

const absent = (conversation: DirectRoom): string =>
  `${shown(conversation)} is not in ${printable(conversation.peer.room, 100)}: a direct message would reach nobody.`;

/** Why a message in plain text would not reach the peer, or must not. */
const plainProblem = (
  conversation: DirectRoom,
  room: Room,
  keys: DirectKeys,
): string | undefined => {
  const here = peopleAt(room, conversation.peer.clientId);
  if (here.length === 0) return absent(conversation);
  const who = shown(conversation);
  return here.every((person) => statementOf(person, keys) === undefined)
    ? undefined
    : `${who} has a key now: /msg ${who} opens an encrypted conversation.`;
};

/** Why nothing can be sent to the peer of a conversation through a room, or `undefined`. */
export const reachProblem = (
  conversation: DirectRoom,
  room: Room,
  keys: DirectKeys,
  us: Here,
): string | undefined =>
  conversation instanceof EncryptedConversation
    ? encryptedProblem(conversation, room, keys, us)
    : plainProblem(conversation, room, keys);

/**
 * Why the peer may be somebody else than its nick says, in a sentence; `undefined` if there is no such
 * doubt, or the user has said yes.
 */
export const doubtAbout = (conversation: DirectRoom, attention: Attention): string | undefined => {
  const { keys } = attention;
  const { user } = conversation.peer;
  if (conversation.consentTo === user) return undefined;
  const who = shown(conversation);
  if (conversation instanceof EncryptedConversation) {
    const { statement } = conversation;
    const standing = keys.standing(user, signerOf(statement));
    if (standing === 'new' && isDisputed(user, statement.key, attention))
      return `Somebody else is here as ${who} too, or nearly so: /verify ${who} compares keys.`;
    return standing === 'other'
      ? `This is not the key you know for ${who}: /verify ${who} compares keys.`
      : undefined;
  }
  const standing = keys.standing(user, noSigner);
  if (standing === 'new' && isDisputed(user, undefined, attention))
    return `Somebody else is here as ${who} with a key, but this program has none: nothing would be encrypted.`;
  return standing === 'missing'
    ? `You know a key for ${who}, but this program has none: nothing would be encrypted.`
    : undefined;
};
