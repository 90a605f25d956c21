import type { UnansweredPacket } from '../../mqtt/requests.ts';

/** The topic filter for what brokers publish about themselves. */
export const sysFilter = '$SYS/#';

/** How many hang-ups in a row tell that asking is the reason. */
const hangUpsThatTell = 2;

/** Counts how often the broker hangs up instead of answering the subscription to `$SYS/#`. */
export class SysHangUps {
  #count = 0;
  #seen: readonly UnansweredPacket[] = [];

  /** The broker has answered. */
  answered(): void {
    this.#count = 0;
  }

  /** There is no connection; `hungUpOn` is that of `Connection`, a new one for each loss. */
  lost(hungUpOn: readonly UnansweredPacket[]): void {
    if (hungUpOn === this.#seen) return;
    this.#seen = hungUpOn;
    const isReason = hungUpOn.some(
      (sent) => sent.packet === 'SUBSCRIBE' && sent.topic === sysFilter,
    );
    if (isReason) this.#count += 1;
  }

  /** Whether it does so each time. */
  get keepComing(): boolean {
    return this.#count >= hangUpsThatTell;
  }
}
