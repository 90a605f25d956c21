import type { DirectStatement } from '../../chat/direct-key.ts';
import { noSigner } from '../../chat/signed-line.ts';
import type { Attention } from '../../model/attention.ts';
import type { DirectRoom } from '../../model/direct-room.ts';
import type { Person } from '../../model/people.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import type { DirectKeys } from './direct-keys.ts';
import { EncryptedConversation } from './encrypted-conversation.ts';

/** What somebody says of their key for direct messages, if it is signed. */
export const statementOf = (
  { user, clientId, session, direct }: Person,
  keys: DirectKeys,
): DirectStatement | undefined => {
  if (clientId === undefined || session === undefined || direct === undefined) return undefined;
  const statement = { ...direct, user, clientId, session };
  return keys.isTrue(statement) ? statement : undefined;
};

const shown = (conversation: DirectRoom): string => printable(conversation.peer.user, 100);

/** The peer as its presence in the room describes it: the client that we know, or another with the same key. */
const newestStatement = (
  { statement, peer }: EncryptedConversation,
  room: Room,
  keys: DirectKeys,
  ownClientId: string,
): DirectStatement | 'absent' | 'other key' => {
  const person = room.people.at(peer.clientId);
  const claimed = person === undefined ? undefined : statementOf(person, keys);
  if (claimed?.key === statement.key) return claimed;
  for (const other of room.people.list())
    if (other.clientId !== ownClientId && other.direct?.key === statement.key) {
      const theirs = statementOf(other, keys);
      if (theirs !== undefined) return theirs;
    }
  if (person === undefined) return 'absent';
  // Its messages have told the key of this run, and its presence does not contradict them.
  return claimed === undefined && person.session === statement.session ? statement : 'other key';
};

/** Why a message would not reach the peer of an encrypted conversation; if it would, it is encrypted for its newest run. */
const encryptedProblem = (
  conversation: EncryptedConversation,
  room: Room,
  keys: DirectKeys,
  ownClientId: string,
): string | undefined => {
  const found = newestStatement(conversation, room, keys, ownClientId);
  const who = shown(conversation);
  if (found === 'absent') return absent(conversation);
  if (found === 'other key')
    return `${who} no longer has the key of this conversation, so nothing is sent: /msg ${who} opens another, /verify ${who} compares keys.`;
  conversation.follow(found);
  return undefined;
};

const absent = (conversation: DirectRoom): string =>
  `${shown(conversation)} is not in ${printable(conversation.peer.room, 100)} right now: a direct message would reach nobody.`;

/** Why a message in plain text would not reach the peer, or must not. */
const plainProblem = (
  conversation: DirectRoom,
  room: Room,
  keys: DirectKeys,
): string | undefined => {
  const person = room.people.at(conversation.peer.clientId);
  if (person === undefined) return absent(conversation);
  const who = shown(conversation);
  return statementOf(person, keys) === undefined
    ? undefined
    : `This conversation is not encrypted, and ${who} has a key now: /msg ${who} opens one that is.`;
};

/** Why nothing can be sent to the peer of a conversation through a room, or `undefined`. */
export const reachProblem = (
  conversation: DirectRoom,
  room: Room,
  keys: DirectKeys,
  ownClientId: string,
): string | undefined =>
  conversation instanceof EncryptedConversation
    ? encryptedProblem(conversation, room, keys, ownClientId)
    : plainProblem(conversation, room, keys);

/**
 * Why the peer may be somebody else than its nick says, in a sentence; `undefined` if there is no such
 * doubt, or the user has said yes.
 */
export const doubtAbout = (conversation: DirectRoom, { keys }: Attention): string | undefined => {
  const { user } = conversation.peer;
  if (conversation.consentTo === user) return undefined;
  const who = shown(conversation);
  if (conversation instanceof EncryptedConversation) {
    const { key, isTemporary } = conversation.statement;
    return keys.standing(user, { kind: 'key', key, isTemporary }) === 'other'
      ? `This is not the key that you know for ${who}: it may be somebody else. /verify ${who} compares keys.`
      : undefined;
  }
  return keys.standing(user, noSigner) === 'missing'
    ? `You know a key for ${who}, but this program has none: it may be somebody else, and nothing would be encrypted. /verify ${who} compares keys.`
    : undefined;
};
