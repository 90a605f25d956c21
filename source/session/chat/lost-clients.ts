import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Presence } from '../../chat/presence.ts';

/** How many are remembered: a stranger can invent any number. */
const limit = 1000;

type Loss = { readonly room: string; readonly session: string };

/**
 * Clients that were declared lost. The will message has one topic and so speaks of one room; what
 * they retained in the others still says that they are there.
 */
export class LostClients {
  readonly #losses = new BoundedMap<string, Loss>(limit);

  /** Takes a presence message; returns whether it is one of those, from before the loss. */
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
    // Sent just now, or in the room of the loss: it is back.
    if (isRetained && loss.room !== room && loss.session === session) return true;
    this.#losses.delete(clientId);
    return false;
  }

  /** After a break of our own connection what came before it may no longer be true. */
  clear(): void {
    this.#losses.clear();
  }
}
