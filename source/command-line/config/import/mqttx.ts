import { existsSync } from 'node:fs';
import { ImportedConnection } from './imported-connection.ts';
import { isObject, type JsonObject, numberOf, objectsIn, textOf } from './json-fields.ts';

const versions: Readonly<Record<string, string>> = { '3.1': '3.1', '3.1.1': '3.1.1' };

/** What has no counterpart here, in its object of MQTT 5 properties. */
const unknownProperties = [
  { member: 'receiveMaximum', words: 'receive maximum' },
  { member: 'maximumPacketSize', words: 'maximum packet size' },
  { member: 'topicAliasMaximum', words: 'topic alias maximum' },
  { member: 'authenticationMethod', words: 'authentication method' },
] as const;

const addTls = (connection: ImportedConnection, from: JsonObject): void => {
  if (from['rejectUnauthorized'] === false) connection.set('insecure', true);
  const protocols = textOf(from, 'ALPNProtocols')
    .replaceAll(/[[\] ]/g, '')
    .split(',');
  if (protocols[0] !== '') connection.set('alpn', protocols);
  // It keeps these paths also where it does not use them.
  if (textOf(from, 'certType') !== 'self') return;
  for (const [member, key] of [
    ['ca', 'cafile'],
    ['cert', 'cert'],
    ['key', 'key'],
  ] as const) {
    const path = textOf(from, member);
    if (path === '') continue;
    if (existsSync(path)) connection.set(key, path);
    else connection.leaveOut(`Its ${key} is left out: there is no such file on this machine.`);
  }
};

const addWill = (connection: ImportedConnection, from: JsonObject): void => {
  const will = from['will'];
  if (!isObject(will) || textOf(will, 'lastWillTopic') === '') return;
  connection.set('will-topic', textOf(will, 'lastWillTopic'));
  connection.set('will-payload', textOf(will, 'lastWillPayload'));
  const qos = numberOf(will, 'lastWillQos') ?? 0;
  if (qos !== 0) connection.set('will-qos', qos);
  if (will['lastWillRetain'] === true) connection.set('will-retain', true);
  const { properties } = will;
  if (isObject(properties) && Object.values(properties).some((one) => (one ?? '') !== ''))
    connection.leaveOut('The MQTT 5 properties of its will message are left out.');
};

const addSubscriptions = (connection: ImportedConnection, from: JsonObject): void => {
  const all = objectsIn(from, 'subscriptions');
  const enabled = all.filter((one) => one['disabled'] !== true);
  if (enabled.length < all.length)
    connection.leaveOut('Subscriptions that are switched off are left out.');
  connection.watch(
    enabled.map((one) => ({ topic: textOf(one, 'topic'), qos: numberOf(one, 'qos') ?? 0 })),
  );
};

/** `NAME=VALUE` for each value. */
const userProperties = (from: JsonObject): string[] =>
  Object.entries(from).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => typeof one === 'string')
      .map((one) => `${name}=${one}`),
  );

const addSession = (connection: ImportedConnection, from: JsonObject): void => {
  const properties = isObject(from['properties']) ? from['properties'] : {};
  const expiry = numberOf(properties, 'sessionExpiryInterval') ?? 0;
  if (from['clean'] === false && expiry > 0 && 'client-id' in connection.settings)
    connection.set('session-expiry', expiry);
  else if (from['clean'] === false)
    connection.leaveOut('Its session is not kept: for that, set client-id and session-expiry.');
  if (isObject(properties['userProperties'])) {
    const list = userProperties(properties['userProperties']);
    if (list.length > 0) connection.set('connect-property', list);
  }
  for (const { member, words } of unknownProperties)
    if ((properties[member] ?? '') !== '') connection.leaveOut(`Its ${words} is left out.`);
};

const connectionFrom = (from: JsonObject, keepsSecrets: boolean): ImportedConnection => {
  const connection = new ImportedConnection(textOf(from, 'name'), keepsSecrets);
  const protocol = textOf(from, 'protocol');
  const isSecure = from['ssl'] === true || protocol === 'mqtts' || protocol === 'wss';
  connection.connectTo({
    protocol: `${protocol.startsWith('ws') ? 'ws' : 'mqtt'}${isSecure ? 's' : ''}`,
    host: textOf(from, 'host'),
    port: numberOf(from, 'port'),
    path: textOf(from, 'path'),
  });
  if (textOf(from, 'username') !== '') connection.set('username', textOf(from, 'username'));
  if (textOf(from, 'password') !== '') connection.setSecret('password', textOf(from, 'password'));
  // One that it has made up itself.
  const clientId = textOf(from, 'clientId').replace(/^mqttx_[0-9a-f]{8}$/, '');
  if (clientId !== '') connection.set('client-id', clientId);
  const version = versions[textOf(from, 'mqttVersion')];
  if (version !== undefined) connection.set('protocol-version', version);
  const keepAlive = numberOf(from, 'keepalive');
  if (keepAlive !== undefined && keepAlive !== 60) connection.set('keepalive', keepAlive);
  if (isSecure) addTls(connection, from);
  addSession(connection, from);
  addWill(connection, from);
  addSubscriptions(connection, from);
  return connection;
};

const isConnection = (value: unknown): value is JsonObject =>
  isObject(value) && 'host' in value && ('clientId' in value || 'mqttVersion' in value);

/** The connections that MQTTX has exported as JSON; `undefined` if this is something else. */
export const mqttxConnections = (
  json: unknown,
  keepsSecrets: boolean,
): readonly ImportedConnection[] | undefined => {
  const found = (Array.isArray(json) ? json : [json]).filter(isConnection);
  if (found.length === 0) return undefined;
  return found.map((connection) => connectionFrom(connection, keepsSecrets));
};
