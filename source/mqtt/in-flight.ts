/**
 * The publishes that the broker has not acknowledged: no more than its receive maximum (MQTT 5, 4.9). The
 * rest wait in order.
 */
export class InFlight {
  #count = 0;
  #waiting: { readonly begin: () => void; readonly reject: (error: Error) => void }[] = [];

  /** Starts a publish as soon as there is room, and settles as it does. */
  add(most: number, publish: () => Promise<void>): Promise<void> {
    if (this.#count < most) return this.#begin(publish);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ begin: () => resolve(this.#begin(publish)), reject });
    });
  }

  /** Rejects those that wait. */
  fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }

  #begin(publish: () => Promise<void>): Promise<void> {
    this.#count += 1;
    return publish().finally(() => {
      this.#count -= 1;
      this.#waiting.shift()?.begin();
    });
  }
}
