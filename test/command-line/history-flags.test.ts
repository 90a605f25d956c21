import { describe, expect, it } from 'vitest';
import { historyFlags } from '../../source/command-line/history-flags.ts';
import { sessionFlags } from '../../source/command-line/session-flags.ts';
import type { HistoryOptions } from '../../source/history/history.ts';
import { flagValues } from '../support/flag-values.ts';
import { fakeHost } from '../support/fake-host.ts';

const historyOf = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = { XDG_DATA_HOME: '/data' },
  home = '',
): HistoryOptions | undefined => {
  const values = flagValues('screen', argv, environment);
  const host = { ...fakeHost({ environment }).host, home };
  return historyFlags(values, sessionFlags(values, {}).addresses[0], host);
};

describe('the history', () => {
  it('is in the data folder of the person, for a year and of 256 MiB unless told', () => {
    expect(historyOf([])).toMatchObject({
      file: '/data/mqtt-tui/history.db',
      retention: { days: 365, bytes: 256 * 1024 ** 2 },
    });
    expect(historyOf([], {}, '/home/alice')?.file).toBe(
      '/home/alice/.local/share/mqtt-tui/history.db',
    );
    expect(historyOf([], { XDG_DATA_HOME: 'relative' }, '/home/alice')?.file).toContain('/home/');
    expect(historyOf(['--keep-days', '7', '--keep-size', '1'])?.retention).toEqual({
      days: 7,
      bytes: 1024 ** 2,
    });
  });

  it('is nowhere where it is not wanted, or there is no folder', () => {
    expect(historyOf(['--no-history'])).toBeUndefined();
    expect(historyOf([], {})).toBeUndefined();
  });

  it.each([
    [[], 'localhost:1883'],
    [['--port', '1900'], 'localhost:1900'],
    [['--host', '127.0.0.1'], 'localhost:1883'],
    [['--host', '::1', '-p', '1900'], 'localhost:1900'],
    [['--host', 'Broker.Example'], 'broker.example:1883'],
    [['--url', 'wss://broker.example/mqtt'], 'broker.example:443'],
  ])('of %j has the broker %s', (argv, broker) => {
    expect(historyOf(argv)?.broker).toBe(broker);
  });
});
