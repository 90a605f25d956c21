import { expect, it } from 'vitest';
import { proxyFlag } from '../../source/command-line/proxy-flag.ts';
import type { ServerAddress } from '../../source/mqtt/server-address.ts';
import { flagValues } from '../support/flag-values.ts';

const proxy = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  address: Partial<ServerAddress> = {},
) =>
  proxyFlag(
    flagValues('screen', argv),
    { protocol: 'mqtt', host: 'broker.example', port: 1883, ...address },
    environment,
  );

it.each([
  ['socks5://p', { protocol: 'socks5', host: 'p', port: 1080 }],
  ['socks5h://p:9', { protocol: 'socks5', host: 'p', port: 9 }],
  ['http://p:3128', { protocol: 'http', host: 'p', port: 3128 }],
  ['p:3128', { protocol: 'http', host: 'p', port: 3128 }],
  [
    'http://a%40b:c@[::1]:1',
    { protocol: 'http', host: '::1', port: 1, username: 'a@b', password: 'c' },
  ],
])('--proxy %s', (text, expected) => {
  expect(proxy(['--proxy', text])).toEqual(expected);
});

it.each(['https://user:opensesame@p', 'ftp://opensesame', 'http://', 'http://a%:opensesame@p'])(
  '--proxy %s is refused without quoting it',
  (text) => {
    let said = '';
    try {
      proxy(['--proxy', text]);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(/^--proxy (takes|has)/);
    expect(said).not.toContain('opensesame');
  },
);

const all = { ALL_PROXY: 'socks5://s' };

it.each([
  ['that of ALL_PROXY', all, {}, 's'],
  ['all_proxy before ALL_PROXY', { ...all, all_proxy: 'http://small' }, {}, 'small'],
  ['not HTTPS_PROXY for plain MQTT', { HTTPS_PROXY: 'http://h' }, {}, undefined],
  ['HTTPS_PROXY for TLS', { ...all, HTTPS_PROXY: 'http://h' }, { protocol: 'mqtts' }, 'h'],
  ['HTTP_PROXY for ws:', { ...all, http_proxy: 'http://h' }, { protocol: 'ws' }, 'h'],
  ['none for this machine', all, { host: '127.0.0.1' }, undefined],
  ['none for a name in NO_PROXY', { ...all, NO_PROXY: 'a, broker.example' }, {}, undefined],
  ['none for a domain in NO_PROXY', { ...all, no_proxy: '.example' }, {}, undefined],
  ['that of ALL_PROXY for another port', { ...all, no_proxy: 'broker.example:1' }, {}, 's'],
  ['none for a name in capitals', { ...all, NO_PROXY: 'Broker.Example' }, {}, undefined],
  ['none for an address of IPv6', { ...all, NO_PROXY: 'fe80::1' }, { host: 'fe80::1' }, undefined],
  [
    'none for one with a port',
    { ...all, NO_PROXY: '[fe80::1]:1883' },
    { host: 'fe80::1' },
    undefined,
  ],
  ['none for localhost in capitals', all, { host: 'LOCALHOST' }, undefined],
  ['none for *', { ...all, NO_PROXY: '*' }, {}, undefined],
  ['none for a socket', all, { host: '', socketPath: '/s' }, undefined],
] as const)('without --proxy it is %s', (_, environment, address, host) => {
  expect(proxy([], environment, address)?.host).toBe(host);
});

it('--proxy none overrules the environment, and a wrong variable is named', () => {
  expect(proxy(['--proxy', 'none'], all)).toBeUndefined();
  expect(() => proxy([], { ALL_PROXY: 'gopher://x' })).toThrow(/^ALL_PROXY takes/);
});
