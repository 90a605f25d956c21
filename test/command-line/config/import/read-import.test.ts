import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../../source/command-line/config/check-config.ts';
import { freeName } from '../../../../source/command-line/config/import/free-name.ts';
import { readImport } from '../../../../source/command-line/config/import/read-import.ts';
import { saveImport } from '../../../../source/command-line/config/import/save-import.ts';
import { profileNameProblem } from '../../../../source/command-line/config/profile-name.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const fileWith = (content: unknown, name = 'settings.json'): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

type More = { readonly name?: string; readonly taken?: string[]; readonly keepsSecrets?: boolean };

const read = (content: unknown, { name, taken = [], keepsSecrets = true }: More = {}) => {
  const { program, profiles, leftOut } = readImport(fileWith(content, name), taken, keepsSecrets);
  return {
    program,
    names: profiles.map((one) => one.name),
    settings: profiles.map(({ connection }) => connection.settings),
    addresses: profiles.map(({ connection }) => connection.address),
    leftOut: [...leftOut, ...profiles.flatMap(({ connection }) => connection.leftOut)],
    profiles,
  };
};

const pem = (what: string) => `-----BEGIN ${what}-----\nAA==\n-----END ${what}-----\n`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

const explorer = (...connections: readonly object[]) => ({
  Settings: { timeLocale: 'en' },
  ConnectionManager_connections: Object.fromEntries(
    connections.map((one, index) => [`id${index}`, { configVersion: 1, type: 'mqtt', ...one }]),
  ),
});

const house = {
  id: '0',
  name: 'My house',
  host: 'house.example',
  port: 8883,
  protocol: 'mqtt',
  encryption: true,
  certValidation: false,
  username: 'me',
  password: 'sesame',
  clientId: 'mqtt-explorer-0123abcd',
  subscriptions: [
    { topic: '#', qos: 1 },
    { topic: '$SYS/#', qos: 1 },
  ],
  selfSignedCertificate: { name: 'ca.pem', data: base64(pem('CERTIFICATE')) },
  clientCertificate: { name: 'c.der', data: base64('no PEM') },
};

describe("MQTT Explorer's settings", () => {
  it('become profiles', () => {
    const found = read(explorer(house));
    expect(found).toMatchObject({
      program: 'MQTT Explorer',
      names: ['My-house'],
      addresses: ['mqtts://house.example:8883'],
      settings: [
        {
          url: ['mqtts://house.example:8883'],
          username: 'me',
          password: 'sesame',
          topic: ['#', '$SYS/#'],
          qos: 1,
          insecure: true,
        },
      ],
      leftOut: ['Its cert is left out: it is not PEM.'],
    });
    expect(found.settings[0]).not.toHaveProperty('client-id');
    expect(found.profiles[0]?.connection.files).toEqual([
      { key: 'cafile', content: Buffer.from(pem('CERTIFICATE')) },
    ]);
  });

  it('have a path for WebSockets, and subscriptions that were just texts', () => {
    const found = read(
      explorer({
        name: 'ws',
        host: 'h',
        port: 80,
        protocol: 'ws',
        encryption: false,
        basePath: 'mqtt?token=opensesame',
        clientId: 'mine',
        subscriptions: ['a/#', 'b/#/c'],
      }),
    );
    expect(found).toMatchObject({
      addresses: ['ws://h:80/mqtt'],
      settings: [{ url: ['ws://h:80/mqtt?token=opensesame'], 'client-id': 'mine', topic: ['a/#'] }],
      leftOut: ['Subscriptions that are not topic filters are left out.'],
    });
  });

  it('leave passwords out where others can read the file', () => {
    const found = read(explorer(house), { keepsSecrets: false });
    expect(found.settings[0]).not.toHaveProperty('password');
    expect(found.leftOut).toContain(
      'Its password is left out: others can read the file it would go into. Run chmod 600 on that, and import again.',
    );
  });
});

const named = (name: string) => ({ ...house, name });

const mqttx = {
  clientId: 'mqttx_0123abcd',
  name: 'office',
  clean: false,
  protocol: 'wss',
  host: 'office.example',
  port: 443,
  path: '/mqtt',
  keepalive: 30,
  connectTimeout: 10,
  reconnect: true,
  username: 'me',
  password: 'sesame',
  ssl: true,
  certType: 'self',
  rejectUnauthorized: true,
  ALPNProtocols: 'mqtt, x-amzn-mqtt-ca',
  ca: '/nothing/ca.pem',
  cert: '',
  key: '',
  mqttVersion: '3.1.1',
  messages: [],
  properties: { userProperties: { a: ['1', '2'] }, receiveMaximum: 10, topicAliasMaximum: null },
  will: { lastWillTopic: 'w', lastWillPayload: 'bye', lastWillQos: 1, lastWillRetain: true },
  subscriptions: [
    { topic: 'a', qos: 0, disabled: false },
    { topic: 'b', qos: 2, disabled: false },
    { topic: 'c', qos: 2, disabled: true },
  ],
};

