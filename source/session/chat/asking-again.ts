import { directTopic, type EncryptedDirect } from '../../chat/direct.ts';
import { BoundedMap } from '../../collections/bounded-map.ts';
import { FlowByKey } from '../../model/flow-by-key.ts';
import type { Room } from '../../model/room.ts';
import type { Connection } from '../../mqtt/connection.ts';
import { printable } from '../../payload/printable.ts';
import type { DirectKeys } from './direct-keys.ts';

/** How many messages are asked for at once, and then per second. */
const requests = {
  known: { burst: 200, perSecond: 5 },
  strangers: { burst: 50, perSecond: 1 },
};

/** How many messages are remembered as asked for. */
const mostAsked = 1000;

/** How many people are remembered to whom too much was addressed. */
const mostTold = 100;

type Wiring = {
  readonly keys: DirectKeys;
  readonly isKnown: (key: string) => boolean;
  readonly nick: () => string | undefined;
  readonly notify: (text: string) => void;
  readonly connection: () => Connection;
};

/** Asks the senders of messages that were encrypted for an earlier run of ours to send them again. */
export class AskingAgain {
  readonly #wiring: Wiring;
  readonly #requests = new FlowByKey(requests);
  readonly #asked = new BoundedMap<string, true>(mostAsked);
  readonly #told = new BoundedMap<string, true>(mostTold);

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /**
   * Asks once for a message whose statement was accepted; returns whether it has been asked for. The first
   * one of each known key that is not makes a notice, and the first of all strangers.
   */
  ask({ topic, people }: Room, content: EncryptedDirect, at: number): boolean {
    const { statement, parts } = content;
    const { clientId, key } = statement;
    const { keys, isKnown, nick, connection } = this.#wiring;
    const name = `${key} ${parts.senderDh} ${parts.counter}`;
    if (this.#asked.has(name)) return true;
    // Somebody else is there: they would get what they have not asked for.
    const isTheirs = !people.isHere(clientId) || people.isHereWith(clientId, key);
    if (
      connection().isReadOnly ||
      !isTheirs ||
      this.#requests.take(isKnown(key) ? key : undefined, at) === undefined
    ) {
      this.#tell(statement);
      return false;
    }
    this.#asked.set(name, true);
    const address = directTopic(topic, clientId);
    const request = keys.request(address, nick() ?? '', content);
    // A request that is lost is not repeated: a moment ago the broker was there.
    if (request !== undefined)
      void connection().publish(address, request, { qos: 1, retain: false }).catch(ignoreLoss);
    return true;
  }

  #tell({ key, user }: EncryptedDirect['statement']): void {
    const { isKnown, notify } = this.#wiring;
    const whose = isKnown(key) ? key : '';
    if (this.#told.has(whose)) return;
    this.#told.set(whose, true);
    notify(
      `A direct message from ${printable(user, 100)} cannot be read: it was encrypted for an earlier run.`,
    );
  }
}

const ignoreLoss = (): undefined => undefined;
