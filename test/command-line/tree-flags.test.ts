import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../source/command-line/parse-flags.ts';
import { bookmarkPlace } from '../../source/command-line/tree-flags.ts';

const host = { environment: { XDG_STATE_HOME: '/state' }, home: '/home/me' };

describe('the place of the bookmarks', () => {
  it('is in the state folder, by broker', () => {
    const address = { protocol: 'mqtt', host: 'Broker.example', port: 1883 } as const;
    expect(bookmarkPlace(parseFlags([], {}).values, address, host)).toEqual({
      file: '/state/mqtt-tui/bookmarks.json',
      broker: 'broker.example:1883',
    });
  });

  it('is nowhere with --no-history, or without a home folder', () => {
    expect(bookmarkPlace(parseFlags(['--no-history'], {}).values, undefined, host)).toBeUndefined();
    const nobody = { environment: {}, home: '' };
    expect(bookmarkPlace(parseFlags([], {}).values, undefined, nobody)).toBeUndefined();
  });
});
