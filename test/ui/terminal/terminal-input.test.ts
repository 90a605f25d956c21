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

const click = '\u001b[<0;5;3M';
const clicked = { kind: 'click', x: 4, y: 2 };
const released = { kind: 'release', x: 4, y: 2 };
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
    ['a click and its end', mouseBytes('left', { column: 4, row: 2 }), [clicked, released]],
    ['a drag', '\u001b[<32;5;3M', [{ kind: 'drag', x: 4, y: 2 }]],
    ['a drag with Shift', '\u001b[<36;5;3M', [{ kind: 'drag', x: 4, y: 2 }]],
    ['a drag with the right button', '\u001b[<34;5;3M', []],
    ['movement without a button', '\u001b[<35;5;3M', []],
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
    ['F3 of kitty 0.26', '\u001b[R', [{ kind: 'key', name: 'F3' }]],
    ["kitty's keyboard protocol", '\u001b[?0u', [{ kind: 'keyboard', protocol: 'kitty' }]],
    [
      'that xterm tells other keys',
      '\u001b[>4;1m',
      [{ kind: 'keyboard', protocol: 'modifyOtherKeys' }],
    ],
    ['that xterm does not', '\u001b[>4;0m', []],
    ['F3 with Shift, as the place of a cursor in the first row', '\u001b[1;2R', []],
    ['what kind of terminal it is', '\u001b[?62;22c', []],
    ['a mode', '\u001b[?2026;2$y', []],
    ['the size of its window', '\u001b[4;600;800t', []],
    ['a click, in the oldest form', '\u001b[M !!', []],
    ['a function key with Shift', '\u001b[1;2Q', []],
    ['an unknown sequence', '\u001b[<1;2;3x', []],
    ['a letter with Super, of Konsole', '\u0018@sx', []],
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
    ["kitty's keyboard protocol", '\u001b[?0u', [{ kind: 'keyboard', protocol: 'kitty' }]],
    ['an unknown sequence', '\u001b[<1;2;3x', []],
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
      'Shift+Tab',
      'Alt+Enter',
      'Ctrl+Right',
    )
    .map((name) => keyBytes(name)),
  fc.constantFrom(
    '\u001b[97;5u',
    '\u001b[13;2u',
    '\u001b[1;5A',
    '\u001b[3~',
    '\u001b[3$',
    '\u001b[d',
    '\u001bOA',
    '\u001bOd',
    '\u001b\u001b[D',
    '\u001bx',
    '\u001b你',
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
const endsOpen = /\u001b[[O]?$/;

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

  it.each([
    ['xterm', '\u001b[27;2;13~', '\u001b[13;2u'],
    ['the keypad in application mode', '\u001bOk\u001bOp\u001bOy', '+09'],
    ['the keypad of kitty', '\u001b[57400u\u001b[57413u', '1+'],
    ['Shift+Enter of Konsole', '\u001bOM', '\u001b[13;2u'],
  ])('is passed on as Ink reads it: %s', (_name, bytes, passed) => {
    expect(feed([bytes])).toEqual({ passed, events: [] });
  });

  it('is passed on behind an answer that breaks off', () => {
    expect(feed(['\u001b]11;rgb:\u001b[A'])).toEqual({ passed: '\u001b[A', events: [] });
    expect(feed(['\u001bP>|\u001b[A'])).toEqual({ passed: '\u001b[A', events: [] });
  });
});

/** What comes of pieces with pauses between them, ms. */
const over = (
  pieces: readonly (string | number)[],
  encodesEscape = false,
): ReturnType<typeof feed> => {
  const source = new PassThrough();
  const events: TerminalEvent[] = [];
  const input = new TerminalInput(source as unknown as ReadStream, (event) => events.push(event));
  input.encodesEscape = encodesEscape;
  input.setEncoding('utf8');
  let passed = '';
  for (const piece of pieces) {
    if (typeof piece === 'number') vi.advanceTimersByTime(piece);
    else source.write(piece);
    source.read(0);
    passed += (input.read() as string | null) ?? '';
  }
  return { passed, events };
};

describe('a sequence that comes in pieces', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const escape = { kind: 'key', name: 'Esc' };

  it.each([
    ['a key', ['\u001b[', 60, 'D'], { passed: '\u001b[D', events: [] }],
    [
      'a click',
      ['\u001b[<0;5', 600, ';3M'],
      { passed: '', events: [{ kind: 'click', x: 4, y: 2 }] },
    ],
    [
      'an answer',
      ['\u001b]11;rgb:ff', 600, 'ff/ffff/ffff', 600, '\u001b', 600, '\\'],
      { passed: '', events: [backgroundAnswer] },
    ],
    ['a name', ['\u001bP>|kit', 600, 'ty\u001b', 600, '\\'], { passed: '', events: [] }],
  ])('is put together: %s', (_name, pieces, expected) => {
    expect(over(['a', ...pieces, 'b'])).toEqual({ ...expected, passed: `a${expected.passed}b` });
  });

  it.each([
    ['Esc', ['\u001b', 20, 'x'], { passed: 'x', events: [escape] }],
    ['Esc twice', ['\u001b\u001b', 20, 'x'], { passed: 'x', events: [escape, escape] }],
    ['Alt+[', ['\u001b[', 1000, 'x'], { passed: 'x', events: [{ kind: 'key', name: 'Alt+[' }] }],
    ['a key whose rest never comes', ['\u001b[1;', 1000, 'x'], { passed: 'x', events: [] }],
    ['an answer without an end', ['\u001b]11;rgb:', 1000, 'x'], { passed: 'x', events: [] }],
  ])('is over after a while: %s', (_name, pieces, expected) => {
    expect(over(pieces)).toEqual(expected);
  });

  it.each([
    ['an answer', '\u001b[12;7R', cursorAnswer],
    ['the focus', focusIn, { kind: 'focus', hasFocus: true }],
    ['a click', '\u001b[<0;5;3M', clicked],
  ])('does not take the key Esc right before it for a part: %s', (_name, bytes, event) => {
    for (const chunks of everySplit(`\u001b${bytes}`))
      expect({ chunks, ...over([...chunks, 20]) }).toEqual({
        chunks,
        passed: '',
        events: [escape, event],
      });
  });

  it('may begin with an Esc long before, where Esc itself is a sequence', () => {
    expect(over(['\u001b', 500, '[D'], true)).toEqual({ passed: '\u001b[D', events: [] });
  });

  it('is not kept without end', () => {
    expect(over([`\u001b]52;${'x'.repeat(10_000)}`, 'y'])).toEqual({ passed: 'y', events: [] });
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
