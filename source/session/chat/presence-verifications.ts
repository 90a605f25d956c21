import { noSigner, type Signer } from '../../chat/signed-line.ts';
import { BoundedMap } from '../../collections/bounded-map.ts';
import { TokenBucket } from '../../model/token-bucket.ts';
import { VerificationQueue } from './verification-queue.ts';

/** How many presences of strangers are verified at once, and then per second: identifiers and keys are free. */
const strangers = { burst: 2000, perSecond: 200 };

/** How many of each client that is listed, and of each key that has spoken. */
const familiar = { burst: 50, perSecond: 1 };

/** The most clients and keys whose presences are counted. */
const mostCounted = 2000;

type Waiting = { readonly queue: VerificationQueue; count: number };

/** Verifies presence, as much of it as is sane, in the order of arrival for each client identifier. */
export class PresenceVerifications {
  readonly #strangers = new TokenBucket(strangers);
  /** Whoever floods with one name uses up the allowance of that name. */
  readonly #familiar = new BoundedMap<string, TokenBucket>(mostCounted);
  readonly #waiting = new Map<string, Waiting>();

  /** Whether one more may be verified: of somebody familiar by a name for them, or of a stranger. */
  admits(name: string | undefined): boolean {
    const bucket =
      name === undefined
        ? this.#strangers
        : this.#familiar.getOrAdd(name, () => new TokenBucket(familiar));
    return bucket.take(performance.now());
  }

  /** Calls `next` with the signer, at once if there is nothing to verify and nothing waits. */
  take(
    clientId: string,
    verification: Promise<Signer> | undefined,
    next: (signer: Signer) => void,
  ): void {
    const known = this.#waiting.get(clientId);
    if (known === undefined && verification === undefined) {
      next(noSigner);
      return;
    }
    const waiting = known ?? { queue: new VerificationQueue(), count: 0 };
    this.#waiting.set(clientId, waiting);
    waiting.count += 1;
    waiting.queue.take(verification, (signer) => {
      waiting.count -= 1;
      if (waiting.count === 0) this.#waiting.delete(clientId);
      next(signer);
    });
  }
}
