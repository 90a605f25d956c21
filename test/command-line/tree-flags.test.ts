import { describe, expect, it } from 'vitest';
import { bookmarkPlace } from '../../source/command-line/tree-flags.ts';
import { flagValues } from '../support/flag-values.ts';

const host = { environment: { XDG_STATE_HOME: '/state' }, home: '/home/me' };

describe('the place of the bookmarks', () => {
  it('is in the state folder, by broker', () => {
    const address = { protocol: 'mqtt', host: 'Broker.example', port: 1883 } as const;
    expect(bookmarkPlace(flagValues('screen', []), address, host)).toEqual({
      file: '/state/mqtt-tui/bookmarks.json',
      broker: 'broker.example:1883',
    });
  });

  it('is nowhere with --no-history, or without a home folder', () => {
    expect(bookmarkPlace(flagValues('screen', ['--no-history']), undefined, host)).toBeUndefined();
    const nobody = { environment: {}, home: '' };
    expect(bookmarkPlace(flagValues('screen', []), undefined, nobody)).toBeUndefined();
  });
});
