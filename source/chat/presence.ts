import { clientTopics } from './client-topics.ts';
import { cutUser } from './wire.ts';

/** The states of presence. */
export type PresenceState = 'online' | 'away' | 'offline' | 'lost';

/** What a client says about itself; docs/wire.md has the format. */
export type Presence = {
  readonly state: PresenceState;
  readonly user: string;
  /** New in every run: tells a stale `lost` from a current one. */
  readonly session: string;
  /** ms since the epoch, by the sender's clock. */
  readonly at: number;
  /** The away text. */
  readonly text?: string;
};

const states: ReadonlySet<unknown> = new Set<PresenceState>(['online', 'away', 'offline', 'lost']);
/** The topic of one client's retained presence in a room, and the filter for everyone's. */
export const {
  topicOf: presenceTopic,
  parse: parsePresenceTopic,
  filterOf: presenceFilter,
} = clientTopics('presence');

/** The bytes of a presence message; texts are always well-formed Unicode. */
export const encodePresence = (presence: Presence): string =>
  JSON.stringify({
    ...presence,
    user: presence.user.toWellFormed(),
    ...(presence.text === undefined ? {} : { text: presence.text.toWellFormed() }),
  });

/** Reads a presence message; `undefined` if it is not one. Never throws. */
export const decodePresence = (payload: Uint8Array): Presence | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload).toString());
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { state, user, session, at, text } = value as Record<string, unknown>;
  if (!states.has(state) || typeof user !== 'string') return undefined;
  return {
    state: state as PresenceState,
    user: cutUser(user),
    session: typeof session === 'string' ? session.slice(0, 64) : '',
    at: typeof at === 'number' && Number.isFinite(at) ? at : 0,
    ...(typeof text === 'string' && text !== '' ? { text: text.slice(0, 200).toWellFormed() } : {}),
  };
};
