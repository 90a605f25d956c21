import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { messageEnvironment } from '../../source/command-line/message-environment.ts';
import { aMessage } from '../support/messages.ts';

const variables = (topic: string, payload: string | Uint8Array): Record<string, unknown> =>
  Object.fromEntries(
    messageEnvironment(
      { ...aMessage(topic, ''), payload: Buffer.from(payload), receivedAt: 0 },
      'a > 1',
    ),
  );

/** How long the variable is for a command. */
const lengthFor = (text: unknown): string =>
  execFileSync('sh', ['-c', 'printf %s "${#MQTT_PAYLOAD}"'], {
    env: { MQTT_PAYLOAD: String(text) },
    encoding: 'utf8',
  });

describe('the environment of a command about a message', () => {
  it('has the message and the condition', () => {
    expect(variables('a/ö', '31 °C\n$(id)')).toEqual({
      MQTT_TOPIC: 'a/ö',
      MQTT_PAYLOAD: '31 °C\n$(id)',
      MQTT_QOS: '0',
      MQTT_RETAIN: '0',
      MQTT_TIME: '1970-01-01T00:00:00.000Z',
      MQTT_CONDITION: 'a > 1',
    });
    expect(variables('a', '\uFEFF1')['MQTT_PAYLOAD']).toBe('\uFEFF1');
    expect(variables('a', '')['MQTT_PAYLOAD']).toBe('');
  });

  it.each([
    ['a null character', Buffer.from('a\0b')],
    ['what is not UTF-8', Buffer.from([0x61, 0xff])],
    ['what is too long', Buffer.alloc(131_072 - 'MQTT_PAYLOAD='.length, 'x')],
  ])('leaves out %s', (_, payload) => {
    expect(variables('a', payload)).toMatchObject({ MQTT_TOPIC: 'a', MQTT_PAYLOAD: undefined });
  });

  it.skipIf(process.platform !== 'linux')('has all that Linux takes, to the byte', () => {
    const payload = Buffer.alloc(131_072 - 'MQTT_PAYLOAD='.length - 1, 'x');
    const { MQTT_PAYLOAD } = variables('a', payload);
    expect(lengthFor(MQTT_PAYLOAD)).toBe(`${payload.length}`);
    expect(() => lengthFor(`${String(MQTT_PAYLOAD)}x`)).toThrow('E2BIG');
  });
});
