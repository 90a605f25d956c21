import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing, publish, runPublisher } from './peers.ts';
import { join, toInput } from './program.ts';

/** What the terminal gets while something happens, as text. */
const written = async (terminal: TestTerminal, what: () => Promise<unknown>): Promise<string> => {
  const before = terminal.raw().length;
  await what();
  return terminal.raw().slice(before);
};

const frameStart = '\u001b[?2026h';
const frameEnd = '\u001b[?2026l';
const hideCursor = '\u001b[?25l';

describeWith(peersMissing, 'what goes to the terminal', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('is a few bytes for a key, in marks of one frame, without hiding the cursor', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    // The first letter changes the hints, too.
    alice.type('o');
    await alice.waitFor(/› o *│/);
    const bytes = await written(alice, async () => {
      alice.type('n');
      await alice.waitFor(/› on *│/);
    });
    const frames = bytes.split(frameEnd).filter((frame) => frame.startsWith(frameStart));
    const key = frames.find((frame) => stripVTControlCharacters(frame) === 'n') ?? '';
    expect(key).not.toBe('');
    expect(Buffer.byteLength(key + frameEnd)).toBeLessThanOrEqual(60);
    expect(bytes).not.toContain(hideCursor);
  });

  it('is only what has changed: a value in the tree leaves the log beside it alone', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    await publish(broker, 'site/lamp', 'off');
    await alice.waitFor(/lamp +off/);
    const bytes = await written(alice, async () => {
      await publish(broker, 'site/lamp', 'on!');
      await alice.waitFor(/lamp +on!/);
    });
    expect(bytes).toContain('n!');
    expect(bytes).not.toContain('Hello');
    expect(bytes).not.toContain('│');
    expect(bytes).not.toContain(hideCursor);
    expect(bytes.split(frameStart).length).toBe(bytes.split(frameEnd).length);
  });

  it('is one frame where boxes get another size: a sheet, a list of completions, details', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    await publish(broker, 'site', 'off', '-r');
    await alice.waitFor(/site +off/);
    /** The frames with borders in them, from a key on until what is waited for is on the screen. */
    const framesOf = async (key: string, what: RegExp): Promise<string[]> => {
      const bytes = await written(alice, async () => {
        alice.press(key);
        await alice.waitFor(what);
      });
      const frames = bytes.split(frameEnd).map((frame) => stripVTControlCharacters(frame));
      return frames.filter((frame) => frame.includes('──'));
    };
    expect(await framesOf('F1', /Here: Input box[^]*rows more/)).toEqual([
      expect.stringContaining('Here: Input box'),
    ]);
    await framesOf('Escape', /site +off/);
    alice.press('Tab');
    await alice.waitFor(/s sort/);
    expect(await framesOf('End', /Newest[^]*QoS/)).toEqual([expect.stringContaining('QoS')]);
    await toInput(alice);
    expect(await framesOf('/', /╭ Commands[^]*join ROOM/)).toEqual([
      expect.stringContaining('join ROOM'),
    ]);
  });

  it('is at most 3 KB for a line in a full log', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    const lines = Array.from({ length: 60 }, (_, index) =>
      JSON.stringify({ user: 'bob', say: `sentence ${index} of those that fill the log` }),
    );
    await runPublisher(broker, ['-t', 'chat', '-l'], lines.join('\n'));
    await alice.waitFor(/sentence 59 of/);
    const bytes = await written(alice, async () => {
      await publish(broker, 'chat', '{"user":"bob","say":"and one more"}');
      await alice.waitFor(/bob {2}and one more/);
    });
    expect(Buffer.byteLength(bytes)).toBeLessThanOrEqual(3000);
  });
});
