/** The most echoes to wait for. */
const mostExpected = 1000;

/**
 * Topics on which we have published with RETAIN and whose echo has not arrived yet. Before MQTT 5 the broker does
 * not pass the flag on with live messages, so it is remembered here.
 */
export class OwnRetained {
  readonly #expected = new Set<string>();

  /** An echo will come on this topic. */
  expect(topic: string): void {
    if (this.#expected.size < mostExpected) this.#expected.add(topic);
  }

  /** Whether a message on this topic is such an echo, which is then no longer expected. */
  hasEcho(topic: string): boolean {
    // Every message passes here.
    return this.#expected.size > 0 && this.#expected.delete(topic);
  }
}
