import type { Presence, PresenceState } from '../chat/presence.ts';

/** A presence, and the key that has signed it. */
export type SignedPresence = Presence & { readonly key?: string };

/** What is remembered of a client's presence, to tell what comes later from what is only repeated. */
export type KnownPresence = Pick<Presence, 'state' | 'session' | 'at'> & {
  /** The number of its newest connection. */
  readonly connection: number;
  /** The sessions before this one, newest first. */
  readonly past: readonly string[];
};

/** How many earlier sessions of a client are remembered. */
const pastKept = 16;

const present: ReadonlySet<PresenceState> = new Set(['online', 'away']);

/** Whether a state is that of somebody who is here. */
export const isPresent = (state: PresenceState): boolean => present.has(state);

/**
 * Whether a presence says more than what is known of its client; both are signed with the same key, or
 * neither is. Signed ones can be repeated by anybody, but not changed.
 */
export const supersedes = (
  { state, session, at, connection = 0, key }: SignedPresence,
  known: KnownPresence,
): boolean => {
  const isSame = session === known.session;
  if (key === undefined) return isSame || state !== 'lost';
  // An old session that is repeated would bring back somebody who is gone. Whose clock was set back goes on from there.
  if (!isSame) return isPresent(state) && !known.past.includes(session) && at > known.at;
  // A will message dates from CONNECT.
  if (state === 'lost') return connection >= known.connection;
  // After a reconnect the broker delivers retained messages once more.
  return at > known.at || (at === known.at && isPresent(known.state));
};

/** What is known once a presence has been taken. */
export const knownAfter = (
  { state, session, at, connection = 0 }: Presence,
  known: KnownPresence | undefined,
): KnownPresence => {
  if (known === undefined) return { state, session, at, connection, past: [] };
  if (session !== known.session) {
    const past = [known.session, ...known.past].slice(0, pastKept);
    return { state, session, at, connection, past };
  }
  return {
    state,
    session,
    past: known.past,
    at: Math.max(at, known.at),
    connection: Math.max(connection, known.connection),
  };
};
