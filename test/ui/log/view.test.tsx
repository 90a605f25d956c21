import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MqttSession } from '../../../source/session/session.ts';
import type * as RowModule from '../../../source/ui/widgets/row.tsx';
import { aSession } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp } from '../../support/open-app.tsx';

/** The texts of the rows that were rendered. */
const rendered = vi.hoisted(() => [] as string[]);

vi.mock('../../../source/ui/widgets/row.tsx', async (original) => {
  const { Row } = await original<typeof RowModule>();
  const CountedRow: typeof Row = (props) => {
    rendered.push(props.start.map(({ text }) => text).join(''));
    return Row(props);
  };
  return { Row: CountedRow };
});

/** What stands behind the time in the rows of the log that were rendered. */
const renderedLines = (): string[] =>
  rendered.flatMap((row) => /^[\d:.]+ {2,}(.*)/.exec(row)?.[1] ?? []);

const selected = { kind: 'topic', topic: 'site' } as const;

let session: MqttSession;
beforeEach(() => {
  session = aSession(undefined);
});

const hear = (say: string): void => {
  const room = session.chat?.rooms.get('chat');
  room?.receive({ user: 'bob', say }, Date.now());
  session.clock.changed('conversation');
};

/** As a message of the broker comes. */
const publish = (topic: string, payload: string): void => {
  const { monitor } = session;
  const node = monitor?.tree.record(aMessage(topic, payload, { receivedAt: Date.now() }));
  if (node !== undefined && monitor?.log?.offer(node) === true) session.clock.changed('messages');
  session.clock.changed('topics');
};

/** The screen of somebody who looks at a branch, with as many messages as it has had. */
const openBranch = (options = {}) => {
  const node = session.monitor?.tree.find('site');
  if (node !== undefined) session.monitor?.openLog(node);
  return openApp(session, { selected, ...options });
};

describe('the log', () => {
  it('renders only the lines that have come, while the others move up', async () => {
    for (let number = 0; number < 100; number += 1) hear(`line ${number}.`);
    const app = openApp(session);
    await app.drawn();
    rendered.length = 0;
    hear('line 100.');
    hear('line 101.');
    await app.waitFor('line 101.');
    expect(renderedLines()).toEqual(['bob  line 100.', 'bob  line 101.']);
    expect(app.misfits()).toEqual([]);
  });

  it('renders only the messages that have come', async () => {
    for (let number = 0; number < 100; number += 1) publish('site/a', `value ${number}.`);
    const app = openBranch();
    await app.drawn();
    rendered.length = 0;
    publish('site/b', 'value 100.');
    await app.waitFor('value 100.');
    expect(renderedLines()).toEqual(['b  value 100.']);
    app.press('Tab');
    await app.waitFor('t table');
    app.press('t');
    await app.waitFor(/size +QoS/);
    rendered.length = 0;
    publish('site/b', 'value 101.');
    await app.waitFor('value 101.');
    expect(renderedLines()).toEqual([expect.stringMatching(/ {2}value 101\.$/)]);
    expect(app.misfits()).toEqual([]);
  });

  it('renders the two lines that pointing has changed', async () => {
    for (let number = 0; number < 100; number += 1) hear(`line ${number}.`);
    const app = openApp(session);
    app.press('Shift+Tab', 'Up');
    await app.waitFor('Space pause');
    await app.drawn();
    rendered.length = 0;
    app.press('Up');
    await expect.poll(renderedLines).toEqual(['bob  line 98.', 'bob  line 99.']);
  });

  it('counts each message that is on the screen once', async () => {
    for (let number = 0; number < 100; number += 1) publish('site/a', `value ${number}.`);
    const app = openBranch({ rows: 24 });
    await app.drawn();
    const shown = app.rows().filter((row) => /││.* value \d+\./.test(row)).length;
    expect(shown).toBeGreaterThan(5);
    const first = session.monitor?.shownMessages ?? 0;
    // At its first size the screen was higher.
    expect(first).toBeGreaterThanOrEqual(shown);
    publish('site/a', 'value 100.');
    await app.waitFor('value 100.');
    await expect.poll(() => session.monitor?.shownMessages).toBe(first + 1);
    app.press('Tab', 'Home');
    await app.waitFor('value 0.');
    await expect.poll(() => session.monitor?.shownMessages).toBe(first + 1 + shown);
    app.press('End', 'Home');
    await app.drawn();
    expect(session.monitor?.shownMessages).toBe(first + 1 + shown);
  });
});
