import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Decoded, PayloadInput } from '../../source/payload/decoded.ts';
import type { Decoder, DecoderTools } from '../../source/payload/decoder.ts';
import { base64 } from '../../source/payload/decoders/base64.ts';
import { deflate, gzip, zlib } from '../../source/payload/decoders/compressed.ts';

const inputOf = (payload: Uint8Array, more: Partial<PayloadInput> = {}): PayloadInput => ({
  topic: 'a',
  payload,
  isChosen: true,
  argument: '',
  depth: 0,
  mostInflated: 1000,
  ...more,
});

/** Decodes what is inside as its text, and remembers how it was asked. */
const toolsFor = (inside: Partial<Decoded> = {}): DecoderTools => ({
  schemas: {},
  lastPayload: () => undefined,
  inside: (_, payload) => ({
    kind: 'content',
    notes: [{ name: 'content', text: Buffer.from(payload).toString() }],
    ...inside,
  }),
});

const decodeBy = async (
  decoder: Decoder,
  input: PayloadInput,
  tools = toolsFor(),
): Promise<Decoded | undefined> => {
  const decode = 'load' in decoder ? await decoder.load() : decoder.decode;
  return decode(input, tools);
};

const mayAccept = (decoder: Decoder, ...payload: readonly number[]): boolean =>
  'mayAccept' in decoder && decoder.mayAccept(inputOf(Uint8Array.from(payload)));

const hexLine = (decoded: Decoded | undefined): string | undefined =>
  decoded?.lines?.[0]?.[1]?.text.trim();

describe('compressed bytes', () => {
  it('are known by their first two bytes', () => {
    expect(mayAccept(gzip, 0x1f, 0x8b)).toBe(true);
    expect(mayAccept(gzip, 0x1f, 0x8c)).toBe(false);
    expect(mayAccept(gzip, 0x1e, 0x8b)).toBe(false);
    expect(mayAccept(gzip, 0x1f)).toBe(false);
    expect(mayAccept(gzip)).toBe(false);
    for (const second of [0x01, 0x5e, 0x9c, 0xda]) expect(mayAccept(zlib, 0x78, second)).toBe(true);
    expect(mayAccept(zlib, 0x08, 0x1d)).toBe(true);
    expect(mayAccept(zlib, 0x78, 0x9d)).toBe(false);
    // The check bits are right, but these name another method, or a window that is too large.
    expect(mayAccept(zlib, 0x79, 0x18)).toBe(false);
    expect(mayAccept(zlib, 0x88, 0x1c)).toBe(false);
    expect(mayAccept(zlib)).toBe(false);
    expect(mayAccept(deflate, 0x4b, 0x04)).toBe(false);
  });

  it.each([
    [gzip, gzipSync('hello')],
    [zlib, deflateSync('hello')],
    [deflate, deflateRawSync('hello')],
  ])('hold a payload, and its size is told: $name', async (decoder, payload) => {
    expect(await decodeBy(decoder, inputOf(payload), toolsFor({ isDump: true }))).toEqual({
      kind: `content in ${decoder.name}`,
      notes: [
        { name: `in ${decoder.name}`, text: '5 B' },
        { name: 'content', text: 'hello' },
      ],
      isDump: false,
    });
  });

  it.each([
    [gzip, deflateSync('hello')],
    [zlib, deflateRawSync('hello')],
    [deflate, gzipSync('hello')],
    [gzip, gzipSync('hello').subarray(0, 12)],
  ])('of another kind, or cut off, are left to others: $name', async (decoder, payload) => {
    expect(await decodeBy(decoder, inputOf(payload))).toBeUndefined();
  });

  it('are shown as they are where they expand to more than is allowed', async () => {
    const payload = gzipSync('x'.repeat(1001));
    const decoded = await decodeBy(gzip, inputOf(payload));
    expect(decoded).toMatchObject({
      kind: 'gzip',
      problem: 'It expands to more than 1,000 B: these are the compressed bytes.',
    });
    expect(hexLine(decoded)).toMatch(/^1f 8b /);
    expect(await decodeBy(gzip, inputOf(gzipSync('x'.repeat(1000))))).toMatchObject({
      kind: 'content in gzip',
    });
  });

  it.each<[Decoder, Buffer, string]>([
    [gzip, gzipSync('hello'), '1f 8b'],
    [base64, Buffer.from('aGVsbG8sIHdvcmxk'), '61 47'],
  ])('are unwrapped three times: $name', async (decoder, payload, start) => {
    expect((await decodeBy(decoder, inputOf(payload, { depth: 2 })))?.kind).toBe(
      `content in ${decoder.name}`,
    );
    const decoded = await decodeBy(decoder, inputOf(payload, { depth: 3 }));
    expect(decoded).toMatchObject({
      kind: decoder.name,
      problem: 'Wrapped more than 3 times: these bytes were not unwrapped further.',
    });
    expect(hexLine(decoded)?.startsWith(start)).toBe(true);
  });
});

/** What base64 makes of a text, with a content of text if nothing else is said. */
const base64Kind = async (
  text: string,
  isChosen: boolean,
  inside: Partial<Decoded> = { lines: [] },
): Promise<string | undefined> =>
  (await decodeBy(base64, inputOf(Buffer.from(text), { isChosen }), toolsFor(inside)))?.kind;

describe('base64', () => {
  it('has its content decoded, and its size told', async () => {
    expect((await decodeBy(base64, inputOf(Buffer.from('aGVsbG8sIHdvcmxk'))))?.notes).toEqual([
      { name: 'in base64', text: '12 B' },
      { name: 'content', text: 'hello, world' },
    ]);
  });

  it.each(['aGVsbG8sIHdvcmxk', 'aGVs bG8s\nIHdv\tcmxk\n', 'aGVsbG8sIHdvcmw=', 'aGVsbG8sIHdvcg=='])(
    'is found in %j',
    async (text) => {
      expect(await base64Kind(text, false)).toBe('content in base64');
    },
  );

  it.each([
    ['is short', 'aGVsbG8sIHdv'],
    ['lacks its padding', 'aGVsbG8sIHdvcmxkIQ'],
    ['has another alphabet', 'aGVsbG8sIHdv_mx-'],
  ])('is found only if it was chosen where it %s', async (_, text) => {
    expect(await base64Kind(text, false)).toBeUndefined();
    expect(await base64Kind(text, true)).toBe('content in base64');
  });

  it.each(['', ' \n', 'not, base64!', 'aGVs=G8sIHdvcmxk', 'aGVsbG8sIHdvc===', 'aGV+bG8s_HdvcmxK'])(
    'is never found in %j',
    async (text) => {
      expect(await base64Kind(text, true)).toBeUndefined();
    },
  );

  it('is found unasked only where its content is no accident', async () => {
    const text = 'aGVsbG8sIHdvcmxk';
    const list: Partial<Decoded> = { value: { kind: 'list', items: [] } };
    const map: Partial<Decoded> = { value: { kind: 'map', members: [] } };
    for (const inside of [list, map, { isLoading: true }, { lines: [] }])
      expect(await base64Kind(text, false, inside)).toBe('content in base64');
    const number: Partial<Decoded> = { value: { kind: 'number', text: '1' } };
    for (const inside of [number, {}, { lines: [], isDump: true }]) {
      expect(await base64Kind(text, false, inside)).toBeUndefined();
      expect(await base64Kind(text, true, inside)).toBe('content in base64');
    }
  });
});
