import { noSigner, type Signer } from '../../chat/signed-line.ts';

type Waiting = { signer: Signer | undefined; readonly next: (signer: Signer) => void };

/** Hands messages on in the order in which they arrived, each once its signature has been verified. */
export class VerificationQueue {
  readonly #waiting = new Set<Waiting>();

  /** Calls `next` with the signer, at once if there is nothing to verify and nothing waits. */
  take(verification: Promise<Signer> | undefined, next: (signer: Signer) => void): void {
    if (verification === undefined && this.#waiting.size === 0) {
      next(noSigner);
      return;
    }
    const waiting: Waiting = {
      signer: verification === undefined ? noSigner : undefined,
      next,
    };
    this.#waiting.add(waiting);
    void verification?.then((signer) => {
      waiting.signer = signer;
      this.#handOn();
      return undefined;
    });
  }

  #handOn(): void {
    for (const first of this.#waiting) {
      if (first.signer === undefined) return;
      this.#waiting.delete(first);
      first.next(first.signer);
    }
  }
}
