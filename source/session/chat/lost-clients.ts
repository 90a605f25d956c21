import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Presence } from '../../chat/presence.ts';

/** The most clients to remember: a stranger can invent any number. */
const limit = 1000;

type Loss = { readonly room: string; readonly session: string };

/**
 * Clients that were declared lost. A will message has a single topic, so it covers one room; in the
 * others, the presence that they retained still says that they are there.
 */
export class LostClients {
  readonly #losses = new BoundedMap<string, Loss>(limit);

  /** Takes a presence message; returns whether it is from another room and older than the loss. */
  isOutdated(
    room: string,
    clientId: string,
    { state, session }: Presence,
    isRetained: boolean,
  ): boolean {
    if (state === 'lost') {
      if (session === '') this.#losses.delete(clientId);
      else this.#losses.renew(clientId, { room, session });
      return false;
    }
    const loss = this.#losses.get(clientId);
    if (loss === undefined) return false;
    // Published just now, or in the room of the loss: the client is back.
    if (isRetained && loss.room !== room && loss.session === session) return true;
    this.#losses.delete(clientId);
    return false;
  }

  /** Forgets every loss: they may be out of date once our own connection was interrupted. */
  clear(): void {
    this.#losses.clear();
  }
}
