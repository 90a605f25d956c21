import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverFlags } from '../../source/command-line/server-flags.ts';
import { addressInWords } from '../../source/mqtt/server-address.ts';
import { type Certificate, CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { describeWith } from '../support/needs.ts';
import { flagValues } from '../support/flag-values.ts';

const server = (argv: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const { addresses, ...rest } = serverFlags(flagValues('screen', argv, environment));
  return { address: addresses[0], addresses, ...rest };
};

const credentials = (url: string, flags: readonly string[] = []) =>
  server(['-L', url, ...flags]).address?.credentials;

/** What is said about them when they are wrong. */
const problemOf = (argv: readonly string[]): string => {
  try {
    server(argv);
    return 'no problem';
  } catch (error) {
    return (error as Error).message;
  }
};

let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flags-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('--host', () => {
  it('is a name or an address, with the port that belongs to it', () => {
    expect(server(['-h', 'broker.example']).address).toEqual({
      protocol: 'mqtt',
      host: 'broker.example',
      port: 1883,
    });
    expect(server(['-h', '10.0.0.1', '-p', '61613']).address).toEqual({
      protocol: 'mqtt',
      host: '10.0.0.1',
      port: 61_613,
    });
  });

  it('is an IPv6 address with brackets or without', () => {
    for (const host of ['::1', '[::1]']) expect(server(['-h', host]).address?.host).toBe('::1');
  });

  it('need not be given', () => {
    expect(server([]).addresses).toEqual([]);
    expect(server(['-p', '1884']).addresses).toEqual([]);
  });

  it.each(['mqtt://h', 'a/b', 'a b', 'h:1883'])(
    'is not %s, and the answer names the flag for that',
    (host) => {
      expect(() => server(['-h', host])).toThrow(/--host .*--(url|port)/);
    },
  );

  it('that is a URL with a password is refused without quoting it', () => {
    const said = problemOf(['-h', 'mqtt://admin:opensesame@broker.example']);
    expect(said).toContain('--url');
    expect(said).not.toContain('opensesame');
  });
});

describe('--url', () => {
  it.each([
    ['mqtt://h', { protocol: 'mqtt', host: 'h', port: 1883 }],
    ['mqtts://h', { protocol: 'mqtts', host: 'h', port: 8883 }],
    ['ws://h', { protocol: 'ws', host: 'h', port: 80, path: '/' }],
    ['wss://h', { protocol: 'wss', host: 'h', port: 443, path: '/' }],
    ['mqtt://h:61613', { protocol: 'mqtt', host: 'h', port: 61_613 }],
    ['wss://h:8443/mqtt', { protocol: 'wss', host: 'h', port: 8443, path: '/mqtt' }],
    ['ws://h/mqtt?token=1', { protocol: 'ws', host: 'h', port: 80, path: '/mqtt?token=1' }],
    ['mqtt://[::1]', { protocol: 'mqtt', host: '::1', port: 1883 }],
    ['mqtts://[2001:db8::1]:8884', { protocol: 'mqtts', host: '2001:db8::1', port: 8884 }],
    ['ws://[::1]:8080/', { protocol: 'ws', host: '::1', port: 8080, path: '/' }],
    ['MQTT://h', { protocol: 'mqtt', host: 'h', port: 1883 }],
  ])('%s is an address', (url, address) => {
    expect(server(['-L', url]).address).toEqual(address);
  });

  it.each([
    'h',
    'h:1883',
    'http://h',
    'mqtt:h',
    'mqtt://',
    'mqtt:///a',
    'mqtt://h:99999',
    'mqtt://[::1',
    'mqtt://a b',
    '',
  ])('is not %j', (url) => {
    expect(() => server([`--url=${url}`])).toThrow(/^--url /);
  });

  it('has a port that --port would take', () => {
    expect(() => server(['-L', 'mqtt://h:0'])).toThrow(/--url/);
  });

  it('may have a user name and a password, with escapes', () => {
    expect(credentials('mqtt://admin:password@h')).toEqual({
      username: 'admin',
      password: 'password',
    });
    expect(credentials('mqtt://a%40b:p%3A%2F%20q@h')).toEqual({
      username: 'a@b',
      password: 'p:/ q',
    });
    expect(credentials('mqtt://admin@h')).toEqual({ username: 'admin' });
  });

  it('reads back every user name and password that it was made of', () => {
    const texts = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(texts, texts, (username, password) => {
        const url = `mqtt://${encodeURIComponent(username)}:${encodeURIComponent(password)}@h`;
        expect(credentials(url)).toEqual({ username, password });
      }),
    );
  });

  it.each([
    ['mqtt://h', undefined],
    ['mqtt://h/', undefined],
    ['mqtt://h/site', 'site'],
    ['mqtt://h/site/1', 'site/1'],
    ['mqtt://h//leading', '/leading'],
    ['mqtt://h/site/%2B/temperature', 'site/+/temperature'],
    ['mqtt://h/site/+/temperature', 'site/+/temperature'],
    ['mqtts://h/site/%23', 'site/#'],
    ['mqtts://h/site/#', 'site/#'],
    ['mqtt://h/#', '#'],
    ['mqtt://h/%E4%BD%A0', '你'],
    ['mqtt://h/a?b', 'a?b'],
  ])('%s has the topic filter of mosquitto_sub', (url, filter) => {
    // Without a path, or with "#" alone, everything is watched anyway.
    expect(server(['-L', url]).filter ?? (filter === '#' ? '#' : undefined)).toBe(filter);
  });

  it('has no topic filter for a WebSocket', () => {
    expect(server(['-L', 'ws://h/mqtt'])).not.toHaveProperty('filter');
  });

  it('with a "%" that begins no escape is refused, without quoting the password', () => {
    expect(() => server(['-L', 'mqtt://u:opensesame%@h'])).toThrow(/^--url has a "%"/);
    expect(() => server(['-L', 'mqtt://u:opensesame%@h'])).not.toThrow(/opensesame/);
    expect(() => server(['-L', 'mqtt://h/%zz'])).toThrow(/%25/);
  });

  it.each([
    ['--host', 'h'],
    ['--port', '1884'],
  ])('and %s are refused together', (...flag) => {
    expect(() => server(['-L', 'mqtt://h', ...flag])).toThrow(/either --url, or --host and --port/);
  });

  it('on the command line counts before a host in the environment, and the other way round', () => {
    expect(
      server(['-L', 'mqtt://a'], { MQTT_TUI_HOST: 'b', MQTT_TUI_PORT: '1' }).address,
    ).toMatchObject({
      host: 'a',
      port: 1883,
    });
    expect(server(['-h', 'a'], { MQTT_TUI_URL: 'mqtts://b' }).address).toMatchObject({
      protocol: 'mqtt',
      host: 'a',
    });
  });
});

