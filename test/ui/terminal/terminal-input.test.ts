import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TerminalEvent, TerminalInput } from '../../../source/ui/terminal/terminal-input.ts';
import { keyBytes, mouseBytes, pasteBytes } from '../../support/terminal-input.ts';

/** What a terminal sends, in which reads, and what became of it. */
const feed = (
  chunks: readonly (string | Buffer)[],
): { passed: string; events: TerminalEvent[] } => {
  const source = new PassThrough();
  const events: TerminalEvent[] = [];
  const input = new TerminalInput(source as unknown as ReadStream, (event) => events.push(event));
  input.setEncoding('utf8');
  let passed = '';
  for (const chunk of chunks) {
    source.write(chunk);
    // Reads at once: both streams are synchronous when nobody is behind.
    source.read(0);
    passed += (input.read() as string | null) ?? '';
  }
  return { passed, events };
};

/** Reads end between bytes, wherever a character is. */
const splitAt = (text: string, places: readonly number[]): Buffer[] => {
  const bytes = Buffer.from(text);
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted(
    (a, b) => a - b,
  );
  return [0, ...ends].map((from, index) => bytes.subarray(from, ends[index] ?? bytes.length));
};

const everySplit = (text: string): string[][] =>
  Array.from({ length: text.length - 1 }, (_, index) => [
    text.slice(0, index + 1),
    text.slice(index + 1),
  ]);

const click = mouseBytes('left', { column: 4, row: 2 });
const clicked = { kind: 'click', x: 4, y: 2 };
const focusIn = '\u001b[I';
const focusOut = '\u001b[O';
const background = '\u001b]11;rgb:ffff/ffff/ffff';
const backgroundAnswer = { kind: 'answer', text: '11;rgb:ffff/ffff/ffff' };
const cursorAnswer = { kind: 'cursor', row: 12, column: 7 };

describe('what the terminal reports', () => {
  it.each([
    ['a click', click, [clicked]],
    ['the corner', '\u001b[<0;1;1M', [{ kind: 'click', x: 0, y: 0 }]],
    ['a far cell', '\u001b[<0;320;120M', [{ kind: 'click', x: 319, y: 119 }]],
    ['a click with Shift, Alt and Ctrl', '\u001b[<28;5;3M', [clicked]],
    [
      'a notch up',
      mouseBytes('wheel up', { column: 4, row: 2 }),
      [{ kind: 'wheel', up: true, x: 4, y: 2 }],
    ],
    [
      'a notch down',
      mouseBytes('wheel down', { column: 4, row: 2 }),
      [{ kind: 'wheel', up: false, x: 4, y: 2 }],
    ],
    ['a middle click', mouseBytes('middle', { column: 4, row: 2 }), []],
    ['a drag', '\u001b[<32;5;3M', []],
    ['that the window has the keyboard', focusIn, [{ kind: 'focus', hasFocus: true }]],
    ['that it has lost it', focusOut, [{ kind: 'focus', hasFocus: false }]],
    ['F1 of xterm', '\u001bOP', [{ kind: 'key', name: 'F1' }]],
    ['F1 of rxvt', '\u001b[11~', [{ kind: 'key', name: 'F1' }]],
    ['F1 of the Linux console', '\u001b[[A', [{ kind: 'key', name: 'F1' }]],
    ['F1 of kitty', '\u001b[P', [{ kind: 'key', name: 'F1' }]],
    ['F1 of kitty with Num Lock', '\u001b[1;129P', [{ kind: 'key', name: 'F1' }]],
    ['F3 of kitty with Num Lock', '\u001b[13;129~', [{ kind: 'key', name: 'F3' }]],
    ['F3 of the Linux console', '\u001b[[C', [{ kind: 'key', name: 'F3' }]],
    ...Array.from({ length: 12 }, (_, index) => {
      const name = `F${index + 1}`;
      return [`${name} of xterm`, keyBytes(name), [{ kind: 'key', name }]] as const;
    }),
    ['Insert', keyBytes('Insert'), [{ kind: 'key', name: 'Insert' }]],
    ['the background', `${background}\u0007`, [backgroundAnswer]],
    ['the background, ended by ST', `${background}\u001b\\`, [backgroundAnswer]],
    ['where the cursor is', '\u001b[12;7R', [cursorAnswer]],
    ['its own name (DCS)', '\u001bP>|kitty(0.26.5)\u001b\\', []],
  ] as const)('is taken out: %s', (_name, bytes, events) => {
    expect(feed([`a${bytes}b`])).toEqual({ passed: 'ab', events });
  });

  it.each([
    ['a click', click, [clicked]],
    ['F1', keyBytes('F1'), [{ kind: 'key', name: 'F1' }]],
    ['F12', keyBytes('F12'), [{ kind: 'key', name: 'F12' }]],
    ['F3 of kitty', '\u001b[13;129~', [{ kind: 'key', name: 'F3' }]],
    ['Insert', keyBytes('Insert'), [{ kind: 'key', name: 'Insert' }]],
    ['focus', focusIn, [{ kind: 'focus', hasFocus: true }]],
    ['the background', `${background}\u001b\\`, [backgroundAnswer]],
    ['where the cursor is', '\u001b[12;7R', [cursorAnswer]],
    ['its own name', '\u001bP>|kitty(0.26.5)\u001b\\', []],
  ] as const)('is taken out wherever the reads split it: %s', (_name, bytes, events) => {
    for (const chunks of everySplit(bytes))
      expect({ chunks, ...feed(['a', ...chunks, 'b']) }).toEqual({ chunks, passed: 'ab', events });
  });
});

