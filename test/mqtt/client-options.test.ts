import { describe, expect, it } from 'vitest';
import { clientOptions } from '../../source/mqtt/client-options.ts';
import type { ConnectionOptions, ProtocolVersion } from '../../source/mqtt/connection-options.ts';
import type { ServerAddress } from '../../source/mqtt/server-address.ts';

const plain: ServerAddress = { protocol: 'mqtt', host: '127.0.0.1', port: 1883 };

const basic: ConnectionOptions = {
  server: async () => plain,
  clientId: 'me',
  credentials: {},
  keepAlive: 60,
  protocolVersion: 'auto',
};

const will = { topic: 'a', payload: 'gone', qos: 1, retain: true, delay: 10, expiry: 60 } as const;

type Case = {
  readonly options?: Partial<ConnectionOptions>;
  readonly address?: ServerAddress;
  readonly version?: ProtocolVersion;
  readonly isReturn?: boolean;
};

const optionsFor = ({ options = {}, address = plain, version = 5, isReturn = false }: Case) =>
  clientOptions({ ...basic, ...options }, address, version, isReturn);

describe('clientOptions', () => {
  it('leaves reconnecting and subscribing again to us', () => {
    expect(optionsFor({})).toMatchObject({
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
    });
  });

  it('says who, where and how long', () => {
    expect(optionsFor({ options: { keepAlive: 0 } })).toMatchObject({
      protocol: 'mqtt',
      host: '127.0.0.1',
      port: 1883,
      clientId: 'me',
      keepalive: 0,
    });
  });

  it.each<[ProtocolVersion, string]>([
    [5, 'MQTT'],
    [4, 'MQTT'],
    [3, 'MQIsdp'],
  ])('names the protocol of level %i %s', (version, protocolId) => {
    expect(optionsFor({ version })).toMatchObject({ protocolVersion: version, protocolId });
  });

  it('has no credentials where there are none, not even as undefined members', () => {
    const options = optionsFor({});
    for (const member of [
      'username',
      'password',
      'will',
      'ca',
      'cert',
      'key',
      'path',
      'properties',
    ])
      expect(options).not.toHaveProperty(member);
  });

  it('passes credentials on, an empty password too', () => {
    const options = optionsFor({ options: { credentials: { username: 'alice', password: '' } } });
    expect(options).toMatchObject({ username: 'alice', password: '' });
  });

  it('gives the will message its delay and its expiry with MQTT 5', () => {
    expect(optionsFor({ options: { will: () => will } }).will).toEqual({
      topic: 'a',
      payload: Buffer.from('gone'),
      qos: 1,
      retain: true,
      properties: { willDelayInterval: 10, messageExpiryInterval: 60 },
    });
  });

  it.each<ProtocolVersion>([4, 3])('gives it no properties at level %i', (version) => {
    expect(optionsFor({ version, options: { will: () => will } }).will).not.toHaveProperty(
      'properties',
    );
  });

  it('asks for the will message anew each time', () => {
    let count = 0;
    const counting = () => ({ ...will, payload: String((count += 1)) });
    expect(optionsFor({ options: { will: counting } }).will?.payload).toEqual(Buffer.from('1'));
    expect(optionsFor({ options: { will: counting } }).will?.payload).toEqual(Buffer.from('2'));
    expect(optionsFor({ options: { will: () => undefined } })).not.toHaveProperty('will');
  });

  it('starts clean, and goes on with a session that is to outlast a loss only on a return', () => {
    const options = { sessionExpiry: 30 };
    expect(optionsFor({ isReturn: true }).clean).toBe(true);
    expect(optionsFor({ options }).clean).toBe(true);
    expect(optionsFor({ options, isReturn: true }).clean).toBe(false);
    expect(optionsFor({ options }).properties).toEqual({ sessionExpiryInterval: 30 });
  });

  it('knows no session expiry before MQTT 5', () => {
    const options = optionsFor({ options: { sessionExpiry: 30 }, version: 4, isReturn: true });
    expect(options.clean).toBe(true);
    expect(options).not.toHaveProperty('properties');
  });

  it('goes on with the session of an earlier start where one outlasts a goodbye', () => {
    for (const version of [5, 4, 3] as const)
      expect(optionsFor({ options: { outlastsDisconnect: true }, version }).clean).toBe(false);
  });

  it('checks certificates unless told otherwise', () => {
    const secure: ServerAddress = { protocol: 'mqtts', host: 'broker.example', port: 8883 };
    expect(optionsFor({ address: secure }).rejectUnauthorized).toBe(true);
    expect(optionsFor({ address: { ...secure, tls: {} } }).rejectUnauthorized).toBe(true);
    expect(optionsFor({ address: { ...secure, tls: { insecure: true } } }).rejectUnauthorized).toBe(
      false,
    );
  });

  it('passes certificates and keys on as they are', () => {
    const tls = { ca: Buffer.from('ca'), cert: Buffer.from('cert'), key: Buffer.from('key') };
    expect(optionsFor({ address: { ...plain, protocol: 'mqtts', tls } })).toMatchObject(tls);
  });

  it.each(['broker.example', '127.0.0.1', '::1'])(
    'lets MQTT.js build a WebSocket URL for %s',
    (host) => {
      const options = optionsFor({ address: { protocol: 'ws', host, port: 8080, path: '/mqtt' } });
      // As MQTT.js puts it together.
      const url = `${options.protocol}://${options.hostname}:${options.port}${options.path}`;
      expect(URL.canParse(url)).toBe(true);
    },
  );
});
