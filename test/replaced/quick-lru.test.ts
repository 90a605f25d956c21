import { afterEach, expect, it } from 'vitest';
import QuickLru from '../../source/replaced/quick-lru.ts';
import { widthOf } from '../../source/ui/draw/cells.ts';
import { setTerminalWidths } from '../../source/ui/draw/terminal-widths.ts';
import { xterm } from '../support/known-widths.ts';

afterEach(() => setTerminalWidths(undefined));

it('keeps what was used lately, at most twice its size', () => {
  const cache = new QuickLru<number, string>({ maxSize: 10 });
  for (let key = 0; key < 100; key += 1) {
    cache.set(key, String(key));
    expect(cache.get(0)).toBe('0');
  }
  expect(cache.get(99)).toBe('99');
  expect(cache.get(50)).toBeUndefined();
  const kept = Array.from({ length: 100 }, (_, key) => cache.get(key)).filter(Boolean);
  expect(kept.length).toBeLessThanOrEqual(20);
});

it('takes another value for the same key', () => {
  const cache = new QuickLru<string, number>({ maxSize: 2 });
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('c', 3);
  cache.set('a', 4);
  expect(cache.get('a')).toBe(4);
});

it('forgets all when the terminal turns out to count otherwise', () => {
  const cache = new QuickLru<string, number>({ maxSize: 2 });
  for (const text of ['a', 'b', '👋🏽']) cache.set(text, widthOf(text));
  setTerminalWidths(xterm);
  expect(['a', 'b', '👋🏽'].map((text) => cache.get(text))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  cache.set('👋🏽', 4);
  expect(cache.get('👋🏽')).toBe(4);
});