describe('an answer over a slow link', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['\u001b[1', '2;7R'],
    ['\u001b[12;', '7R'],
  ])('is one although its end comes later: %j, %j', (start, end) => {
    const source = new PassThrough();
    const events: TerminalEvent[] = [];
    const input = new TerminalInput(source as unknown as ReadStream, (event) => events.push(event));
    for (const chunk of [start, end]) {
      source.write(chunk);
      source.read(0);
      vi.advanceTimersByTime(500);
    }
    expect(input.read()).toBeNull();
    expect(events).toEqual([cursorAnswer]);
  });
});

/** What is none of our business: keys, text, other sequences. */
const others = fc.oneof(
  fc.constantFrom(
    'a',
    'hello',
    ' ',
    '你好',
    '👨\u200d👩\u200d👧',
    '[',
    '<',
    '0;1;1M',
    'O',
    'P',
    '~',
  ),
  fc.constantFrom('\r', '\t', '\u007f', '\u0003', '\u0001'),
  fc
    .constantFrom(
      'Up',
      'Alt+Left',
      'Delete',
      'PageUp',
      'Home',
      'Shift+F2',
      'Ctrl+F5',
      'Alt+F12',
      'Shift+Tab',
      'Alt+Enter',
      'Ctrl+Right',
    )
    .map((name) => keyBytes(name)),
  fc.constantFrom(
    '\u001b[?1u',
    '\u001b[97;5u',
    '\u001b[13;2u',
    '\u001b[1;5A',
    '\u001b[3~',
    '\u001b[22~',
    '\u001b[R',
    // Ctrl+Alt+F3.
    '\u001b[1;7R',
    '\u001b[<0;1',
    '\u001b[<1;2;3x',
  ),
);
const reports = fc.constantFrom(
  click,
  focusIn,
  focusOut,
  '\u001b[<64;1;1M',
  ...['F1', 'F2', 'F3', 'F5', 'F9', 'F12', 'Insert'].map((name) => keyBytes(name)),
);
const pastes = fc
  .oneof(others, reports, fc.constant('\u001b[200~'))
  .map((text) => pasteBytes(text, true));

