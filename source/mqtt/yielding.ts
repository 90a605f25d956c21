import type { MqttClient } from 'mqtt';

/** How long messages are handled at a stretch, ms, before anything else has its turn: keys, timers, drawing. */
const stretch = 8;

/** Looking at the clock after every message would cost more than handling it. */
const messagesPerLook = 32;

/**
 * While nothing is read, the broker's answers to pings are not either: the client would take the
 * connection for dead, and without pings the broker would. Calls `goOn` when it is over.
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
  const keepAlive = client.options.keepalive ?? 0;
  const timer = keepAlive > 0 ? setInterval(ping, keepAlive * 500) : undefined;
  await held;
  clearInterval(timer);
  goOn();
};

/**
 * Makes a client yield in a flood. What has arrived is handled without a pause by itself: many
 * network chunks, each of hundreds of messages, while keys wait. The client's `handleMessage` is
 * the place that it offers for holding back: the next message comes when `done` is called.
 * `holdBack` answers with what the next message has to wait for, if there is anything.
 */
export const yieldToOthers = (
  client: MqttClient,
  holdBack?: () => Promise<void> | undefined,
): void => {
  let since = performance.now();
  let handled = 0;
  // The event loop has come round: whatever waited has had its turn.
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