const placesOf = (...args: Parameters<typeof server>): string[] =>
  server(...args).addresses.map(addressInWords);

describe('several servers', () => {
  it('come from a flag that is repeated, or from a list in the environment', () => {
    const hosts = ['a:1884', 'b:1884'];
    expect(placesOf(['-h', 'a', '--host', 'b', '-p', '1884'])).toEqual(hosts);
    expect(placesOf(['-p', '1884'], { MQTT_TUI_HOST: 'a,b' })).toEqual(hosts);
    const urls = ['a:1883', 'wss://b:443/mqtt'];
    expect(placesOf(['-L', 'mqtt://a', '--url=wss://b/mqtt'])).toEqual(urls);
    expect(placesOf([], { MQTT_TUI_URL: 'mqtt://a,wss://b/mqtt' })).toEqual(urls);
  });

  it('have TLS together, and each the user name and password of its own URL', () => {
    const { addresses } = server(['-L', 'mqtts://u:p@a', '-L', 'mqtts://b', '--insecure']);
    expect(addresses.map(({ tls }) => tls?.insecure)).toEqual([true, true]);
    expect(addresses.map((address) => address.credentials)).toEqual([
      { username: 'u', password: 'p' },
      undefined,
    ]);
  });

  it('share a topic filter', () => {
    expect(server(['-L', 'mqtt://a/site/#', '-L', 'mqtt://b/site/#']).filter).toBe('site/#');
    expect(server(['-L', 'mqtt://a/site/#', '-L', 'mqtt://b']).filter).toBe('site/#');
  });

  it.each([
    [['-h', 'a', '-h', 'A'], '--host names the same server twice: a:1883.'],
    [
      ['-L', 'mqtt://a', '-L', 'mqtt://u:secret@a:1883'],
      '--url names the same server twice: a:1883.',
    ],
    [['-h', 'a', '-L', 'mqtt://b'], 'Use either --url, or --host and --port, not both.'],
    [
      ['-L', 'mqtt://a/x', '-L', 'mqtt://b/y'],
      '--url takes one topic filter for all servers; several go with --topic.',
    ],
  ])('%j are refused in one sentence', (argv, sentence) => {
    expect(problemOf(argv)).toBe(sentence);
  });

  it('in the environment give way to a user name that is typed', () => {
    const environment = { MQTT_TUI_URL: 'mqtt://u:p@a' };
    expect(server(['-u', 'me'], environment).address?.credentials).toEqual({ password: 'p' });
    expect(server(['-u', 'me', '-P', 'x'], environment).address?.credentials).toBeUndefined();
    expect(credentials('mqtt://u:p@a', ['-u', 'me'])).toEqual({ username: 'u', password: 'p' });
  });
});

