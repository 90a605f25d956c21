import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import quickWidth from '../../source/replaced/string-width.ts';
import { setTerminalWidths } from '../../source/ui/draw/terminal-widths.ts';
import { kitty, xterm } from '../support/known-widths.ts';

vi.mock('string-width', { spy: true });

/** Everything that may be measured without the package is among them. */
const characters = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code));

it('measures every character as the package does', () => {
  const wrong = characters.filter((character) => quickWidth(character) !== stringWidth(character));
  expect(wrong).toEqual([]);
});

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', ' ', 'é', '─', '│', '▌', '…', '›', '✓', '●', '»', 'ж'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('\u001b[2m', '\u001b[38;5;12m', '\u001b[0m', '\u001b[m'),
  },
  { weight: 1, arbitrary: fc.constantFrom('\u001b', '\u001b[', '\u009b1m', '\u001b[1A', '\u0301') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...characters) },
);

it('measures every text as the package does', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      expect(quickWidth(text)).toBe(stringWidth(text));
    }),
    { numRuns: 2000 },
  );
});

it('leaves options to the package', () => {
  expect(quickWidth('─·', { ambiguousIsNarrow: false })).toBe(4);
  expect(quickWidth('\u001b[2m·', { countAnsiEscapeCodes: true })).toBe(
    stringWidth('\u001b[2m·', { countAnsiEscapeCodes: true }),
  );
});

it.each([
  ['borders', '╭─╮│╰─╯┤┬└┃'],
  ['bars and curves', '▁▂▃▄▅▆▇█░▌⣀⣿'],
  ['marks', '▸▾●○◌•·⧖↑✓✗⟳»≈'],
  ['hints', '‹ › ← → ↓ ↵ …'],
  ['values', '21.5 °C – −3 µg/m³ × 2'],
  ['letters', 'Größe, Ωμέγα, Привет'],
  ['colours', '\u001b[38;5;22m●\u001b[39m on'],
])('measures %s without the package', (_, text) => {
  vi.mocked(stringWidth).mockClear();
  quickWidth(text);
  expect(stringWidth).not.toHaveBeenCalled();
});

it.each(['你好', 'e\u0301', '👍🏽', '\u00ad', '\ue000', '\uf8ff'])(
  'leaves %j to the package',
  (text) => {
    vi.mocked(stringWidth).mockClear();
    quickWidth(text);
    expect(stringWidth).toHaveBeenCalledOnce();
  },
);

describe('once the terminal has said how it counts', () => {
  afterEach(() => setTerminalWidths(undefined));

  it('measures by that, whatever colours and links are around', () => {
    setTerminalWidths(xterm);
    expect(quickWidth('\u001b[1m👩\u200d👩\u200d👧\u200d👦\u001b[22m, 👋🏽')).toBe(14);
    expect(quickWidth('\u001b]8;;https://example.org\u001b\\👋🏽\u001b]8;;\u001b\\你')).toBe(6);
    // As `wrap-ansi` asks.
    expect(quickWidth('👋🏽', { countAnsiEscapeCodes: true })).toBe(4);
    setTerminalWidths(kitty);
    expect(quickWidth('👋🏽, ❤\ufe0f')).toBe(6);
  });

  it('measures every character as the package does', () => {
    setTerminalWidths(xterm);
    const wrong = characters.filter((each) => quickWidth(each) !== stringWidth(each));
    expect(wrong).toEqual([]);
  });
});
