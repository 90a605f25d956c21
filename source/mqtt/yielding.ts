import type { MqttClient } from 'mqtt';

/** How long messages are handled in one go, ms, before keys, timers and drawing get a turn. */
const stretch = 8;

/** How many messages are handled between checks of the clock: checking after each would cost more than the message. */
const messagesPerLook = 32;

/**
 * While nothing is read, ping responses are not read either: the client would think the connection dead,
 * and without pings the broker would. Calls `goOn` when the wait is over.
 */
const stayAlive = async (
  client: MqttClient,
  held: Promise<void>,
  goOn: () => void,
): Promise<void> => {
  const ping = (): void => {
    if (!client.connected) return;
    client.sendPing();
    client.reschedulePing(true);
  };
  const keepAlive = client.keepalive;
  const timer = keepAlive > 0 ? setInterval(ping, keepAlive * 500) : undefined;
  await held;
  clearInterval(timer);
  goOn();
};

/**
 * Makes a client yield in a flood. By default it handles everything that has arrived without a pause: many
 * network chunks, each of hundreds of messages, while keys wait. Its `handleMessage` is the hook for
 * holding back: the next message comes when `done` is called. `holdBack` returns what the next message
 * must wait for, if anything.
 */
export const yieldToOthers = (
  client: MqttClient,
  holdBack?: () => Promise<void> | undefined,
): void => {
  let since = performance.now();
  let handled = 0;
  // The event loop has gone round once: everything that waited has had its turn.
  const goOn = (done: () => void): void => {
    since = performance.now();
    done();
  };
  client.handleMessage = (_packet, done): void => {
    handled += 1;
    const held = holdBack?.();
    if (held !== undefined) {
      void stayAlive(client, held, () => goOn(done));
      return;
    }
    if (handled % messagesPerLook !== 0 || performance.now() - since < stretch) done();
    else setImmediate(goOn, done);
  };
};
