import type { WillMessage } from './connection-options.ts';
import { qosNotSupported, retainNotSupported } from './reason-codes.ts';

/**
 * A last will that asks for less each time a broker refuses the connection for it: without retain, then with
 * QoS 0, then none at all.
 */
export class LastWill {
  /** Whether it is retained, as far as the broker allows. */
  keepsRetain = true;
  #keepsQos = true;
  #isLeftOut = false;

  /** What is left of a will. */
  of(will: WillMessage | undefined): WillMessage | undefined {
    if (will === undefined || this.#isLeftOut) return undefined;
    return {
      ...will,
      retain: will.retain && this.keepsRetain,
      qos: this.#keepsQos ? will.qos : 0,
    };
  }

  /**
   * The broker has refused it with this code of CONNACK, or, without one, has just closed the connection, as
   * brokers of MQTT 3.1.1 do. Returns whether there is less to ask for.
   */
  askForLess(code?: number): boolean {
    if (this.#isLeftOut) return false;
    if (this.keepsRetain && code !== qosNotSupported) this.keepsRetain = false;
    else if (this.#keepsQos && code !== retainNotSupported) this.#keepsQos = false;
    else this.#isLeftOut = true;
    return true;
  }

  /** All of it again: the will was not the reason. */
  restore(): void {
    this.keepsRetain = true;
    this.#keepsQos = true;
    this.#isLeftOut = false;
  }
}
