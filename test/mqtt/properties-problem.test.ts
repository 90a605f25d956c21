import { describe, expect, it } from 'vitest';
import type { MessageProperties } from '../../source/mqtt/message.ts';
import { propertiesProblem } from '../../source/mqtt/properties-problem.ts';

const long = 'x'.repeat(65_536);

describe('properties', () => {
  it.each<[MessageProperties, string]>([
    [{ messageExpiryInterval: 4_294_967_296 }, 'at most 4294967295 seconds'],
    [{ contentType: long }, 'content type'],
    [{ contentType: 'a\0' }, 'null character'],
    [{ correlationData: Buffer.from(long) }, 'Correlation data'],
    [{ userProperties: [[long, 'a']] }, 'user property'],
    [
      {
        userProperties: [
          ['a', 'b'],
          ['a', 'c\0'],
        ],
      },
      'user property',
    ],
    [{ responseTopic: 'a/#' }, 'The response topic cannot be used'],
  ])('that no packet can carry are told', (properties, why) => {
    expect(propertiesProblem(properties)).toContain(why);
  });

  it('that a packet can carry are no problem', () => {
    const most = 'x'.repeat(65_535);
    expect(
      propertiesProblem({
        messageExpiryInterval: 4_294_967_295,
        contentType: most,
        correlationData: Buffer.from(most),
        userProperties: [
          [most, 'ü'],
          [most, most],
        ],
        responseTopic: 'a/b',
        subscriptionIdentifier: [1, 2],
        payloadFormatIndicator: true,
      }),
    ).toBeUndefined();
    expect(propertiesProblem({})).toBeUndefined();
  });
});
