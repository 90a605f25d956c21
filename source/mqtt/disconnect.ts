import type { MqttClient } from 'mqtt';

/** How long DISCONNECT may take, ms; after that the connection is cut. */
const patience = 1000;

/** Ends a client: with DISCONNECT if it is connected, so that the will message is not published. */
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
  // Requests in flight may still fail; their callers have been answered already.
  client.on('error', () => undefined);
  // A session that must outlast a loss need not outlast DISCONNECT (MQTT 5, 3.14.2.2.2).
  const endsSession = client.options.protocolVersion === 5 && isConnected && !keepsSession;
  const properties = endsSession ? { sessionExpiryInterval: 0 } : {};
  await Promise.race([client.endAsync(!isConnected, { properties }), tooLong]);
  clearTimeout(timer);
};
