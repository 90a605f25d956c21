import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ScriptOutput } from '../../source/command-line/script-output.ts';

/** Standard output whose reader takes a chunk when `take` is called. */
const slowReader = (highWaterMark?: number) => {
  const taken: string[] = [];
  const waiting: (() => void)[] = [];
  const stream = new Writable({
    ...(highWaterMark !== undefined && { highWaterMark }),
    write: (chunk: Buffer, _encoding, done) =>
      void waiting.push(() => {
        taken.push(chunk.toString());
        done();
      }),
  });
  return { stream, taken, take: () => waiting.shift()?.() };
};

const openOutput = (stream: Writable) => {
  const failures: unknown[] = [];
  return { output: new ScriptOutput(stream, (error) => failures.push(error)), failures };
};

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('the output of a script', () => {
  it('is sent at the end of the turn, all at once', async () => {
    const { stream, taken, take } = slowReader();
    const { output } = openOutput(stream);
    output.put((into) => into.addText('one '));
    output.write(Buffer.from('two '));
    output.put((into) => into.addText('three'));
    take();
    expect(taken).toEqual([]);
    await nextTurn();
    take();
    expect(taken).toEqual(['one two three']);
    output.put((into) => into.addText('four'));
    await nextTurn();
    take();
    expect(taken).toEqual(['one two three', 'four']);
  });

  it('is sent within the turn once it is much', () => {
    const { stream, taken, take } = slowReader();
    const { output } = openOutput(stream);
    for (let count = 0; count < 100; count += 1)
      output.put((into) => into.addText('x'.repeat(1000)));
    take();
    expect(taken[0]!.length).toBeGreaterThan(60_000);
    expect(taken[0]!.length).toBeLessThan(100_000);
  });

  it('holds back while its reader is slow', async () => {
    const { stream, take } = slowReader(10);
    const { output } = openOutput(stream);
    output.put((into) => into.addText('short'));
    await nextTurn();
    expect(output.blocked).toBeUndefined();
    take();
    output.put((into) => into.addText('longer than ten'));
    await nextTurn();
    const { blocked } = output;
    expect(blocked).toBeDefined();
    take();
    await blocked;
    expect(output.blocked).toBeUndefined();
  });

  it('ends with its reader', async () => {
    const { stream } = slowReader(10);
    const { output, failures } = openOutput(stream);
    output.put((into) => into.addText('longer than ten'));
    await nextTurn();
    const { blocked } = output;
    const gone = Object.assign(new Error('gone'), { code: 'EPIPE' });
    stream.destroy(gone);
    await blocked;
    expect(failures).toEqual([gone]);
    expect(output.failure).toBe(gone);
    let isAsked = false;
    output.put(() => (isAsked = true));
    expect(isAsked).toBe(false);
    await output.flush();
  });

  it('is all there after a flush', async () => {
    const { stream, taken, take } = slowReader();
    const { output } = openOutput(stream);
    output.put((into) => into.addText('one'));
    const flushed = output.flush();
    take();
    take();
    await flushed;
    expect(taken).toEqual(['one', '']);
  });
});
