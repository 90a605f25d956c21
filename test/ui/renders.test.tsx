import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chartWindow } from '../../source/ui/chart/window.ts';
import { shownDetails } from '../../source/ui/details/shown-details.ts';
import { inputContent } from '../../source/ui/input/input-content.ts';
import { visiblePanes } from '../../source/ui/layout/visible-panes.ts';
import { aSession, unfoldTopics } from '../support/at-screen.ts';
import { recordSeries } from '../support/in-chart.ts';
import { openApp } from '../support/open-app.tsx';

// Each is asked once when its component renders.
vi.mock(import('../../source/ui/layout/visible-panes.ts'), { spy: true });
vi.mock(import('../../source/ui/input/input-content.ts'), { spy: true });
vi.mock(import('../../source/ui/details/shown-details.ts'), { spy: true });
vi.mock(import('../../source/ui/chart/window.ts'), { spy: true });

/** Somebody who looks at a topic with a hundred messages. */
const openOnTopic = async () => {
  const session = aSession(undefined);
  recordSeries(
    { session },
    'site/lamp',
    Array.from({ length: 100 }, (_, index) => String(index)),
  );
  const node = session.monitor?.tree.find('site/lamp');
  if (node !== undefined) session.monitor?.openLog(node);
  const app = openApp(session, { selected: { kind: 'topic', topic: 'site/lamp' } });
  await app.waitFor(/Newest[^]*QoS 0/);
  await app.drawn();
  return { app, session };
};

describe('a change renders only what it is about', () => {
  let opened: Awaited<ReturnType<typeof openOnTopic>>;
  beforeEach(async () => {
    opened = await openOnTopic();
  });

  it('not the panes, for what is typed and what is worked at', async () => {
    const { app, session } = opened;
    app.store.dispatch({ type: 'pane-focused', pane: 'input' });
    await app.waitFor('F1 help');
    vi.clearAllMocks();
    app.type('half a sentence');
    await app.waitFor('half a sentence');
    session.clock.changedNow('work');
    session.notify('done');
    await app.waitFor('done');
    expect(visiblePanes).not.toHaveBeenCalled();
  });

  it('not the input box, for what comes in the tree, unless that is filtered', async () => {
    const { app, session } = opened;
    vi.clearAllMocks();
    recordSeries({ session }, 'site/door', ['open']);
    unfoldTopics(session);
    session.clock.changedNow('topics');
    await app.waitFor(/door +open/);
    expect(inputContent).not.toHaveBeenCalled();
    app.press('/');
    await app.waitFor('filter:');
    vi.clearAllMocks();
    recordSeries({ session }, 'site/gate', ['shut']);
    session.clock.changedNow('topics');
    await app.waitFor(/gate +shut/);
    expect(inputContent).toHaveBeenCalled();
  });

  it('neither details nor chart, for what people do', async () => {
    const { app, session } = opened;
    app.store.dispatch({ type: 'pane-focused', pane: 'log' });
    app.press('c');
    await app.waitFor(/[⠁-⣿]{3}/);
    vi.clearAllMocks();
    session.chat?.setNick('bob');
    await app.waitFor('· bob');
    expect(visiblePanes).toHaveBeenCalled();
    expect(chartWindow).not.toHaveBeenCalled();
    expect(shownDetails).not.toHaveBeenCalled();
  });
});

it('what comes on another broker renders the tree and what it tells there alone, in one frame', async () => {
  const session = aSession(undefined, { name: 'office' });
  const other = aSession(undefined, { name: 'home' });
  const app = openApp(session, { beside: [other] });
  await app.waitFor(/▾ ○ office[^]*▾ ○ home/);
  await app.drawn();
  vi.clearAllMocks();
  recordSeries({ session: other }, 'house/light', ['1']);
  other.clock.changed('topics', 'messages', 'conversation', 'work');
  await app.waitFor(/house\/light/);
  for (const part of [inputContent, shownDetails, chartWindow, visiblePanes])
    expect(part).not.toHaveBeenCalled();
});

/** Rows of the log. */
const logRows = (rows: readonly string[]): number =>
  rows.filter((row) => /│ \d\d:\d\d(?::\d\d)? +\d+ +│?$/.test(row)).length;

it('panes take the room of one that is closed, and give it back', async () => {
  const { app } = await openOnTopic();
  const few = logRows(app.rows());
  app.store.dispatch({ type: 'details-toggled' });
  const rows = await app.waitFor((shown) => logRows(shown) > 30);
  expect(rows.join('\n')).not.toContain('Newest');
  app.store.dispatch({ type: 'details-toggled' });
  await app.waitFor((shown) => logRows(shown) === few);
});
