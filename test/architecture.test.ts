import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** An escape sequence, however it is spelled in the source: ESC or CSI, or Node's own `cursorTo` and the like. */
const escapeSequence = /\\u001b|\\x1b|\\e\[|\\u009b|\\x9b|\p{Cc}\[|\bcursorTo\(|\bclearLine\(/iu;

describe('within ui/', () => {
  const others = globSync('source/ui/**/*.{ts,tsx}', { exclude: ['source/ui/terminal/**'] });

  it('only terminal/ knows escape sequences', () => {
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter((file) => escapeSequence.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('terminal/ does, as the check can tell', () => {
    const sequences = readFileSync('source/ui/terminal/sequences.ts', 'utf8');
    expect(sequences).toMatch(escapeSequence);
  });
});

describe('within source/', () => {
  // The linter forbids the global.
  it('nothing imports node:process', () => {
    const files = globSync('source/**/*.{ts,tsx}');
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((file) => readFileSync(file, 'utf8').includes("'node:process'"))).toEqual(
      [],
    );
  });
});