describe('what MQTTX exports as JSON', () => {
  it('becomes profiles', () => {
    expect(read([mqttx])).toMatchObject({
      program: 'MQTTX',
      names: ['office'],
      addresses: ['wss://office.example:443/mqtt'],
      settings: [
        {
          url: ['wss://office.example:443/mqtt'],
          username: 'me',
          password: 'sesame',
          'protocol-version': '3.1.1',
          keepalive: 30,
          alpn: ['mqtt', 'x-amzn-mqtt-ca'],
          'connect-property': ['a=1', 'a=2'],
          'will-topic': 'w',
          'will-payload': 'bye',
          'will-qos': 1,
          'will-retain': true,
          topic: ['a', 'b'],
        },
      ],
      leftOut: [
        'Its cafile is left out: there is no such file on this machine.',
        'Its session is not kept: for that, set client-id and session-expiry.',
        'Its receive maximum is left out.',
        'Subscriptions that are switched off are left out.',
        'Its subscriptions differ in QoS; here all have QoS 0.',
      ],
    });
  });

  it('may be a single connection, whose files are there', () => {
    const ca = fileWith(pem('CERTIFICATE'), 'ca.pem');
    const found = read({
      ...mqttx,
      ca,
      clientId: 'mine',
      rejectUnauthorized: false,
      properties: { sessionExpiryInterval: 60 },
      mqttVersion: '5.0',
    });
    expect(found.settings[0]).toMatchObject({
      cafile: ca,
      insecure: true,
      'client-id': 'mine',
      'session-expiry': 60,
    });
    expect(found.settings[0]).not.toHaveProperty('protocol-version');
  });

  it.each([
    ['YAML', '- clientId: a\n  name: office\n  mqttVersion: "5.0"\n'],
    [
      'XML',
      '<?xml version="1.0"?>\n<root><oneConnection><clientId>a</clientId></oneConnection></root>',
    ],
    ['CSV', '"clientId","name","mqttVersion"\n"a","office","5.0"\n'],
  ])('is to be JSON, not %s', (_, text) => {
    expect(() => read(text)).toThrow(
      'Of what MQTTX exports, only JSON can be read: export it as JSON.',
    );
  });
});

describe("options of Mosquitto's clients", () => {
  it('become a profile', () => {
    const text = `# at work
-h broker.example
-p 1884
-u me
--pw  se same
-t site/#
--topic lab/#
-q 1
-V mqttv311
-k 20
-i mine
-D connect user-property team red blue
-F %p
--proxy socks5h://proxy.example:1080
`;
    expect(read(text, { name: 'mosquitto_sub' })).toMatchObject({
      program: 'Mosquitto',
      names: ['broker.example'],
      addresses: ['mqtt://broker.example:1884'],
      settings: [
        {
          url: ['mqtt://broker.example:1884'],
          username: 'me',
          password: ' se same',
          topic: ['site/#', 'lab/#'],
          qos: 1,
          'protocol-version': '3.1.1',
          keepalive: 20,
          'client-id': 'mine',
          'connect-property': ['team=red blue'],
          proxy: 'socks5://proxy.example:1080',
        },
      ],
      leftOut: ['The option -F is left out: there is no setting for it.'],
    });
  });

  it.each([
    [
      '-L mqtts://me:ses%40me@h:1234/a/#',
      { url: ['mqtts://h:1234'], username: 'me', password: 'ses@me', topic: ['a/#'] },
    ],
    [
      '-h h\n--cafile /ca.pem\n--tls-version tlsv1.2',
      { url: ['mqtts://h'], cafile: '/ca.pem', 'tls-version': '1.2' },
    ],
    ['-h h\n-p 8883', { url: ['mqtts://h:8883'] }],
    ['-h ::1', { url: ['mqtt://[::1]'] }],
    ['--unix /run/broker', { unix: '/run/broker' }],
    ['-u me', { url: ['mqtt://localhost'], username: 'me' }],
    ['-h h\n--ws\n--insecure', { url: ['wss://h/mqtt'], insecure: true }],
  ])('%j become %j', (text, settings) => {
    expect(read(text, { name: 'mosquitto_sub' }).settings).toEqual([settings]);
  });

  it('of mosquitto_pub name no topic to watch', () => {
    const found = read('-h h\n-t lamp', { name: 'mosquitto_pub' });
    expect(found.settings).toEqual([{ url: ['mqtt://h'] }]);
    expect(found.leftOut).toEqual([
      'The option --topic is left out: it is about what is published.',
    ]);
  });

  it('that make no sense are left out', () => {
    expect(read('-h h\n-p 99999\n-k soon\n-V 9', { name: 'mosquitto_sub' })).toMatchObject({
      settings: [{ url: ['mqtt://h'] }],
      leftOut: [
        'Its port is left out: it is not a number from 1 to 65535.',
        'Its keepalive is left out: it cannot be used here.',
        'Its protocol-version is left out: it cannot be used here.',
      ],
    });
  });
});

