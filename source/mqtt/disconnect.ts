import type { MqttClient } from 'mqtt';

/** A broker that does not let us say goodbye within this time (ms) is left without. */
const patience = 1000;

/** Ends a client: with DISCONNECT where it is connected, so that the will message is not published. */
export const disconnect = async (
  client: MqttClient,
  isConnected: boolean,
  keepsSession = false,
): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      client.stream.destroy();
      resolve();
    }, patience);
  });
  // What was on its way may still fail; it has been answered for.
  client.on('error', () => undefined);
  // A session that was to outlast a loss need not outlast a goodbye (MQTT 5, 3.14.2.2.2).
  const endsSession = client.options.protocolVersion === 5 && isConnected && !keepsSession;
  const properties = endsSession ? { sessionExpiryInterval: 0 } : {};
  await Promise.race([client.endAsync(!isConnected, { properties }), tooLong]);
  clearTimeout(timer);
};
