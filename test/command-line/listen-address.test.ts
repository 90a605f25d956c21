import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listenAddress } from '../../source/command-line/broker-command.ts';

const readOrRefused = (text: string): unknown => {
  try {
    return listenAddress(text);
  } catch {
    return 'refused';
  }
};

describe('the address to listen on', () => {
  it.each([
    ['127.0.0.1:1883', '127.0.0.1', 1883],
    ['127.0.0.1', '127.0.0.1', 1883],
    ['localhost:61613', 'localhost', 61_613],
    [':1884', '127.0.0.1', 1884],
    ['', '127.0.0.1', 1883],
    ['0.0.0.0:0', '0.0.0.0', 0],
    ['[::1]:1883', '::1', 1883],
    ['[::]', '::', 1883],
    ['broker.example:65535', 'broker.example', 65_535],
  ])('%j is %s, port %i', (text, host, port) => {
    expect(listenAddress(text)).toEqual({ host, port });
  });

  it.each([
    '::1',
    '::1:1883',
    '127.0.0.1:65536',
    '127.0.0.1:x',
    '127.0.0.1:',
    ':',
    '[::1',
    'a:1:2',
    'mqtt://h:1',
    '127.0.0.1:123456',
  ])('%j is none', (text) => {
    expect(() => listenAddress(text)).toThrow(
      /--listen takes HOST:PORT with a port from 0 to 65535/,
    );
  });

  it('takes a number alone for a port, or refuses it', () => {
    expect([{ host: '127.0.0.1', port: 1884 }, 'refused']).toContainEqual(readOrRefused('1884'));
  });

  it('is read back from every host and port', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.integer({ min: 0, max: 65_535 }), (v4, v6, port) => {
        expect(listenAddress(`${v4}:${port}`)).toEqual({ host: v4, port });
        expect(listenAddress(`[${v6}]:${port}`)).toEqual({ host: v6, port });
      }),
    );
  });
});
