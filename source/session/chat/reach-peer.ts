import type { DirectStatement } from '../../chat/direct-key.ts';
import { noSigner, type Signer } from '../../chat/signed-line.ts';
import type { Attention } from '../../model/attention.ts';
import type { DirectRoom, Peer } from '../../model/direct-room.ts';
import type { Person } from '../../model/people.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import type { DirectKeys } from './direct-keys.ts';
import { EncryptedConversation } from './encrypted-conversation.ts';

/** The signer of what is said in an encrypted conversation. */
export const signerOf = ({ key, isTemporary }: DirectStatement): Signer => ({
  kind: 'key',
  key,
  isTemporary,
});

/** What somebody says of their key for direct messages, if it is signed. */
const statementOf = (
  { user, clientId, session, direct }: Person,
  keys: DirectKeys,
): DirectStatement | undefined => {
  if (clientId === undefined || session === undefined || direct === undefined) return undefined;
  const statement = { ...direct, user, clientId, session };
  return keys.isTrue(statement) ? statement : undefined;
};

/** Who is in a room by the presence of one client. */
const peopleAt = (room: Room, clientId: string): Person[] =>
  room.people.list().filter((person) => person.clientId === clientId);

/** The statement of the peer that a name means: with a key that is known for the nick, if there is one. */
export const statementOfPeer = (
  room: Room,
  { clientId, user }: Peer,
  keys: DirectKeys,
  { keys: known }: Attention,
): DirectStatement | undefined => {
  const statements = peopleAt(room, clientId).flatMap((person) =>
    person.user === user ? (statementOf(person, keys) ?? []) : [],
  );
  return (
    statements.find((each) => known.standing(user, signerOf(each)) === 'known') ?? statements[0]
  );
};

const shown = (conversation: DirectRoom): string => printable(conversation.peer.user, 100);

/** The peer as its presence in the room describes it: the client that we know, or another with the same key. */
const newestStatement = (
  { statement, peer }: EncryptedConversation,
  room: Room,
  keys: DirectKeys,
  ownClientId: string,
): DirectStatement | 'absent' | 'other key' => {
  const here = peopleAt(room, peer.clientId);
  const others = room.people.list().filter(({ clientId }) => clientId !== ownClientId);
  for (const person of [...here, ...others]) {
    if (person.direct?.key !== statement.key) continue;
    const theirs = statementOf(person, keys);
    if (theirs !== undefined) return theirs;
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
  const here = peopleAt(room, conversation.peer.clientId);
  if (here.length === 0) return absent(conversation);
  const who = shown(conversation);
  return here.every((person) => statementOf(person, keys) === undefined)
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
    return keys.standing(user, signerOf(conversation.statement)) === 'other'
      ? `This is not the key that you know for ${who}: it may be somebody else. /verify ${who} compares keys.`
      : undefined;
  }
  return keys.standing(user, noSigner) === 'missing'
    ? `You know a key for ${who}, but this program has none: it may be somebody else, and nothing would be encrypted. /verify ${who} compares keys.`
    : undefined;
};
