import { expect, it } from 'vitest';
import { connected } from '../support/connections.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { at, enter, listens, startProgram, toInput } from './program.ts';

const small = { columns: 80, rows: 24 };

/** Retains a message on so many topics below a branch. */
const fill = async ({ port }: Mosquitto, branch: string, count: number): Promise<void> => {
  const { connection } = await connected({ port });
  for (let from = 0; from < count; from += 20)
    await Promise.all(
      Array.from({ length: Math.min(20, count - from) }, (_, index) =>
        connection.publish(`${branch}/${from + index}`, 'x', { qos: 1, retain: true }),
      ),
    );
  await connection.close();
};

/** The topics on which the broker retains something, as somebody who comes late hears them. */
const retained = async ({ port }: Mosquitto): Promise<number> => {
  const { connection, messages, untilMessage } = await connected({ port });
  await connection.subscribe('#', { qos: 0 });
  await connection.publish('marker', '', { qos: 1, retain: false });
  await untilMessage(({ topic }) => topic === 'marker');
  return messages.filter(({ retain }) => retain).length;
};

const watch = async (broker: Mosquitto): Promise<TestTerminal> => {
  const terminal = startProgram([...at(broker), '--no-chat'], small);
  await listens(terminal);
  await toInput(terminal);
  return terminal;
};

/** Clears what is listed; what is typed before the question is read does not answer it. */
const clearAll = async (terminal: TestTerminal, count: number): Promise<void> => {
  terminal.press('Enter');
  await terminal.waitFor(`Clear ${count.toLocaleString('en')} retained messages`);
  terminal.press('y');
};

describeWith(mosquittoMissing, 'cleaning what is retained, at 80×24', () => {
  it('lists 5,000 messages below a branch, asks, and clears them and nothing else', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 5000);
    await fill(broker, 'kept', 3);
    const terminal = await watch(broker);
    await terminal.waitFor(/old +5000/);
    terminal.press('Tab', 'Home');
    await terminal.waitFor(/▌.*kept/);
    terminal.press('Delete');
    await terminal.waitFor(/Retained: kept\/#.*1–3 of 3 topics/);
    terminal.press('Escape');
    await terminal.waitUntilGone('Retained: kept');
    await toInput(terminal);
    enter(terminal, '/clean old/#');
    await terminal.waitFor('5,000 retained messages, 4.9 KiB in all. Nothing is cleared yet.');
    expect(terminal.text()).toContain('1–19 of 5,000 topics');
    terminal.press('End');
    await terminal.waitFor('4,982–5,000 of 5,000 topics');
    terminal.press('Enter');
    await terminal.waitFor('Clear 5,000 retained messages at old/#? This cannot be undone.');
    terminal.press('n');
    await terminal.waitUntilGone('Clear 5,000 retained');
    await clearAll(terminal, 5000);
    await terminal.waitFor('Cleared 5,000 retained messages.');
    expect(await retained(broker)).toBe(3);
  }, 60_000);

  it('only lists with --dry-run', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 2);
    const terminal = await watch(broker);
    enter(terminal, '/clean old/# --dry-run');
    await terminal.waitFor('2 retained messages, 2 B in all. This only lists them.');
    terminal.press('Enter');
    await terminal.waitFor('This only lists; /clean without --dry-run clears.');
    expect(terminal.text()).not.toContain('Enter clear');
    terminal.press('Escape');
    await terminal.waitUntilGone('Retained: old');
    expect(await retained(broker)).toBe(2);
  }, 30_000);

  it('says how much is cleared when the broker is killed in the middle, and marks what is', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 3000);
    const terminal = await watch(broker);
    enter(terminal, '/clean old/#');
    await terminal.waitFor('3,000 retained messages');
    await terminal.waitFor(/old\/0 +1 B +x/);
    await clearAll(terminal, 3000);
    const acknowledged = (): number =>
      broker.log().match(/^Sending PUBACK to \S+-c /gm)?.length ?? 0;
    await expect.poll(acknowledged, { interval: 5, timeout: 15_000 }).toBeGreaterThan(100);
    // What lies unread in the socket of a broker that dies resets the connection.
    broker.pause();
    await broker.down();
    const lost = `The connection to 127.0.0.1:${broker.port} was lost.`;
    await terminal.waitFor(lost);
    const text = terminal.text().replaceAll(/[\s│]+/g, ' ');
    const [, cleared = ''] =
      /lost\. ([\d,]+) of 3,000 were cleared; \/clean old\/# again clears the rest\./.exec(text) ??
      [];
    expect(Number(cleared.replace(',', ''))).toBeGreaterThan(50);
    expect(Number(cleared.replace(',', ''))).toBeLessThanOrEqual(acknowledged());
    expect(terminal.text()).toMatch(/old\/0 +cleared *│?\n/);
    expect(text).not.toMatch(/Error|It failed/);
    terminal.press('End');
    await terminal.waitFor(/old\/2999 +1 B +x/);
  }, 30_000);

  it('stops in the middle at Ctrl+C, after a question, and says how many are done', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 3000);
    const terminal = await watch(broker);
    enter(terminal, '/clean #');
    await terminal.waitFor('3,000 retained messages');
    broker.pause();
    await clearAll(terminal, 3000);
    await terminal.waitFor(/\[░+\] 0 % {2}0 of 3,000 cleared/);
    terminal.press('Ctrl+C');
    await terminal.waitFor('Stop clearing? 0 of 3,000 are cleared and stay cleared.');
    terminal.press('y');
    broker.resume();
    const [, text = ''] = await terminal.waitFor(/Stopped: \d+ of 3,000 retained messages cleared/);
    const cleared = Number(/Stopped: (\d+)/.exec(text)?.[1]);
    expect(cleared).toBeLessThanOrEqual(200);
    expect(await retained(broker)).toBe(3000 - cleared);
  }, 30_000);
});
