import { basename } from 'node:path';
import { ImportedConnection } from './imported-connection.ts';

/** The options of Mosquitto's clients, long names by their letters. */
const longNames: Readonly<Record<string, string>> = {
  '-h': '--host',
  '-p': '--port',
  '-L': '--url',
  '-u': '--username',
  '-P': '--pw',
  '-i': '--id',
  '-k': '--keepalive',
  '-V': '--protocol-version',
  '-t': '--topic',
  '-q': '--qos',
  '-D': '--property',
};

/** Options whose value a key of ours takes as it is. */
const sameValue: Readonly<Record<string, string>> = {
  '--username': 'username',
  '--id': 'client-id',
  '--cafile': 'cafile',
  '--cert': 'cert',
  '--key': 'key',
  '--ciphers': 'ciphers',
  '--will-topic': 'will-topic',
  '--will-payload': 'will-payload',
};

const numbers: Readonly<Record<string, string>> = {
  '--keepalive': 'keepalive',
  '--will-qos': 'will-qos',
};

const versions: Readonly<Record<string, string>> = {
  mqttv31: '3.1',
  '31': '3.1',
  mqttv311: '3.1.1',
  '311': '3.1.1',
  mqttv5: '5',
  '5': '5',
};

const tlsVersions: Readonly<Record<string, string>> = { 'tlsv1.2': '1.2', 'tlsv1.3': '1.3' };

type Option = { readonly name: string; readonly value: string };

/** The options of a file: one a line, its value after the first blank; lines with `#` in front are comments. */
const optionsIn = (text: string): readonly Option[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', value = ''] = /^ *(\S*) ?([^]*)$/.exec(line) ?? [];
      return { name: longNames[name] ?? name, value };
    });

/** Whether every line is a comment or begins with a dash. */
export const isMosquittoOptions = (text: string): boolean => {
  const options = optionsIn(text);
  return options.length > 0 && options.every(({ name }) => /^--?[A-Za-z]/.test(name));
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A URL as `-L` takes it, `mqtt(s)://[username[:password]@]host[:port]/topic`, as options. */
const optionsOfUrl = (text: string): readonly Option[] => {
  const [, scheme, user, password, host, port, topic] =
    /^(mqtts?|wss?):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?(?:\/([^]*))?$/.exec(
      text,
    ) ?? [];
  return [
    { name: 'scheme', value: scheme ?? '' },
    { name: '--host', value: host ?? '' },
    { name: '--port', value: port ?? '' },
    { name: '--username', value: decoded(user ?? '') },
    { name: '--pw', value: decoded(password ?? '') },
    { name: '--topic', value: topic ?? '' },
  ].filter(({ value }) => value !== '');
};

/** The user properties among `-D COMMAND NAME …`, as `NAME=VALUE`. */
const connectProperty = (value: string): string | undefined => {
  const [, name, text] = /^connect user-property (\S+) ([^]*)$/.exec(value) ?? [];
  return name === undefined ? undefined : `${name}=${text}`;
};

const isOn = (options: readonly Option[], ...names: readonly string[]): boolean =>
  options.some(({ name }) => names.includes(name));

const schemeOf = (options: readonly Option[], port: string): string => {
  const isSecure =
    isOn(options, '--cafile', '--capath', '--cert', '--insecure', '--tls-version') ||
    isOn(options, '--tls-alpn', '--ciphers', '--tls-use-os-certs') ||
    // As Mosquitto has it since 2.1.
    (port === '8883' && !isOn(options, '--no-tls'));
  return `${isOn(options, '--ws') ? 'ws' : 'mqtt'}${isSecure ? 's' : ''}`;
};

/** Everything but where the broker is. */
const addOption = (connection: ImportedConnection, { name, value }: Option): void => {
  const same = sameValue[name];
  const number = numbers[name];
  if (same !== undefined) connection.set(same, value);
  else if (number !== undefined) connection.set(number, Number(value));
  else if (name === '--pw') connection.setSecret('password', value);
  else if (name === '--insecure') connection.set('insecure', true);
  else if (name === '--will-retain') connection.set('will-retain', true);
  else if (name === '--tls-alpn') connection.set('alpn', [value]);
  else if (name === '--protocol-version')
    connection.set('protocol-version', versions[value] ?? value);
  else if (name === '--tls-version') connection.set('tls-version', tlsVersions[value] ?? value);
  else if (name === '--proxy')
    // Mosquitto writes the "h" for names that the proxy looks up, which ours always does.
    connection.setSecret('proxy', value.replace(/^socks5h:/, 'socks5:'));
  else connection.leaveOut(`The option ${name} is left out: there is no setting for it.`);
};

/** Options that are about more than themselves, and are read apart. */
const readApart: ReadonlySet<string> = new Set([
  'scheme',
  '--host',
  '--port',
  '--unix',
  '--topic',
  '--qos',
  '--ws',
  '--no-tls',
  '--tls-use-os-certs',
]);

/**
 * The connection of a file of options for Mosquitto's clients, such as `~/.config/mosquitto_sub`. As there,
 * the last one counts where an option comes twice.
 */
export const mosquittoConnection = (
  path: string,
  text: string,
  keepsSecrets: boolean,
): ImportedConnection => {
  const options = optionsIn(text).flatMap((option) =>
    option.name === '--url' ? optionsOfUrl(option.value) : [option],
  );
  const last = (name: string): string =>
    options.findLast((option) => option.name === name)?.value.trim() ?? '';
  const port = last('--port');
  const connection = new ImportedConnection(
    last('--host') === '' ? basename(path) : last('--host'),
    keepsSecrets,
  );
  if (last('--unix') === '')
    connection.connectTo({
      protocol: last('scheme') === '' ? schemeOf(options, port) : last('scheme'),
      host: last('--host') === '' ? 'localhost' : last('--host'),
      port: port === '' ? undefined : Number(port),
      path: '/mqtt',
    });
  else {
    connection.address = `unix:${last('--unix')}`;
    connection.set('unix', last('--unix'));
  }
  for (const option of options) {
    const property = option.name === '--property' ? connectProperty(option.value) : undefined;
    if (property !== undefined) {
      const list = (connection.settings['connect-property'] ?? []) as readonly string[];
      connection.set('connect-property', [...list, property]);
    } else if (!readApart.has(option.name)) addOption(connection, option);
  }
  const topics = options.filter(({ name }) => name === '--topic');
  // The topic that it publishes to is no filter to watch.
  if (/mosquitto_(?:pub|rr)/.test(basename(path)) && topics.length > 0)
    connection.leaveOut('The option --topic is left out: it is about what is published.');
  else
    connection.watch(
      topics.map(({ value }) => ({ topic: value, qos: Number(last('--qos') || 0) })),
    );
  return connection;
};
