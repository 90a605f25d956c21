import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../../source/payload/byte-writer.ts';

const pieces = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.uint8Array({ maxLength: 30 }),
    // Longer than what is short, and than the buffer.
    fc.nat(2000).map((length) => '€'.repeat(length)),
  ),
);

describe('a byte writer', () => {
  it('has everything in its order, however much that is', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 100 }), (all, size) => {
        const writer = new ByteWriter(size);
        for (const piece of all)
          if (typeof piece === 'string') writer.addText(piece);
          else writer.add(piece);
        const expected = Buffer.concat(all.map((piece) => Buffer.from(piece as string)));
        expect(writer.take().equals(expected)).toBe(true);
      }),
    );
  });

  it('never writes again to what it has handed out', () => {
    const writer = new ByteWriter();
    writer.addText('one');
    const one = writer.take();
    expect(writer.length).toBe(0);
    writer.addText('two');
    expect([one.toString(), writer.take().toString()]).toEqual(['one', 'two']);
    expect(writer.take()).toHaveLength(0);
  });

  it('begins again in the same buffer', () => {
    const writer = new ByteWriter();
    writer.addText('one');
    const { bytes } = writer;
    writer.clear();
    writer.addText('tw');
    expect(writer.bytes).toBe(bytes);
    expect(writer.take().toString()).toBe('tw');
  });

  it('does not keep what a long message took', () => {
    const writer = new ByteWriter();
    writer.add(Buffer.alloc(10 * 1024 * 1024));
    writer.clear();
    expect(writer.bytes).toHaveLength(0);
  });

  it('takes back what was written last', () => {
    const writer = new ByteWriter(4);
    writer.addText('kept');
    const { length } = writer;
    writer.addText(' and not kept');
    writer.length = length;
    writer.addText('!');
    expect(writer.take().toString()).toBe('kept!');
  });
});
