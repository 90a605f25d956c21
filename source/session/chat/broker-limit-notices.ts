import type { ServerLimits } from '../../mqtt/server-limits.ts';

/** Said where presence is published, but not retained. */
export const noPresence = 'no presence: the broker keeps nothing';

const inSentences = ({ retain, wildcards, maximumQos }: ServerLimits): string =>
  [
    ...(retain ? [] : ['No presence: the broker keeps nothing.']),
    ...(wildcards ? [] : ['The broker takes no wildcards: who else is here is not shown.']),
    ...(maximumQos > 0 ? [] : ['The broker takes QoS 0 at most: no line is acknowledged.']),
  ].join(' ');

/** Says what chat does without on a broker, once rather than on each connection. */
export class BrokerLimitNotices {
  readonly #notify: (text: string) => void;
  #said = '';

  constructor(notify: (text: string) => void) {
    this.#notify = notify;
  }

  /** There is a connection to a broker with these limits. */
  connected(limits: ServerLimits): void {
    const sentences = inSentences(limits);
    if (sentences !== '' && sentences !== this.#said) this.#notify(sentences);
    this.#said = sentences;
  }
}