/** Whether text that is passed on could be the start of a report; then two pieces are not apart. */
// oxlint-disable-next-line no-control-regex -- terminals report in escape sequences
const endsOpen = /\u001b(\[(<[\d;]*|[\d;]*)?|O)?$/;

const streams = fc
  .array(
    fc.oneof(
      others.map((text) => ({ text, passes: text })),
      reports.map((text) => ({ text, passes: '' })),
      pastes.map((text) => ({ text, passes: text })),
    ),
    { maxLength: 12 },
  )
  .filter((parts) => parts.every(({ text }) => !endsOpen.test(text)));

describe('everything else', () => {
  it('is passed on byte for byte', () => {
    fc.assert(
      fc.property(streams, (parts) => {
        const bytes = parts.map(({ text }) => text).join('');
        expect(feed([bytes]).passed).toBe(parts.map(({ passes }) => passes).join(''));
      }),
      { numRuns: 1000 },
    );
  });

  it('is passed on byte for byte wherever the reads split it', () => {
    fc.assert(
      fc.property(streams, fc.array(fc.nat(200), { maxLength: 6 }), (parts, places) => {
        const bytes = parts.map(({ text }) => text).join('');
        const { passed } = feed(splitAt(bytes, places));
        expect(passed).toBe(parts.map(({ passes }) => passes).join(''));
      }),
      { numRuns: 3000 },
    );
  });

  it('is passed on whole when a read ends within a character', () => {
    const bytes = Buffer.from('你👍🏽');
    for (let place = 1; place < bytes.length; place += 1)
      expect(feed([bytes.subarray(0, place), bytes.subarray(place)]).passed).toBe('你👍🏽');
  });

  it('is passed on without another key: Esc alone', async () => {
    const source = new PassThrough();
    const input = new TerminalInput(source as unknown as ReadStream, () => undefined);
    input.setEncoding('utf8');
    let passed = '';
    input.on('data', (text: string) => {
      passed += text;
    });
    source.write('\u001b');
    await expect.poll(() => passed).toBe('\u001b');
  });
});

describe('a paste', () => {
  const paste = pasteBytes(`one ${click} two ${focusOut} three ${keyBytes('F1')}`, true);

  it('is text, whatever it looks like', () => {
    expect(feed([paste])).toEqual({ passed: paste, events: [] });
  });

  it('is text wherever the reads split it', () => {
    for (const chunks of everySplit(paste))
      expect({ chunks, ...feed(chunks) }).toEqual({ chunks, passed: paste, events: [] });
  });

  it('ends, and what follows is taken out again', () => {
    expect(feed([`${paste}${click}x`])).toEqual({ passed: `${paste}x`, events: [clicked] });
    for (const chunks of everySplit(`\u001b[201~${click}`))
      expect(feed(['\u001b[200~', ...chunks])).toEqual({
        passed: '\u001b[200~\u001b[201~',
        events: [clicked],
      });
  });
});

describe('the stream itself', () => {
  it('passes on what Ink asks of a terminal', () => {
    const asked: string[] = [];
    const source = Object.assign(new PassThrough(), {
      setRawMode: (isRaw: boolean) => asked.push(`raw ${isRaw}`),
      ref: () => asked.push('ref'),
      unref: () => asked.push('unref'),
    });
    const input = new TerminalInput(source as unknown as ReadStream, () => undefined);
    input.setRawMode(true);
    input.ref();
    input.unref();
    input.setRawMode(false);
    expect(input.isTTY).toBe(true);
    expect(asked).toEqual(['raw true', 'ref', 'unref', 'raw false']);
  });

  it('ends when the terminal does', async () => {
    const source = new PassThrough();
    const input = new TerminalInput(source as unknown as ReadStream, () => undefined);
    const ended = new Promise((resolve) => {
      input.on('end', resolve);
    });
    input.resume();
    source.end();
    await ended;
    expect(input.readableEnded).toBe(true);
  });
});
