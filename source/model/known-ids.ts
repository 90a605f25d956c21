import { hash } from 'node:crypto';
import { BoundedMap } from '../collections/bounded-map.ts';

/** How many messages are remembered to recognise redelivery. */
const idsKept = 10_000;

/** What makes a message the same as another. */
export type MessageIdentity = {
  readonly id: string;
  /** The key that has signed it: nobody can use up the `id`s of somebody else. */
  readonly signer: string | undefined;
  readonly user: string;
  readonly say: string;
};

/** Two texts are two messages, whatever `id` they carry. */
const digestOf = ({ id, signer, user, say }: MessageIdentity): string =>
  hash('sha256', JSON.stringify([id, signer ?? '', user, say]), 'base64').slice(0, 22);

/** The newest messages, to recognise one that arrives again. */
export class KnownIds {
  readonly #known = new BoundedMap<string, true>(idsKept);

  has(message: MessageIdentity): boolean {
    return this.#known.has(digestOf(message));
  }

  add(message: MessageIdentity): void {
    this.#known.set(digestOf(message), true);
  }

  /** Adds an earlier message, unless another would have to be forgotten. */
  addEarlier(message: MessageIdentity): void {
    if (this.#known.size < idsKept) this.#known.set(digestOf(message), true);
  }
}
