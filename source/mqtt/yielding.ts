import type { MqttClient } from 'mqtt';

/** Messages are handled for so long at a stretch, ms, before anything else has its turn: keys, timers, drawing. */
const stretch = 8;

/** Looking at the clock after every message would cost more than handling it. */
const messagesPerLook = 32;

/**
 * Makes a client yield in a flood. What has arrived is handled without a pause by itself: many
 * network chunks, each of hundreds of messages, while keys wait. The client's `handleMessage` is
 * the place that it offers for holding back: the next message comes when `done` is called.
 */
export const yieldToOthers = (client: MqttClient): void => {
  let since = performance.now();
  let handled = 0;
  // The event loop has come round: whatever waited has had its turn.
  const goOn = (done: () => void): void => {
    since = performance.now();
    done();
  };
  client.handleMessage = (_packet, done): void => {
    handled += 1;
    if (handled % messagesPerLook !== 0 || performance.now() - since < stretch) done();
    else setImmediate(goOn, done);
  };
};
