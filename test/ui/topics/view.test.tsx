import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MqttSession } from '../../../source/session/session.ts';
import type * as RowModule from '../../../source/ui/widgets/row.tsx';
import { aSession, unfoldTopics } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp } from '../../support/open-app.tsx';

/** The rows that were rendered, each by its first words. */
const rendered = vi.hoisted(() => [] as string[]);

vi.mock('../../../source/ui/widgets/row.tsx', async (original) => {
  const { Row } = await original<typeof RowModule>();
  const CountedRow: typeof Row = (props) => {
    rendered.push(props.start.map(({ text }) => text).join(''));
    return Row(props);
  };
  return { Row: CountedRow };
});

/** The names in the rows of the tree that were rendered. */
const renderedNames = (): string[] =>
  rendered.flatMap((row) => /^[ ▌](?:[#@] | *[▸▾ ] )([\w-]+)/.exec(row)?.[1] ?? []);

let session: MqttSession;

const hear = (topic: string, payload: string): void => {
  session.monitor?.tree.record(aMessage(topic, payload, { receivedAt: Date.now() }));
  session.clock.changed('topics');
};

beforeEach(() => {
  // Rates and marks go by the time.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  session = aSession(undefined, { rooms: ['chat', 'ops'] });
  session.setNick('me');
  for (let index = 10; index < 40; index += 1) hear(`site/sensor-${index}`, `${index}.5`);
  unfoldTopics(session);
});

afterEach(() => void vi.useRealTimers());

describe('the topic tree', () => {
  it('renders only the rows in which something has changed', async () => {
    const app = openApp(session);
    await app.waitFor(/sensor-35 +35\.5/);
    rendered.length = 0;
    hear('site/sensor-12', '99');
    hear('site/sensor-20', '98');
    await app.waitFor(/sensor-12 +99 (?:.*\n)*.*sensor-20 +98 /);
    // The branch counts its messages.
    expect(renderedNames()).toEqual(['site', 'sensor-12', 'sensor-20']);
  });

  it('renders the two rows that a key in the tree has changed', async () => {
    const app = openApp(session);
    await app.waitFor(/sensor-35 +35\.5/);
    app.press('Tab', 'Down', 'Down');
    await app.waitFor(/▌▾ site/);
    rendered.length = 0;
    app.press('Down');
    await app.waitFor(/▌ +sensor-10/);
    expect(renderedNames()).toEqual(['site', 'sensor-10']);
  });

  it('shows what a key or a command has done to it', async () => {
    const app = openApp(session);
    app.type('/mute ops');
    app.press('Enter');
    await app.waitFor(/# ops +muted/);
    app.press('Tab', 'Down', 'Down', 'Down');
    await app.waitFor(/▌ +sensor-10/);
    app.press('b');
    await app.waitFor(/▌ +sensor-10 .*\*/);
    app.press('s');
    await app.waitFor('by latest');
    app.press('Left', 'Left');
    await app.waitFor(/▌▸ site/);
    app.press('Right');
    await app.waitFor(/▌▾ site/);
    app.press('x');
    await app.waitFor(/30 left out/);
    expect(app.misfits()).toEqual([]);
  });
});
