import type { MqttClient } from 'mqtt';

/** How long messages are handled in one go, ms, before keys, timers and drawing get a turn. */
const stretch = 4;

/** How many messages are handled between looks at the clock: one after each would cost as much as the message. */
const messagesPerLook = 32;

/**
 * Call it after each message: whether the next one must wait. If so, `goOn` is called when it may come; if
 * not, it never is.
 */
export type HoldUp = (goOn: () => void) => boolean;

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
 * holding back: the next message comes when `done` is called. What takes messages before the client sees
 * them asks the function returned. `holdBack` returns what the next message must wait for, if anything.
 */
export const yieldToOthers = (
  client: MqttClient,
  holdBack?: () => Promise<void> | undefined,
): HoldUp => {
  let since = performance.now();
  let handled = 0;
  // The event loop has gone round once: everything that waited has had its turn.
  const start = (goOn: () => void): void => {
    since = performance.now();
    goOn();
  };
  const holdUp: HoldUp = (goOn) => {
    handled += 1;
    const held = holdBack?.();
    if (held !== undefined) {
      void stayAlive(client, held, () => start(goOn));
      return true;
    }
    if (handled % messagesPerLook !== 0 || performance.now() - since < stretch) return false;
    setImmediate(start, goOn);
    return true;
  };
  client.handleMessage = (_packet, done): void => {
    if (!holdUp(done)) done();
  };
  return holdUp;
};
