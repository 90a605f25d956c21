import { Connection } from '../mqtt/connection.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { topicMatches } from '../mqtt/topic.ts';
import { type Family, type HouseMessage, tickTime } from './family.ts';
import { homeAssistant } from './home-assistant.ts';
import { homeMeters } from './meters.ts';
import { sparkplug } from './sparkplug.ts';
import { tasmota } from './tasmota.ts';
import { zigbee } from './zigbee.ts';

/** A house full of devices on a broker. */
export type House = { readonly close: () => Promise<void> };

/** Starts the house; resolves when the broker has all that its devices retain. */
export const startHouse = async (address: ServerAddress): Promise<House> => {
  const families: readonly Family[] = [
    zigbee(),
    homeAssistant(),
    tasmota(),
    sparkplug(),
    homeMeters(),
  ];
  let connected: (() => void) | undefined;
  const isConnected = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const connection = new Connection(
    {
      server: async () => address,
      clientId: 'house',
      credentials: {},
      keepAlive: 60,
      protocolVersion: 4,
    },
    {
      onStatus: ({ state }) => {
        if (state === 'connected') connected?.();
      },
      onMessage: ({ topic, payload }) => {
        const family = families.find(({ commands }) =>
          commands.some((filter) => topicMatches(filter, topic)),
        );
        publish(family?.answer(topic, Buffer.from(payload).toString()) ?? []);
      },
    },
  );
  // The broker is in this process: what fails is the end of both.
  const send = ({ topic, payload, retain }: HouseMessage, qos: 0 | 1 = 0): Promise<void> =>
    connection.publish(topic, payload, { qos, retain }).catch(() => undefined);
  const publish = (messages: readonly HouseMessage[]): void => {
    for (const message of messages) void send(message);
  };

  connection.open();
  await isConnected;
  const filters = families.flatMap(({ commands }) => commands);
  await Promise.all(filters.map((filter) => connection.subscribe(filter, { qos: 0 })));
  await Promise.all(families.flatMap(({ retained }) => retained).map((one) => send(one, 1)));
  let tick = 0;
  const timer = setInterval(() => {
    tick += 1;
    for (const family of families) publish(family.tick(tick));
  }, tickTime);
  return {
    close: async () => {
      clearInterval(timer);
      await connection.close();
    },
  };
};
