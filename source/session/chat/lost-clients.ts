import { BoundedMap } from '../../collections/bounded-map.ts';
import type { SignedPresence } from '../../model/known-presence.ts';

/** The most clients to remember: a stranger can invent any number. */
const limit = 1000;

type Loss = { readonly room: string; readonly session: string; readonly connection: number };

/**
 * Clients that were declared lost. A will message has a single topic, so it covers one room; in the
 * others, the presence that they retained still says that they are there.
 */
export class LostClients {
  readonly #losses = new BoundedMap<string, Loss>(limit);

  /**
   * Takes a presence message; returns whether it is from another room and older than the loss. Only a
   * `lost` that is signed with the same key counts.
   */
  isOutdated(
    room: string,
    clientId: string,
    { state, session, connection = 0, key = '' }: SignedPresence,
    isRetained: boolean,
  ): boolean {
    const client = `${key}/${clientId}`;
    if (state === 'lost') {
      if (session === '') this.#losses.delete(client);
      else this.#losses.renew(client, { room, session, connection });
      return false;
    }
    const loss = this.#losses.get(client);
    if (loss === undefined) return false;
    const isLater = loss.session !== session || connection > loss.connection;
    // Published just now, or in the room of the loss: the client is back.
    if (isRetained && loss.room !== room && !isLater) return true;
    this.#losses.delete(client);
    return false;
  }

  /** Forgets every loss: they may be out of date once our own connection was interrupted. */
  clear(): void {
    this.#losses.clear();
  }
}
