import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { forTerminal, standIn } from '../../source/ui/stand-in.ts';

describe('what stands in for a row', () => {
  it('is one character of one cell', () => {
    const character = standIn('\u001b[2mnamaste नमस्ते\u001b[22m');
    expect(character).toHaveLength(1);
    expect(stringWidth(character)).toBe(1);
  });

  it('becomes the row on the way to the terminal, among what Ink writes around it', () => {
    const [one, other] = [standIn('one'), standIn('other')];
    expect(forTerminal(`\u001b[G\u001b[K${one}\n${other}\u001b[3A${one}`)).toBe(
      '\u001b[G\u001b[Kone\nother\u001b[3Aone',
    );
  });

  it('is the same for the same row, and another one for another', () => {
    expect(standIn('same')).toBe(standIn('same'));
    expect(standIn('same')).not.toBe(standIn('different'));
  });

  it('does not meet private-use characters of what comes from outside', () => {
    const row = 'an icon: \ue0a0 \u{100000}';
    expect(forTerminal(standIn(row))).toBe(row);
  });

  it('stays what it is while it is asked for, however many others come and go', () => {
    const kept = standIn('kept');
    for (let index = 0; index < 10_000; index += 1) {
      expect(forTerminal(standIn(`row ${index}`))).toBe(`row ${index}`);
      expect(standIn('kept')).toBe(kept);
    }
    expect(forTerminal(kept)).toBe('kept');
  });
});
