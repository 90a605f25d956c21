import { noSigner, type Signer } from '../../chat/signed-line.ts';
import { FlowByKey } from '../../model/flow-by-key.ts';
import { VerificationQueue } from './verification-queue.ts';

/**
 * How many presences are verified at once, and then per second: of each client that is listed and each
 * key that is known, and of all others together, since identifiers and keys are free.
 */
const limits = {
  known: { burst: 50, perSecond: 1 },
  strangers: { burst: 2000, perSecond: 200 },
};

type Waiting = { readonly queue: VerificationQueue; count: number };

/** Verifies presence, as much of it as is sane, in the order of arrival for each client identifier. */
export class PresenceVerifications {
  readonly #budget = new FlowByKey(limits);
  readonly #waiting = new Map<string, Waiting>();
  readonly #verifying = new Set<Promise<Signer>>();

  /** Whether one more may be verified: of somebody familiar by a name for them, or of a stranger. */
  admits(name: string | undefined): boolean {
    return this.#budget.take(name, performance.now()) !== undefined;
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
    if (verification !== undefined) {
      this.#verifying.add(verification);
      void verification.then(() => this.#verifying.delete(verification));
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

  /** Calls `next` once all that has arrived so far is verified. */
  afterAll(next: () => void): void {
    if (this.#verifying.size === 0) next();
    else void this.#whenVerified(next);
  }

  async #whenVerified(next: () => void): Promise<void> {
    await Promise.all(this.#verifying);
    next();
  }
}
