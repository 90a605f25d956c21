import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../source/command-line/cache-folder.ts';

describe('the folder of the compiled program', () => {
  it('is in the cache folder of the person', () => {
    expect(cacheFolder({}, '/home/alice')).toBe('/home/alice/.cache/mqtt-tui');
    expect(cacheFolder({ XDG_CACHE_HOME: '/cache' }, '/home/alice')).toBe('/cache/mqtt-tui');
  });

  it.each(['', 'cache', './cache'])('is not where XDG_CACHE_HOME is "%s"', (wanted) => {
    expect(cacheFolder({ XDG_CACHE_HOME: wanted }, '/home/alice')).toBe(
      '/home/alice/.cache/mqtt-tui',
    );
  });

  it('is nowhere for somebody without a home', () => {
    expect(cacheFolder({}, '')).toBeUndefined();
  });
});
