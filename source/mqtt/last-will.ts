import type { WillMessage } from './connection-options.ts';
import { qosNotSupported, retainNotSupported } from './reason-codes.ts';
import type { ServerLimits } from './server-limits.ts';

/** What a will still asks for: that it is retained, and its QoS. */
type Kept = { readonly retain: boolean; readonly qos: boolean };

const whole: Kept = { retain: true, qos: true };

/**
 * What to ask for next, or `undefined` for no will, after a refusal with this code of CONNACK; without one
 * the broker has just closed the connection, as those of MQTT 3.1.1 do, and each of the two may be why.
 */
const lessThan = ({ retain, qos }: Kept, code: number | undefined): Kept | undefined => {
  if (code === retainNotSupported) return retain ? { retain: false, qos } : undefined;
  if (code === qosNotSupported) return qos ? { retain, qos: false } : undefined;
  if (code !== undefined || !(retain || qos)) return undefined;
  return retain ? { retain: false, qos } : { retain: qos, qos: false };
};

/**
 * A last will that asks for less each time a broker refuses the connection for it: without retain, with
 * QoS 0, and in the end without a will.
 */
export class LastWill {
  #kept: Kept | undefined = whole;

  /** What is left of a will. */
  of(will: WillMessage | undefined): WillMessage | undefined {
    if (will === undefined || this.#kept === undefined) return undefined;
    const { retain, qos } = this.#kept;
    return { ...will, retain: will.retain && retain, qos: qos ? will.qos : 0 };
  }

  /** The broker has refused it, see `lessThan`. Returns whether there is less to ask for. */
  askForLess(code?: number): boolean {
    if (this.#kept === undefined) return false;
    this.#kept = lessThan(this.#kept, code);
    return true;
  }

  /** The limits of a broker, with what it has shown of them by the wills that it refused. */
  shownIn(limits: ServerLimits): ServerLimits {
    // Where no will at all would do, it was not refused for its flags.
    const { retain, qos } = this.#kept ?? whole;
    return {
      ...limits,
      retain: limits.retain && retain,
      maximumQos: qos ? limits.maximumQos : 0,
    };
  }

  /** All of it again: the will was not the reason. */
  restore(): void {
    this.#kept = whole;
  }
}
