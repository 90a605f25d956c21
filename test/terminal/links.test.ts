import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing, publish } from './peers.ts';
import { at, join, startProgram } from './program.ts';

const long = `https://wiki.example/${'a-long-path/'.repeat(12)}end`;
const chinese =
  'https://例子.example/路径/一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十';

/** The URI of each link on the screen, and what is shown of it. */
const links = (terminal: TestTerminal): Record<string, string> =>
  Object.fromEntries(
    Array.from(terminal.links(), ([key, text]) => [key.slice(key.lastIndexOf(' ') + 1), text]),
  );

const say = (broker: Mosquitto, text: string): Promise<void> =>
  publish(broker, 'chat', JSON.stringify({ user: 'bob', say: text }));

describeWith(peersMissing, 'an address', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('leads where it says from each row of the conversation, and from the details', async () => {
    const alice = await join(broker, 'alice', { rows: 30 });
    expect(links(alice)).toEqual({});
    expect(alice.raw()).not.toContain('\u001b]8;');
    await say(broker, `see ${long}, or ${chinese}。`);
    await alice.waitFor('end, or');
    const seen = { [long]: long, [new URL(chinese).href]: chinese };
    await alice.waitFor(() => Object.keys(links(alice)).length === 2);
    expect(links(alice)).toEqual(seen);
    // Each of them has one name.
    expect(alice.links().size).toBe(2);

    // Pointed at, the row has other looks, and the same links.
    alice.press('Tab', 'Tab', 'k');
    await alice.waitFor((_screen) =>
      alice
        .cells()
        .flat()
        .some(({ inverse }) => inverse),
    );
    expect(links(alice)).toEqual(seen);

    await publish(broker, 'site/door', JSON.stringify({ url: long, n: 1 }));
    await alice.waitFor('door');
    alice.click(
      6,
      alice.screen().findIndex((row) => row.slice(0, 30).includes('door')),
    );
    await alice.waitFor('Newest');
    // In the log the row ends before it does: nobody is led where they cannot see.
    await alice.waitFor(() => links(alice)[long] === long);
    expect(links(alice)).toEqual({ [long]: long });
  });

  it('never leads anywhere else, whatever a stranger sends', async () => {
    const alice = await join(broker, 'alice');
    await say(
      broker,
      String.raw`javascript:alert(1) http://good.example\@evil.example/ http://a.example/` +
        '\u202Eevil \u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007 http://b.example/\u001b\\x last',
    );
    await alice.waitFor('last');
    // What is written out can be seen; that it was meant to hide behind "click" does not matter.
    expect(links(alice)).toEqual({
      'http://a.example/': 'http://a.example/',
      'http://evil.example/': 'http://evil.example',
      'http://b.example/': 'http://b.example/',
    });
    await say(broker, `http://c.example/${'x'.repeat(2100)} too long`);
    await alice.waitFor('too long');
    expect(links(alice)).toEqual({});
  });

  it('is text in a terminal without attributes, and for a screen reader', async () => {
    for (const [env, ...flags] of [[{ TERM: 'dumb' }], [{}, '--screen-reader']] as const) {
      const alice = startProgram([...at(broker), '--nick', 'alice', ...flags], { env });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await alice.waitFor('Hello,anyone!');
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await say(broker, `see ${long} now`);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await alice.waitFor('now');
      expect(alice.raw()).not.toContain('\u001b]8;');
    }
  });
});
