import mqtt from 'mqtt';
import { startSiteSource, type SiteSource } from '../benchmark/site-source.ts';
import { startMosquitto } from '../support/mosquitto.ts';

/** A broker with people in a room, and devices that publish. */
export type House = {
  /** The arguments of a program that takes part. */
  readonly flags: readonly string[];
  readonly devices: SiteSource;
  /** Somebody says something in the room. */
  readonly say: (user: string, say: string) => Promise<void>;
  /** Resolves with the next that somebody says in the room. */
  readonly heard: (user: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Starts it on a free port of this machine only. */
export const startHouse = async (): Promise<House> => {
  const broker = await startMosquitto({ extra: ['log_type none', 'log_type information'] });
  const devices = await startSiteSource(broker.port);
  const client = await mqtt.connectAsync({ host: broker.host, port: broker.port });
  await client.subscribeAsync('chat');
  return {
    flags: ['--host', broker.host, '--port', String(broker.port), '--nick', 'me'],
    devices,
    say: async (user, say) =>
      void (await client.publishAsync('chat', JSON.stringify({ user, say }), { qos: 1 })),
    heard: (user) =>
      new Promise((resolve) => {
        const listen = (_: string, payload: Buffer): void => {
          const line = JSON.parse(payload.toString()) as { user: string; say: string };
          if (line.user !== user) return;
          client.off('message', listen);
          resolve(line.say);
        };
        client.on('message', listen);
      }),
    stop: async () => {
      await client.endAsync();
      await devices.close();
      await broker.stop();
    },
  };
};
