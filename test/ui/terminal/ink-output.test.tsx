import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { Box, render, Text, useApp, useInput, usePaste } from 'ink';
import { memo, type ReactNode, useState } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { InkOutput } from '../../../source/ui/terminal/ink-output.ts';
import { emulateScreen } from '../../support/emulated-screen.ts';
import { until } from '../../support/until.ts';

const size = { columns: 40, rows: 6 };

/** A terminal's output that keeps each write. */
class RecordedOutput extends Writable {
  readonly isTTY = true;
  columns = size.columns;
  rows = size.rows;
  readonly writes: string[] = [];

  override _write(chunk: Buffer, _: unknown, done: () => void): void {
    this.writes.push(chunk.toString());
    done();
  }
}

class Keyboard extends PassThrough {
  readonly isTTY = true;
  setRawMode(): this {
    return this;
  }
  ref(): void {}
  unref(): void {}
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const open = (passesThrough = false) => {
  const stdout = new RecordedOutput();
  const output = new InkOutput({ stdout: stdout as unknown as WriteStream, passesThrough });
  return { stdout, output, writes: stdout.writes };
};

/** A frame as Ink writes it. */
const writeFrame = ({ stream }: InkOutput, text: string): void => {
  stream.write('\u001b[?2026h');
  stream.write('\u001b[?25l');
  stream.write(`\u001b[2K\u001b[1A\u001b[2K\u001b[G${text}`);
  stream.write('\u001b[?2026l');
};

const firstFrame = (cells: string): string =>
  `\u001b[?2026h\u001b[?25l\u001b[m\u001b[H\u001b[J${cells}\u001b[?2026l`;

describe('what Ink writes', () => {
  it('becomes one write for all frames of one turn, the newest', async () => {
    const { output, writes } = open();
    writeFrame(output, 'one');
    writeFrame(output, 'two');
    expect(writes).toEqual([]);
    await turn();
    expect(writes).toEqual([firstFrame('two')]);
  });

  it('goes on to the terminal if it is no frame, in its order', async () => {
    const { output, writes } = open();
    const others = [
      '\u001b[?2004h',
      '\u001b[?u',
      '\u001b[>1u',
      '\u001b[<u',
      '\u001b]52;c;AA\u0007',
    ];
    for (const other of others) output.stream.write(other);
    expect(writes).toEqual(others);
  });

  it('does not hide, show or move the cursor, and erases nothing', async () => {
    const { output, writes } = open();
    output.stream.write('\u001b[?25l');
    output.stream.write('\u001b[?25h');
    output.stream.write('\u001b[2K\u001b[1A\u001b[2K\u001b[G');
    output.stream.write('\u001b[H\u001b[J');
    await turn();
    expect(writes).toEqual([]);
  });

  it('calls back when all that was due is out', async () => {
    const { output, writes } = open();
    writeFrame(output, 'one');
    await new Promise<void>((resolve) => void output.stream.write('', () => resolve()));
    expect(writes[0]).toBe(firstFrame('one'));
    await turn();
    expect(writes.slice(1).join('')).toBe('');
  });

  it('is lost while the terminal is somebody else’s, and drawn as a whole afterwards', async () => {
    const { output, writes } = open();
    writeFrame(output, 'one');
    output.give();
    output.stream.write('\u001b[?2004l');
    writeFrame(output, 'two');
    output.setCursor(() => ({ x: 1, y: 1 }));
    output.forget();
    await new Promise<void>((resolve) => void output.stream.write('', () => resolve()));
    await turn();
    expect(writes.join('')).toBe('');
    output.take();
    output.setCursor(undefined);
    writeFrame(output, 'three');
    await turn();
    expect(writes.at(-1)).toBe(firstFrame('three'));
  });

  it('passes by where nothing is to be made of it', async () => {
    const { output, writes } = open(true);
    const onFlushed = vi.fn<() => void>();
    output.onFlushed = onFlushed;
    writeFrame(output, 'one');
    output.setCursor(() => ({ x: 1, y: 1 }));
    output.forget();
    await turn();
    expect(writes).toEqual([
      '\u001b[?2026h',
      '\u001b[?25l',
      '\u001b[2K\u001b[1A\u001b[2K\u001b[Gone',
      '\u001b[?2026l',
    ]);
    expect(onFlushed).toHaveBeenCalledOnce();
  });
});

describe('a frame that is held back', () => {
  it('gives way to the next one', async () => {
    const { output, writes } = open();
    writeFrame(output, 'too small');
    output.hold();
    await turn();
    output.setCursor(() => undefined);
    await turn();
    expect(writes).toEqual([]);
    writeFrame(output, 'fits');
    output.drawn();
    await turn();
    expect(writes).toEqual([firstFrame('fits')]);
  });

  it('is written once it turns out that it fits', async () => {
    const { output, writes } = open();
    writeFrame(output, 'fits');
    output.hold();
    output.drawn();
    await turn();
    expect(writes).toEqual([firstFrame('fits')]);
  });

  it('is written where nobody draws another one', async () => {
    const { output, writes } = open();
    writeFrame(output, 'the last');
    const flushed = new Promise<void>((resolve) => {
      output.onFlushed = resolve;
    });
    output.hold();
    await flushed;
    expect(writes).toEqual([firstFrame('the last')]);
  });
});

describe('the cursor', () => {
  it('moves when it is set, where it is when its turn comes', async () => {
    const { output, writes } = open();
    writeFrame(output, 'one');
    await turn();
    let x = 1;
    output.setCursor(() => ({ x, y: 0 }));
    x = 2;
    await turn();
    expect(writes.at(-1)).toBe('\u001b[1;3H\u001b[?25h');
    output.setCursor(undefined);
    await turn();
    expect(writes.at(-1)).toBe('\u001b[?25l');
  });
});

describe('an output', () => {
  it('tells when a frame is out', async () => {
    const { output, writes } = open();
    output.onFlushed = () => writes.push('flushed');
    writeFrame(output, 'one');
    await turn();
    expect(writes).toEqual([firstFrame('one'), 'flushed']);
  });

  it('writes all again when the screen was forgotten', async () => {
    const { output, writes } = open();
    writeFrame(output, 'one');
    output.flush();
    output.forget();
    await turn();
    expect(writes).toEqual([firstFrame('one'), firstFrame('one')]);
  });

  it('is the terminal in all else', () => {
    const { output, stdout } = open();
    expect(output.stream.isTTY).toBe(true);
    expect(output.stream.columns).toBe(40);
    const listener = vi.fn<() => void>();
    output.stream.on('resize', listener);
    stdout.emit('resize');
    expect(listener).toHaveBeenCalledOnce();
  });
});

it('has the usual size where the terminal does not know its own', async () => {
  const { output, stdout, writes } = open();
  stdout.columns = 0;
  stdout.rows = 0;
  expect([output.stream.columns, output.stream.rows]).toEqual([80, 24]);
  writeFrame(output, 'x'.repeat(81));
  await turn();
  expect(writes.at(-1)).toBe(firstFrame('x'.repeat(80)));
});

const Row = memo(({ label, value }: { readonly label: string; readonly value: number }) => (
  <Text>
    <Text dimColor>{label}</Text> {value}
  </Text>
));

/** Counts the keys `0` to `2`; `s` lends the terminal to somebody else. */
const Counter = ({ whileSuspended }: { readonly whileSuspended: () => void }): ReactNode => {
  const [counts, setCounts] = useState([0, 0, 0]);
  const { suspendTerminal } = useApp();
  useInput((input) => {
    if (input === 's') void suspendTerminal(whileSuspended);
    else setCounts((before) => before.map((count, row) => count + Number(row === Number(input))));
  });
  usePaste(() => {});
  return (
    <Box width={size.columns} height={size.rows} borderStyle="round" flexDirection="column">
      <Row label="row 0" value={counts[0] ?? 0} />
      <Row label="row 1" value={counts[1] ?? 0} />
      <Row label="row 2" value={counts[2] ?? 0} />
    </Box>
  );
};

/** A screen drawn by Ink, and what a terminal has made of it. */
const openCounter = async () => {
  const { stdout, output, writes } = open();
  const stdin = new Keyboard();
  const screen = await emulateScreen(size);
  const flushes = new EventEmitter<{ flushed: [] }>();
  output.onFlushed = () => flushes.emit('flushed');
  const whileSuspended = (): void => {
    output.give();
    writes.push('somebody else');
    output.take();
  };
  const instance = render(<Counter whileSuspended={whileSuspended} />, {
    stdin: stdin as unknown as ReadStream,
    stdout: output.stream,
    interactive: true,
    incrementalRendering: false,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 1000,
  });
  onTestFinished(() => instance.unmount());
  let seen = 0;
  /** The writes since the last ones, when there is this text among them. */
  const written = async (text: string): Promise<string[]> => {
    const all = await until({
      what: `a write of ${JSON.stringify(text)}`,
      find: () => writes.slice(seen).some((each) => each.includes(text)) && writes.slice(seen),
      subscribe: (look) => {
        flushes.on('flushed', look);
        return () => flushes.off('flushed', look);
      },
      seen: () => writes,
    });
    seen += all.length;
    await screen.feed(all.join(''));
    return all;
  };
  const first = await written('row 2');
  return { stdout, writes, stdin, instance, rows: screen.rows, written, first };
};

describe('a screen that Ink draws', () => {
  const drawn = [
    `╭${'─'.repeat(38)}╮`,
    `│row 0 0${' '.repeat(31)}│`,
    `│row 1 0${' '.repeat(31)}│`,
    `│row 2 0${' '.repeat(31)}│`,
    `│${' '.repeat(38)}│`,
    `╰${'─'.repeat(38)}╯`,
  ];

  it('is drawn in one write', async () => {
    const { first, rows } = await openCounter();
    expect(first.filter((each) => each.includes('\u001b[?2026h'))).toHaveLength(1);
    expect(first.join('')).not.toContain('\u001b[?25h');
    expect(rows()).toEqual(drawn);
  });

  it('costs a write of a few bytes at a key', async () => {
    const { stdin, written, rows } = await openCounter();
    stdin.write('1');
    expect(await written('1\u001b')).toEqual(['\u001b[?2026h\u001b[3;8H1\u001b[?2026l']);
    expect(rows()[2]).toBe(`│row 1 1${' '.repeat(31)}│`);
  });

  it('is left while another program has the terminal, and drawn as a whole afterwards', async () => {
    const { stdin, rows, written } = await openCounter();
    stdin.write('s');
    const [unpaste, other, paste, frame, ...more] = await written('row 2');
    expect([unpaste, other, paste]).toEqual(['\u001b[?2004l', 'somebody else', '\u001b[?2004h']);
    expect(frame).toContain('\u001b[H\u001b[J');
    expect(more.join('')).toBe('');
    expect(rows()).toEqual(drawn);
  });
});