describeWith(opensslMissing, 'TLS', () => {
  let maker: CertificateMaker;
  let own: Certificate;
  beforeAll(() => {
    maker = new CertificateMaker();
    own = maker.selfSigned('own', 'DNS:own.example', true);
  });
  afterAll(() => maker.close());

  it('is turned on by what belongs to it, on its own port', () => {
    for (const flag of [
      ['--insecure'],
      ['--cafile', own.certFile],
      ['--cert', own.certFile, '--key', own.keyFile],
      ['--alpn', 'mqtt'],
      ['--tls-version', '1.3'],
      ['--ciphers', 'HIGH'],
    ])
      expect(server(['-h', 'h', ...flag]).address).toMatchObject({ protocol: 'mqtts', port: 8883 });
    expect(server(['-h', 'h', '-p', '8884', '--insecure']).address?.port).toBe(8884);
  });

  it('has the contents of the files', () => {
    const { address } = server([
      '-L',
      'wss://h',
      '--cafile',
      own.certFile,
      '--cert',
      own.certFile,
      '--key',
      own.keyFile,
    ]);
    const { pem, keyFile } = own;
    expect(address?.tls).toEqual({ ca: pem, cert: pem, key: readFileSync(keyFile) });
  });

  it('checks the certificate unless it is told not to', () => {
    expect(server(['-L', 'mqtts://h']).address?.tls?.insecure ?? false).toBe(false);
    expect(server(['-L', 'mqtts://h', '--insecure']).address?.tls?.insecure).toBe(true);
  });

  it.each(['mqtt://h', 'ws://h'])(
    'does not go with %s, and the answer names the scheme that does',
    (url) => {
      expect(() => server(['-L', url, '--insecure'])).toThrow(new RegExp(`${url.split(':')[0]}s:`));
    },
  );

  it('needs a host', () => {
    expect(() => server(['--insecure'])).toThrow(/--host/);
  });

  it('needs certificate and key together', () => {
    for (const one of [
      ['--cert', own.certFile],
      ['--key', own.keyFile],
    ])
      expect(() => server(['-h', 'h', ...one])).toThrow(/together/);
  });

  it('needs files that can be read, and names the one that cannot', () => {
    expect(() => server(['-h', 'h', '--cafile', file('none')])).toThrow(
      `--cafile ${file('none')}: there is no such file.`,
    );
    expect(() => server(['-h', 'h', '--cafile', folder])).toThrow(`--cafile ${folder}: `);
  });
});

describe('--unix', () => {
  it.each([
    [['--unix', '/run/mqtt.sock'], '/run/mqtt.sock'],
    [['--url', 'mqtt+unix:///run/mqtt.sock'], '/run/mqtt.sock'],
    [['--url', 'mqtt+unix:/run/a%20b'], '/run/a b'],
  ])('%j is the socket %s', (argv, socketPath) => {
    expect(server(argv).address).toEqual({ protocol: 'mqtt', host: '', port: 0, socketPath });
  });

  it('goes with no other address, and with no TLS', () => {
    for (const other of [
      ['-h', 'h'],
      ['-p', '1884'],
      ['-L', 'mqtt://h'],
    ])
      expect(() => server(['--unix', '/s', ...other])).toThrow(/^Use either --unix/);
    expect(() => server(['--unix', '/s', '--insecure'])).toThrow(/--unix/);
  });
});

describe('--ws-header', () => {
  it('is a header of the request, repeatable', () => {
    const flags = ['--ws-header', 'Authorization: Bearer a:b', '--ws-header', 'X-Site:home'];
    expect(server(['-L', 'wss://h/mqtt', ...flags]).address?.headers).toEqual({
      Authorization: 'Bearer a:b',
      'X-Site': 'home',
    });
  });

  it.each(['nonsense', 'a b: c', 'a: b\r\nc: d', ': b'])(
    'refuses %j without quoting it',
    (text) => {
      const said = problemOf(['-L', 'ws://h', '--ws-header', text]);
      expect(said).toBe("--ws-header takes 'Name: value'.");
    },
  );

  it('needs a WebSocket', () => {
    expect(problemOf(['-h', 'h', '--ws-header', 'a: b'])).toBe(
      '--ws-header needs a ws: or wss: --url.',
    );
  });
});
