import { describe, expect, it } from 'vitest';
import { aSession } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp, type OpenApp, type Size } from '../../support/open-app.tsx';

const topic = { kind: 'topic', topic: 'garden/temperature' } as const;

/** A screen on a topic with its details: three panes. */
const threePanes = async (size: Size): Promise<OpenApp> => {
  const session = aSession(undefined);
  const node = session.monitor?.tree.record(aMessage(topic.topic, '{"value": 21}'));
  session.monitor?.openLog(node);
  const app = openApp(session, { ...size, selected: topic });
  await app.waitFor('╭ Newest');
  // The first frames are laid out before all is measured.
  await app.drawn();
  return app;
};

/** Where the borders are: the columns of the tree, and the rows of the log and of the details. */
const borders = (app: OpenApp): { tree: number; log: number; details: number } => {
  const rows = app.rows();
  const tree = (rows[0]?.indexOf('╮') ?? 0) + 1;
  const log = rows.findIndex((row) => row.slice(tree).startsWith('╭ Newest'));
  const bottom = rows.findIndex((row, y) => y > log && row.slice(tree).startsWith('╰'));
  return { tree, log, details: bottom + 1 - log };
};

/** The borders once they are as they should be. */
const become = async (app: OpenApp, wanted: Partial<ReturnType<typeof borders>>): Promise<void> => {
  await app.waitFor(() => {
    const now = borders(app);
    return Object.entries(wanted).every(([name, cells]) => now[name as keyof typeof now] === cells);
  });
};

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
])('the borders at $columns×$rows', (size) => {
  it('move with Alt+Shift and the arrows, or behind Ctrl+X, and go back', async () => {
    const app = await threePanes(size);
    const usual = borders(app);
    app.press('Alt+Shift+Right', 'Alt+Shift+Right');
    await become(app, { tree: usual.tree + 4 });
    app.press('Ctrl+X', 'Left');
    await become(app, { tree: usual.tree + 2 });
    app.press('Alt+Shift+Up', 'Alt+Shift+Up', 'Ctrl+X', 'Up');
    await become(app, { details: usual.details + 3, log: usual.log - 3 });
    app.press('Alt+Shift+Down');
    await become(app, { details: usual.details + 2 });
    app.press('Ctrl+X', '=');
    await become(app, usual);
    expect(app.misfits()).toEqual([]);
  });

  it('stop before a pane vanishes', async () => {
    const app = await threePanes(size);
    const { log, details } = borders(app);
    for (let times = 0; times < size.columns; times += 1) app.press('Alt+Shift+Right');
    await become(app, { tree: size.columns - 30 });
    for (let times = 0; times < size.columns; times += 1) app.press('Alt+Shift+Left');
    await become(app, { tree: 16 });
    for (let times = 0; times < size.rows; times += 1) app.press('Alt+Shift+Up');
    await become(app, { log: 4, details: log + details - 4 });
    for (let times = 0; times < size.rows; times += 1) app.press('Alt+Shift+Down');
    await become(app, { details: 4 });
    expect(app.misfits()).toEqual([]);
  });

  it('follow the mouse on either of their two cells, and a double click resets them', async () => {
    const app = await threePanes(size);
    const usual = borders(app);
    const drag = (x: number, y: number, toX: number, toY: number): void => {
      app.report({ kind: 'click', x, y });
      app.report({ kind: 'drag', x: Math.round((x + toX) / 2), y });
      app.report({ kind: 'drag', x: toX, y: toY });
      app.report({ kind: 'release', x: toX, y: toY });
      // Nothing holds it any more.
      app.report({ kind: 'drag', x: 30, y: 5 });
    };
    drag(usual.tree - 1, 5, usual.tree + 5, 6);
    await become(app, { tree: usual.tree + 6 });
    expect(app.store.getState()).toMatchObject({ focus: 'tree', selected: topic });
    drag(usual.tree + 6, 5, usual.tree + 2, 5);
    await become(app, { tree: usual.tree + 2 });
    drag(usual.tree + 10, usual.log, usual.tree + 12, usual.log - 2);
    await become(app, { details: usual.details + 2, tree: usual.tree + 2 });
    drag(usual.tree + 10, usual.log - 3, usual.tree + 10, usual.log - 2);
    await become(app, { details: usual.details + 1 });
    for (let times = 0; times < 2; times += 1) {
      app.report({ kind: 'click', x: usual.tree + 1, y: 3 });
      app.report({ kind: 'release', x: usual.tree + 1, y: 3 });
    }
    await become(app, { tree: usual.tree, details: usual.details + 1 });
    expect(app.misfits()).toEqual([]);
  });
});

describe('the sizes', () => {
  it('are shares, so that they suit a terminal of another size', async () => {
    const app = await threePanes({ columns: 120, rows: 40 });
    app.store.dispatch({ type: 'pane-resized', pane: 'tree', share: 0.25 });
    await become(app, { tree: 30 });
    await app.resize({ columns: 200, rows: 60 });
    await become(app, { tree: 50 });
    await app.resize({ columns: 80, rows: 24 });
    await become(app, { tree: 20 });
    await app.resize({ columns: 60, rows: 15 });
    await app.waitFor((rows) => rows[0]?.includes('╮╭') === false);
    app.press('Alt+Shift+Right');
    await app.waitFor('No panes stand side by side: there is no border to move.');
    expect(app.store.getState().sizes).toEqual({ tree: 0.25 });
  });

  it('of a large screen leave each pane its least on a small one', async () => {
    const app = await threePanes({ columns: 200, rows: 60 });
    app.store.dispatch({ type: 'sizes-set', sizes: { tree: 0.05, details: 0.95 } });
    await become(app, { tree: 16, log: 4 });
    await app.resize({ columns: 70, rows: 14 });
    await become(app, { tree: 16 });
    expect(borders(app).log).toBeGreaterThanOrEqual(4);
    app.store.dispatch({ type: 'sizes-set', sizes: { tree: 0.95, details: 0.01 } });
    await become(app, { tree: 40 });
    expect(borders(app).details).toBeGreaterThanOrEqual(4);
  });

  it('are set by /size in percent, which says what it takes', async () => {
    const app = await threePanes({ columns: 100, rows: 40 });
    const usual = borders(app);
    const run = (line: string): void => {
      app.press(':');
      app.type(line);
      app.press('Enter');
    };
    run('size tree 50');
    await become(app, { tree: 50 });
    run('size details 25%');
    await become(app, { tree: 50, details: 9 });
    run('size');
    await become(app, usual);
    run('size log 50');
    await app.waitFor('Name a pane and its share in percent: /size tree 30');
    expect(app.store.getState().sizes).toEqual({});
  });

  it('of the list of people follow the mouse', async () => {
    const session = aSession(undefined);
    session.setNick('me');
    const app = openApp(session, { columns: 120, rows: 40 });
    await app.waitFor(/╮╭ \d+ pe/);
    const left = app.rows()[0]?.lastIndexOf('╭') ?? 0;
    expect(120 - left).toBe(22);
    app.report({ kind: 'click', x: left, y: 4 });
    app.report({ kind: 'drag', x: left - 8, y: 4 });
    app.report({ kind: 'release', x: left - 8, y: 4 });
    await app.waitFor((rows) => rows[0]?.lastIndexOf('╭') === left - 8);
    app.press('Alt+Shift+Up');
    await app.waitFor('There are no details below the log: there is no border to move.');
  });
});
