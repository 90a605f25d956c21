import { describe, expect, it } from 'vitest';
import {
  addressInWords,
  defaultPorts,
  type ServerAddress,
} from '../../source/mqtt/server-address.ts';

describe('addressInWords', () => {
  it.each<[string, ServerAddress]>([
    ['127.0.0.1:1883', { protocol: 'mqtt', host: '127.0.0.1', port: 1883 }],
    ['[::1]:1883', { protocol: 'mqtt', host: '::1', port: 1883 }],
    ['mqtts://broker.example:8883', { protocol: 'mqtts', host: 'broker.example', port: 8883 }],
    ['mqtts://[fe80::1]:8883', { protocol: 'mqtts', host: 'fe80::1', port: 8883 }],
    [
      'ws://broker.example:80/mqtt',
      { protocol: 'ws', host: 'broker.example', port: 80, path: '/mqtt' },
    ],
    ['wss://broker.example:443', { protocol: 'wss', host: 'broker.example', port: 443 }],
  ])('writes %s', (words, address) => {
    expect(addressInWords(address)).toBe(words);
  });

  it('keeps the query of a WebSocket to itself: a token or a signature may stand there', () => {
    const path = '/mqtt?token=hunter2';
    const words = addressInWords({ protocol: 'wss', host: 'broker.example', port: 443, path });
    expect(words).toContain('wss://broker.example:443/mqtt');
    expect(words).not.toContain('hunter2');
  });
});

describe('defaultPorts', () => {
  it('are those that IANA has registered', () => {
    expect(defaultPorts).toEqual({ mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 });
  });
});
