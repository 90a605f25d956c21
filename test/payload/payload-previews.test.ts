import { deflateSync, gzipSync } from 'node:zlib';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cbor2';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DecoderChoice } from '../../source/payload/decoder-choice.ts';
import { PayloadPreviews } from '../../source/payload/payload-previews.ts';
import {
  type PayloadOptions,
  PayloadReader,
  type ReadableMessage,
} from '../../source/payload/payload-reader.ts';
import { payloads } from '../support/arbitraries.ts';
import { deviceBirth, deviceData } from '../support/sparkplug.ts';

type Previews = {
  readonly reader: PayloadReader;
  readonly lineOf: (
    payload: Uint8Array | string,
    about?: Partial<ReadableMessage>,
    choice?: string,
  ) => string;
  /** How often a decoder has been loaded, and another frame was asked for. */
  readonly told: { loaded: number; later: number };
};

let sequence = 0;

const previewsWith = (
  options: PayloadOptions = { rules: [] },
  last: ConstructorParameters<typeof PayloadReader>[2] = () => undefined,
): Previews => {
  const told = { loaded: 0, later: 0 };
  const reader = new PayloadReader(options, () => (told.loaded += 1), last);
  const previews = new PayloadPreviews(reader, () => (told.later += 1));
  return {
    reader,
    told,
    lineOf: (payload, about = {}, choice) => {
      sequence += 1;
      return previews.lineOf(
        { sequence, topic: 'a', receivedAt: 1, payload: Buffer.from(payload), ...about },
        80,
        choice === undefined ? undefined : { name: choice, argument: '' },
      );
    },
  };
};

const loadedPreviews = async (
  ...args: Parameters<typeof previewsWith>
): ReturnType<typeof Promise.resolve<Previews>> => {
  const previews = previewsWith(...args);
  await previews.reader.ready();
  return previews;
};

// However slow the machine is, there is time enough for all.
beforeEach(() => void vi.spyOn(performance, 'now').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const rule = (filter: string, name: string): { filter: string; choice: DecoderChoice } => ({
  filter,
  choice: { name, argument: '' },
});

const reading = { temperature: 21.5, unit: 'C' };
const packed = encodeMessagePack(reading);

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAC0lEQVR4nGNgQAcAABIAAXfx+gAAAAAASUVORK5CYII=',
  'base64',
);

