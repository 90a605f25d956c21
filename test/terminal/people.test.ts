/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, runPublisher } from './peers.ts';
import { enter, join, line } from './program.ts';

const saying = (user: string, say: string): string => JSON.stringify({ user, say });

const bell = '\u0007';

describeWith(peersMissing, 'people on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('leave the chat usable when one of them floods it', async () => {
    const alice = await join(broker, 'alice', { columns: 80, rows: 24 });
    const flood = Array.from({ length: 20_000 }, (_, index) => saying('mallory', `${index}`));
    await runPublisher(broker, ['-t', 'chat', '-l'], flood.join('\n'));
    await alice.waitFor(/mallory: 1\d,\d{3} more/);
    await publish(broker, 'chat', saying('bob', 'what was that?'));
    await alice.waitFor(line('bob', 'what was that?'));
    enter(alice, 'no idea');
    await alice.waitFor(line('alice', 'no idea', '✓'));
    await waitForWholePanes(alice);
  });

  it('may have names of 60 KB, and a hundred thousand of them', async () => {
    const alice = await join(broker, 'alice', { columns: 80, rows: 24 });
    const names = Array.from({ length: 100_000 }, (_, index) => saying(`stranger${index}`, 'hi'));
    await publish(broker, 'chat', saying('n'.repeat(60_000), 'long'));
    await alice.waitFor(/long/);
    await runPublisher(broker, ['-t', 'chat', '-l'], names.join('\n'));
    await alice.waitFor(/before: \d\d,\d{3} more/);
    enter(alice, 'still here');
    await alice.waitFor(line('alice', 'still here', '✓'));
    await waitForWholePanes(alice);
  });

  it('are away with a text, and come back', async () => {
    const alice = await join(broker, 'alice');
    const bob = await join(broker, 'bob');
    await alice.waitFor(/bob is here/);
    enter(bob, '/away lunch');
    await bob.waitFor(/bob \(away\)/);
    await alice.waitFor(/bob is away: lunch/);
    enter(alice, '/names');
    await alice.waitFor(/2 people: alice, bob \(away: lunch\)/);
    enter(bob, '/away');
    await alice.waitFor(/bob is back/);
  });

  it('are listed beside the log where there is room, and told apart', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 24 });
    await alice.waitFor(/╭─? ?1 person/);
    await join(broker, 'аlice');
    await alice.waitFor(/аlice≠  Hello,anyone!/);
    await alice.waitFor(/2 people.*\n(?:.*\n)*.*│ аlice≈[\da-f]{4} +│/);
    await waitForWholePanes(alice);
    alice.press('Tab', 'n');
    await alice.waitUntilGone(/2 people.*2 people/);
    alice.press('n');
    await alice.waitFor(/2 people.*2 people/);
  });

  it('who mention us are counted, stand out, and ring while nobody looks', async () => {
    const alice = await join(broker, 'alice', { args: ['--room', 'chat', '--room', 'ops'] });
    // From now on it is known that the terminal tells of its focus.
    alice.focus(true);
    await publish(broker, 'ops', saying('bob', 'hello all'));
    await alice.waitFor(/ops +2 new|ops +1 new/);
    await publish(broker, 'ops', saying('bob', 'alice?'));
    await alice.waitFor(/ops +\d new, 1 @/);
    alice.press('Alt+A');
    await alice.waitFor(/bob» alice\?/);

    const rings = (): number => alice.raw().split(bell).length - 1;
    const before = rings();
    alice.focus(false);
    await publish(broker, 'ops', saying('bob', 'where are you, alice?'));
    await alice.waitFor(/ops +1 new, 1 @/);
    await alice.waitFor(() => rings() === before + 1);
    alice.focus(true);
    await alice.waitUntilGone(/ops +1 new, 1 @/);
    await alice.waitFor(/── new ─+.*\n.*bob» where are you, alice\?/);
  });

  it('are told of on the desktop, when asked for', async () => {
    const alice = await join(broker, 'alice', { args: ['--notify', 'desktop'] });
    alice.focus(false);
    // The first may come before the program has seen that the focus is gone.
    await expect
      .poll(
        async () => {
          await publish(broker, 'chat', saying('bob', 'alice: \u001b]0;pwned\u0007'));
          return alice.raw();
        },
        { timeout: 10_000 },
      )
      .toContain('\u001b]9;[#chat] bob: alice: ␛]0;pwned␇\u0007');
    expect(alice.title()).not.toContain('pwned');
  });

  it('are not heard when ignored, and a muted room counts only mentions', async () => {
    const alice = await join(broker, 'alice', { args: ['--room', 'chat', '--room', 'ops'] });
    enter(alice, '/ignore mallory');
    await alice.waitFor(/What mallory says is hidden/);
    await publish(broker, 'chat', saying('mallory', 'alice, buy this'));
    await publish(broker, 'chat', saying('bob', 'hello'));
    await alice.waitFor(line('bob', 'hello'));
    expect(alice.text()).not.toContain('buy this');
    enter(alice, '/mute ops');
    await alice.waitFor(/ops +muted/);
    await publish(broker, 'ops', saying('bob', 'blah'));
    await publish(broker, 'ops', saying('bob', 'alice?'));
    await alice.waitFor(/ops +muted +1 new, 1 @/);
  });
});
