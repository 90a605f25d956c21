import { ImportedConnection } from './imported-connection.ts';
import { isObject, type JsonObject, numberOf, textOf } from './json-fields.ts';

/** Where its `settings.json` has the connections, by their identifiers. */
const connectionsKey = 'ConnectionManager_connections';

/** Certificates and keys are objects with a name and the file's content in base64. */
const certificates = [
  { member: 'selfSignedCertificate', key: 'cafile' },
  { member: 'clientCertificate', key: 'cert' },
  { member: 'clientKey', key: 'key' },
] as const;

/** Subscriptions; up to its version 0.3 they were just topic filters. */
const subscriptionsOf = ({ subscriptions }: JsonObject): { topic: string; qos: number }[] =>
  (Array.isArray(subscriptions) ? subscriptions : []).flatMap((one: unknown) => {
    if (typeof one === 'string') return [{ topic: one, qos: 0 }];
    return isObject(one) ? [{ topic: textOf(one, 'topic'), qos: numberOf(one, 'qos') ?? 0 }] : [];
  });

const connectionFrom = (from: JsonObject, keepsSecrets: boolean): ImportedConnection => {
  const connection = new ImportedConnection(textOf(from, 'name'), keepsSecrets);
  const isSecure = from['encryption'] === true;
  connection.connectTo({
    protocol: `${textOf(from, 'protocol') === 'ws' ? 'ws' : 'mqtt'}${isSecure ? 's' : ''}`,
    host: textOf(from, 'host'),
    port: numberOf(from, 'port'),
    path: textOf(from, 'basePath'),
  });
  if (textOf(from, 'username') !== '') connection.set('username', textOf(from, 'username'));
  if (textOf(from, 'password') !== '') connection.setSecret('password', textOf(from, 'password'));
  // One that it has made up itself.
  const clientId = textOf(from, 'clientId').replace(/^mqtt-explorer-[0-9a-f]{8}$/, '');
  if (clientId !== '') connection.set('client-id', clientId);
  connection.watch(subscriptionsOf(from));
  if (isSecure) {
    if (from['certValidation'] === false) connection.set('insecure', true);
    for (const { member, key } of certificates) {
      const file = from[member];
      if (isObject(file)) connection.addFile(key, Buffer.from(textOf(file, 'data'), 'base64'));
    }
  }
  return connection;
};

/** The connections of MQTT Explorer's `settings.json`; `undefined` if this is something else. */
export const mqttExplorerConnections = (
  json: unknown,
  keepsSecrets: boolean,
): readonly ImportedConnection[] | undefined => {
  const connections = isObject(json) ? json[connectionsKey] : undefined;
  if (!isObject(connections)) return undefined;
  return Object.values(connections)
    .filter(isObject)
    .map((connection) => connectionFrom(connection, keepsSecrets));
};
