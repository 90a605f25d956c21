import { jsonMembers } from './json-members.ts';
import { clientTopics } from './client-topics.ts';
import type { DirectClaim } from './direct-key.ts';
import { isKey, isSignature } from './verify-signature.ts';
import { cutUser, type Signature } from './wire.ts';

/** The states of presence. */
export type PresenceState = 'online' | 'away' | 'offline' | 'lost';

/** What a client says about itself; docs/wire.md has the format. */
export type Presence = {
  readonly state: PresenceState;
  readonly user: string;
  /** New in every run: tells a stale `lost` from a current one. */
  readonly session: string;
  /** ms since the epoch, by the sender's clock; grows with each presence of a session. */
  readonly at: number;
  /** Counts the connections of the session, from 1; absent in older clients' presence. */
  readonly connection?: number;
  /** The away text. */
  readonly text?: string;
  /**
   * Within how many seconds it is renewed, whatever the MQTT version; not signed. Older clients leave it
   * out, and may not renew theirs.
   */
  readonly expiry?: number;
  /** Its key for direct messages; not verified when it is received. */
  readonly direct?: DirectClaim;
  /** Whether it asks the others in the room for theirs; not signed, and never retained. */
  readonly ask?: true;
};

/** A presence as it was received. */
export type ReceivedPresence = Presence & {
  /** What claims to be its signature, with the texts as they were signed: nothing is cut. */
  readonly claim?: Signature & Pick<Presence, 'user' | 'session' | 'text'>;
};

/** A day, seconds: nobody renews their presence so rarely. */
const longestExpiry = 86_400;

const states: ReadonlySet<unknown> = new Set<PresenceState>(['online', 'away', 'offline', 'lost']);
/** The topic of one client's retained presence in a room, and the filter for everyone's. */
export const {
  topicOf: presenceTopic,
  parse: parsePresenceTopic,
  filterOf: presenceFilter,
} = clientTopics('presence');

/** The bytes of a presence message; texts are always well-formed Unicode. */
export const encodePresence = ({ direct, ...presence }: Presence, signature?: Signature): string =>
  JSON.stringify({
    ...presence,
    user: presence.user.toWellFormed(),
    ...(presence.text === undefined ? {} : { text: presence.text.toWellFormed() }),
    ...(signature === undefined ? {} : { key: signature.key, sig: signature.signature }),
    ...(signature?.isTemporary === true ? { temporary: true } : {}),
    ...(direct === undefined ? {} : { dh: direct.dh, dhSig: direct.signature }),
  });

/** Reads a presence message; `undefined` if it is not one. Never throws. */
export const decodePresence = (payload: Uint8Array): ReceivedPresence | undefined => {
  const members = jsonMembers(payload);
  if (members === undefined) return undefined;
  const { state, user, session, at, text, connection, key, sig, temporary, dh, dhSig } = members;
  const { expiry, ask } = members;
  if (!states.has(state) || typeof user !== 'string') return undefined;
  return {
    state: state as PresenceState,
    user: cutUser(user),
    session: typeof session === 'string' ? session.slice(0, 64) : '',
    at: typeof at === 'number' && Number.isFinite(at) ? at : 0,
    ...(typeof connection === 'number' && Number.isSafeInteger(connection) ? { connection } : {}),
    ...(typeof expiry === 'number' && expiry > 0 && expiry <= longestExpiry ? { expiry } : {}),
    ...(typeof text === 'string' && text !== '' ? { text: text.slice(0, 200).toWellFormed() } : {}),
    ...(isKey(key) && isSignature(sig) && typeof session === 'string'
      ? {
          claim: {
            key,
            signature: sig,
            isTemporary: temporary === true,
            user,
            session,
            ...(typeof text === 'string' ? { text } : {}),
          },
        }
      : {}),
    ...(isKey(key) && isKey(dh) && isSignature(dhSig)
      ? { direct: { key, isTemporary: temporary === true, dh, signature: dhSig } }
      : {}),
    ...(ask === true ? { ask } : {}),
  };
};
