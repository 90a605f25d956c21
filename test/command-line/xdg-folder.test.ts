import { describe, expect, it } from 'vitest';
import { xdgFolder } from '../../source/command-line/xdg-folder.ts';

describe.each([
  ['data', 'XDG_DATA_HOME', '/home/alice/.local/share/mqtt-tui'],
  ['state', 'XDG_STATE_HOME', '/home/alice/.local/state/mqtt-tui'],
  ['cache', 'XDG_CACHE_HOME', '/home/alice/.cache/mqtt-tui'],
] as const)('our folder for %s', (kind, variable, usual) => {
  it('is where the specification has it', () => {
    expect(xdgFolder(kind, {}, '/home/alice')).toBe(usual);
    expect(xdgFolder(kind, { [variable]: '/elsewhere' }, '/home/alice')).toBe(
      '/elsewhere/mqtt-tui',
    );
  });

  it.each(['', 'folder', './folder'])(`is not where ${variable} is "%s"`, (wanted) => {
    expect(xdgFolder(kind, { [variable]: wanted }, '/home/alice')).toBe(usual);
  });

  it('is nowhere for somebody without a home', () => {
    expect(xdgFolder(kind, {}, '')).toBeUndefined();
  });
});