const problemOf = (path: string) => () => readImport(path, [], true);

describe('readImport', () => {
  it('gives each a name of its own, which no command has', () => {
    expect(
      read(
        explorer(...['office', 'Office!', 'sub', '\u001b[31m', '', 'x'.repeat(500)].map(named)),
        {
          taken: ['office', 'office-2'],
        },
      ).names,
    ).toEqual(['office-3', 'Office', 'sub-2', '31m', 'connection', 'x'.repeat(60)]);
  });

  it('names the connections that have no host, and those beyond the most', () => {
    const many = Array.from({ length: 203 }, () => house);
    const { names, leftOut } = read(explorer({ ...house, host: 'a b' }, ...many));
    expect(names).toHaveLength(200);
    expect(leftOut.slice(0, 2)).toEqual([
      'Connections without a host are left out: 1.',
      'Connections after the first 200 are left out: 3.',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['other text', 'hello'],
    ['other JSON', '{"a": 1}'],
    ['other lists', '[1, null, {"host": "h"}]'],
    ['a connection without a host', explorer({ name: 'a' })],
    ['broken JSON', '{"ConnectionManager_connections": {'],
    ['deep JSON', '['.repeat(1_000_000)],
    ['other types', explorer({ name: {}, host: [], port: {}, subscriptions: {} })],
    ['binary', '\u0000\u0001'],
  ])('refuses %s with a sentence', (_, content) => {
    expect(() => read(content)).toThrow(/^[A-Z][^\n]*\.$/);
  });

  it('takes hostile values for what they are', () => {
    const { settings } = read(
      explorer({
        ...house,
        __proto__: null,
        name: '__proto__',
        username: 'a\n[profile.evil]\u0000',
        password: '"""\u001b]0;x\u0007',
        port: -1,
        subscriptions: [{ topic: { a: 1 } }, null, 7],
      }),
    );
    expect(settings).toEqual([
      { url: ['mqtts://house.example'], password: '"""\u001b]0;x\u0007', insecure: true },
    ]);
  });

  it('says what is wrong with the file', () => {
    const folder = temporaryFolder();
    expect(problemOf(join(folder, 'none'))).toThrow('There is no such file.');
    expect(problemOf(folder)).toThrow('It is a folder.');
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    expect(problemOf(join(folder, 'fifo'))).toThrow('It is a named pipe.');
    writeFileSync(join(folder, 'large'), Buffer.alloc(10 * 1024 * 1024 + 1, ' '));
    expect(problemOf(join(folder, 'large'))).toThrow('The file is larger than 10 MiB.');
  });
});

describe('freeName', () => {
  it.each(['broker', 'läb 2', '日本', '--', 'config', '😀'.repeat(40), 'x'.repeat(59) + '𝔸𝔸'])(
    'makes %j a name that is allowed',
    (wanted) => {
      expect(profileNameProblem(freeName(wanted, () => false))).toBeUndefined();
    },
  );
});

describe('saveImport', () => {
  it('adds profiles that config.toml may have, with their certificates beside it', () => {
    const folder = join(temporaryFolder(), 'mqtt-tui');
    mkdirSync(join(folder, 'certificates'), { recursive: true });
    const other = join(folder, 'certificates', 'My-house-cafile.pem');
    writeFileSync(other, 'another');
    const config = join(folder, 'config.toml');
    writeFileSync(config, '# mine\n[profile.office]\nhost = "x"\n', { mode: 0o600 });
    const key = { name: 'k', data: base64(pem('PRIVATE KEY')) };
    const found = readImport(
      fileWith(explorer({ ...house, clientKey: key }, { ...house, name: 'b' })),
      ['office'],
      true,
    );
    saveImport(config, found);

    const text = readFileSync(config, 'utf8');
    expect(text.startsWith('# mine\n[profile.office]\nhost = "x"\n\n[profile.My-house]\n')).toBe(
      true,
    );
    const checked = checkConfig(parse(text, { integersAsBigInt: true }), { folder, home: '' });
    expect(checked.problems).toEqual([]);
    expect([...checked.profiles.keys()]).toEqual(['office', 'My-house', 'b']);
    const settings = checked.profiles.get('My-house')!.settings;
    const cafile = join(folder, 'certificates', 'My-house-cafile-2.pem');
    expect(settings.get('cafile')).toBe(cafile);
    expect(readFileSync(cafile, 'utf8')).toBe(pem('CERTIFICATE'));
    expect(readFileSync(other, 'utf8')).toBe('another');
    expect(statSync(String(settings.get('key'))).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'certificates'))).toHaveLength(4);
  });

  it('writes 200 at once', () => {
    const config = join(temporaryFolder(), 'config.toml');
    saveImport(
      config,
      readImport(fileWith(explorer(...Array.from({ length: 200 }, () => house))), [], true),
    );
    expect(Object.keys(parse(readFileSync(config, 'utf8'))['profile'] ?? {})).toHaveLength(200);
  });
});
