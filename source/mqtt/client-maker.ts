import type { Socket } from 'node:net';
import * as mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';
import { clientOptions, connectTimeout } from './client-options.ts';
import type { ConnectionOptions, ProtocolVersion } from './connection-options.ts';
import { framedClient } from './framed-client.ts';
import type { ServerAddress } from './server-address.ts';
import { readUnlistedReasonCodes } from './unlisted-reason-codes.ts';
import { readUserPropertiesInOrder } from './user-property-order.ts';

readUnlistedReasonCodes();
readUserPropertiesInOrder();

/** Makes a client and starts connecting. */
type Maker = {
  /** `isReturn`: this run was connected before. Throws if TLS refuses its options. */
  readonly make: (
    options: ConnectionOptions,
    version: ProtocolVersion,
    isReturn: boolean,
  ) => MqttClient;
  /** Drops what was prepared. */
  readonly drop: () => void;
};

/** Makes a client for a connection that is there already, or for one of its own. */
export const makerOn = (address: ServerAddress, tunnel: Socket | undefined): Maker => ({
  make: (options, version, isReturn) =>
    framedClient(mqtt, clientOptions(options, address, version, isReturn), version, {
      tunnel,
      onPacket: options.onPacket,
    }),
  drop: () => tunnel?.destroy(),
});

/**
 * Connects to the proxy, if there is one, for a client. Rejects with `ProxyProblem`. To be imported late: the
 * client library is large.
 */
export const clientMaker = async (address: ServerAddress): Promise<Maker> => {
  const { proxy } = address;
  if (proxy === undefined) return makerOn(address, undefined);
  const { openThroughProxy } = await import('./through-proxy.ts');
  return makerOn(address, await openThroughProxy(proxy, address, connectTimeout));
};
