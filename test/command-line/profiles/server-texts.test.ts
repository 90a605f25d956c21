import { describe, expect, it } from 'vitest';
import {
  serverInWords,
  serverSettings,
  serversOf,
} from '../../../source/command-line/profiles/server-texts.ts';

describe('the servers of a profile', () => {
  it.each([
    [['broker.example'], { host: 'broker.example' }],
    [['broker.example:8883'], { host: 'broker.example', port: 8883 }],
    [['one:1884', 'two:1884'], { host: ['one', 'two'], port: 1884 }],
    [['::1'], { host: '::1' }],
    [['[::1]:1884'], { host: '[::1]', port: 1884 }],
    [['wss://a.example/mqtt?x=1'], { url: 'wss://a.example/mqtt?x=1' }],
    [['mqtt+unix:///run/mqtt.sock'], { url: 'mqtt+unix:///run/mqtt.sock' }],
    [['one:1883', 'two:1884'], { url: ['mqtt://one:1883', 'mqtt://two:1884'] }],
    [['::1', 'mqtts://two'], { url: ['mqtt://[::1]', 'mqtts://two'] }],
    [[], {}],
  ])('are written as hosts with a port, or as URLs: %j', (servers, expected) => {
    expect(Object.fromEntries(serverSettings(servers, false))).toEqual(expected);
  });

  it('become URLs with TLS where the profile has it', () => {
    expect(serverSettings(['one', 'two:8884'], true).get('url')).toEqual([
      'mqtts://one',
      'mqtts://two:8884',
    ]);
  });

  it.each([
    [{ host: ['one', 'two'], port: 1884 }, ['one:1884', 'two:1884']],
    [{ host: ['[::1]'], port: 1884 }, ['[::1]:1884']],
    [{ host: ['one'] }, ['one']],
    [{ url: ['ws://one/mqtt'] }, ['ws://one/mqtt']],
    [{ unix: '/run/mqtt.sock' }, ['mqtt+unix:///run/mqtt.sock']],
    [{ port: 1884 }, []],
  ])('are read as they are typed: %j', (settings, expected) => {
    expect(serversOf(new Map(Object.entries(settings)))).toEqual(expected);
  });

  it.each([
    ['mqtts://alice:hush@broker.example:8883/site', 'mqtts://broker.example:8883/site'],
    ['wss://broker.example/mqtt?token=hush#x', 'wss://broker.example/mqtt'],
    ['mqtt://a@b@broker.example', 'mqtt://broker.example'],
    ['mqtt://alice:hu/sh@broker.example/site', 'mqtt://broker.example/site'],
    ['mqtt://alice:hu?sh@broker.example', 'mqtt://broker.example'],
    ['mqtt://alice:1883/hush@broker.example', 'mqtt://alice:1883/…'],
    ['//alice:hush@broker.example', '//broker.example'],
    ['alice:hush@broker.example:1883', 'broker.example:1883'],
    ['broker.example:1883', 'broker.example:1883'],
    ['mqtt+unix:///run/a@b.sock', 'mqtt+unix:///run/a@b.sock'],
  ])('are shown without secrets: %s', (text, shown) => {
    expect(serverInWords(text)).toBe(shown);
  });
});