describe('a payload in one line', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['MessagePack', packed, '{"temperature":21.5,"unit":"C"}'],
    ['CBOR', encodeCbor({ on: true, at: [1, null] }), '{"on":true,"at":[1,null]}'],
    ['bytes', encodeCbor({ raw: new Uint8Array([1, 255]) }), '{"raw":0x 01 ff}'],
    ['keys that are no text', encodeCbor(new Map([[1, [{}, 'kitchen']]])), '{1:[{},"kitchen"]}'],
    ['JSON in gzip as JSON', gzipSync('{"a": 1.50, "a": 2}'), '{"a":1.50,"a":2}'],
    ['MessagePack in gzip', gzipSync(packed), '{"temperature":21.5,"unit":"C"}'],
    ['text in gzip', gzipSync('one\ntwo \u001b'), 'one␊two ␛'],
    ['a number in zlib', deflateSync('17.25'), '17.25'],
    ['an image', png, '(PNG image, 2 × 3 pixels)'],
    ['bytes that no decoder takes', Buffer.from([0, 0xff]), '0x 00 ff'],
    ['bytes in gzip', gzipSync(Buffer.from([0xff])), '0x 1f 8b 08'],
    ['nothing', '', '(empty)'],
    ['nothing in gzip', gzipSync(''), '(empty)'],
    ['JSON as it is', '{"a": 1}', '{"a": 1}'],
    [
      'base64 as it is',
      Buffer.from('{"hello":"world"}').toString('base64'),
      'eyJoZWxsbyI6Indvcmxk',
    ],
  ])('shows %s', async (_name, payload, shown) => {
    const { lineOf } = await loadedPreviews();
    expect(lineOf(payload).startsWith(shown)).toBe(true);
  });

  it('names the metrics of Sparkplug B, as soon as they are known', async () => {
    const born: ReadableMessage[] = [];
    const { lineOf } = await loadedPreviews(undefined, (of) =>
      born.find(({ topic }) => topic === of),
    );
    const data = { sequence: 1, topic: 'spBv1.0/plant/DDATA/edge/d1' };
    expect(lineOf(deviceData, data)).toContain('(alias 5):22.25');
    born.push({ sequence: 2, topic: 'spBv1.0/plant/DBIRTH/edge/d1', payload: deviceBirth });
    expect(lineOf(deviceData, data)).toMatch(/^\{"temperature":22\.25,"offset":-1,/);
  });

  it('goes by the content type, where that is right', async () => {
    const { lineOf } = await loadedPreviews();
    const properties = { contentType: 'application/msgpack' };
    expect(lineOf(Buffer.from([0x91, 5]), { properties })).toBe('[5]');
    expect(lineOf(Buffer.from([0xff, 0xfe]), { properties: { contentType: 'text/plain' } })).toBe(
      '0x ff fe',
    );
  });

  it('goes by --decode, also for text', async () => {
    const { lineOf } = await loadedPreviews({
      rules: [rule('b/+', 'base64'), rule('h', 'hex'), rule('j', 'json'), rule('m', 'msgpack')],
    });
    const base64 = Buffer.from('{"in":1}').toString('base64');
    expect(lineOf(base64, { topic: 'b/1' })).toBe('{"in":1}');
    expect(lineOf(packed, { topic: 'b/1' })).toMatch(/^0x 82 ab/);
    expect(lineOf('text', { topic: 'h' })).toBe('0x 74 65 78 74');
    expect(lineOf('', { topic: 'h' })).toBe('(empty)');
    expect(lineOf('{"a": 1}', { topic: 'j' })).toBe('{"a": 1}');
    expect(lineOf(Buffer.from([5]), { topic: 'm' })).toBe('5');
  });

  it('goes by what a person chose before all else', async () => {
    const { lineOf } = await loadedPreviews({ rules: [rule('#', 'msgpack')] });
    const message = { sequence: 5 };
    expect(lineOf(packed, message)).toBe('{"temperature":21.5,"unit":"C"}');
    expect(lineOf(packed, message, 'hex')).toMatch(/^0x 82 ab/);
    expect(lineOf(packed, message)).toBe('{"temperature":21.5,"unit":"C"}');
    expect(lineOf('plain', {}, 'text')).toBe('plain');
  });

  it('is of another message where another time of a recording has the same sequence', async () => {
    const { lineOf } = await loadedPreviews();
    expect(lineOf(encodeMessagePack({ a: 1 }), { sequence: 1, receivedAt: 1 })).toBe('{"a":1}');
    expect(lineOf(encodeMessagePack({ a: 2 }), { sequence: 1, receivedAt: 2 })).toBe('{"a":2}');
  });

  it('is hexadecimal until the decoder is loaded', async () => {
    const { lineOf, told, reader } = previewsWith();
    const message = { sequence: 1 };
    expect(lineOf(packed, message)).toMatch(/^0x 82 ab/);
    await reader.ready();
    expect(told.loaded).toBeGreaterThan(0);
    expect(lineOf(packed, message)).toBe('{"temperature":21.5,"unit":"C"}');
  });

  it('is safe to draw, and about as long as asked for at most, whatever comes', async () => {
    const { lineOf } = await loadedPreviews();
    const texts = fc.string({ unit: 'binary', maxLength: 200 });
    const wrapped = fc.oneof(
      texts.map((text) => gzipSync(text)),
      texts.map((text) => encodeMessagePack({ [text]: [text] })),
      fc.jsonValue().map((value) => encodeMessagePack([value, value])),
      payloads,
    );
    fc.assert(
      fc.property(wrapped, (payload) => {
        const shown = lineOf(payload);
        expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toBe('');
        expect(shown.length).toBeLessThanOrEqual(80 * 1.5 + 10);
      }),
    );
  });

  it('marks where it was cut', async () => {
    const { lineOf } = await loadedPreviews();
    const many = Array.from({ length: 5000 }, (_, index) => index);
    expect(lineOf(encodeMessagePack(many))).toMatch(/^\[0,1,2,.*…$/);
    expect(lineOf(encodeMessagePack({ text: 'x'.repeat(5000) }))).toMatch(/^\{"text":"x{71}…$/);
  });
});

describe('what a line costs', () => {
  it('is no decoding for text', () => {
    const { lineOf, reader } = previewsWith();
    const glance = vi.spyOn(reader, 'glance');
    const keyOf = vi.spyOn(reader, 'keyOf');
    for (const text of ['21.5', '{"a":1}', '温度 21.5 °C', '']) lineOf(text);
    expect(glance).not.toHaveBeenCalled();
    expect(keyOf).not.toHaveBeenCalled();
  });

  it('is one decoding for a message, however often it is drawn, as long as it is remembered', async () => {
    const { lineOf, reader } = await loadedPreviews();
    const glance = vi.spyOn(reader, 'glance');
    const drawAll = (count: number): void => {
      for (let number = 0; number < count; number += 1) {
        lineOf(packed, { sequence: 1000 + number });
        lineOf(Buffer.from([0xff, number & 0xff]), { sequence: 5000 + number });
      }
    };
    drawAll(100);
    drawAll(100);
    expect(glance).toHaveBeenCalledTimes(200);
    drawAll(300);
    expect(glance).toHaveBeenCalledTimes(600);
    drawAll(1);
    expect(glance).toHaveBeenCalledTimes(602);
  });

  it('is bounded: bytes whose turn has not come are hexadecimal, and another frame is asked for', async () => {
    const { lineOf, reader, told } = await loadedPreviews();
    let now = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const glance = reader.glance.bind(reader);
    vi.spyOn(reader, 'glance').mockImplementation((...args) => {
      now += 6;
      return glance(...args);
    });
    const draw = (): string[] =>
      [1, 2, 3].map((number) => lineOf(encodeMessagePack({ number }), { sequence: number }));
    expect(draw()).toEqual(['{"number":1}', '{"number":2}', '0x 81 a6 6e 75 6d 62 65 72 03']);
    expect(told.later).toBe(1);
    now += 33;
    expect(draw()).toEqual(['{"number":1}', '{"number":2}', '{"number":3}']);
  });

  it('is none for more than 64 KiB, compressed or not', async () => {
    const { lineOf } = await loadedPreviews();
    expect(lineOf(encodeMessagePack({ text: 'm'.repeat(64_000) }))).toMatch(/^\{"text":"mmm/);
    expect(lineOf(encodeMessagePack({ text: 'm'.repeat(66_000) }))).toMatch(/^0x 81/);
    expect(lineOf(gzipSync('m'.repeat(64_000)))).toMatch(/^mmm/);
    expect(lineOf(gzipSync('m'.repeat(66_000)))).toMatch(/^0x 1f 8b/);
  });
});
