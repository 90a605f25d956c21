import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Presence } from '../../chat/presence.ts';

/** How many are remembered; a stranger can invent any number. */
const limit = 1000;

type Loss = { readonly room: string; readonly session: string };

/**
 * Clients that were declared lost. The will message has one topic: it tells of one room, and what
 * they retained in the others goes on saying that they are there.
 */
export class LostClients {
  readonly #losses = new BoundedMap<string, Loss>(limit);

  /** Takes a presence message; returns whether it is one of the others, told before the loss. */
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
    // Told just now, or where the loss was told: it is back.
    if (isRetained && loss.room !== room && loss.session === session) return true;
    this.#losses.delete(clientId);
    return false;
  }

  /** What came before a break of our own connection may have been put right meanwhile. */
  clear(): void {
    this.#losses.clear();
  }
}
