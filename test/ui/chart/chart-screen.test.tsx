import { describe, expect, it } from 'vitest';
import { aSession } from '../../support/at-screen.ts';
import { recordSeries } from '../../support/in-chart.ts';
import { type OpenApp, openApp } from '../../support/open-app.tsx';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 60, rows: 15 },
];

const temperatures = Array.from({ length: 60 }, (_, index) =>
  (20 + 3 * Math.sin(index / 9)).toFixed(2),
);

const open = (size: (typeof sizes)[number]): OpenApp => {
  const session = aSession(undefined);
  recordSeries({ session }, 'site/temperature', temperatures);
  recordSeries(
    { session },
    'site/env',
    temperatures.map(
      (value, index) => `{"on":${index % 2 === 0},"pa":${1000 + index},"t":${value}}`,
    ),
  );
  const node = session.monitor?.tree.find('site/temperature');
  if (node !== undefined) session.monitor?.openLog(node);
  const app = openApp(session, { ...size, selected: { kind: 'topic', topic: 'site/temperature' } });
  app.store.dispatch({ type: 'pane-focused', pane: 'log' });
  return app;
};

describe.each(sizes)('on $columns×$rows', (size) => {
  it('draws the chart with labelled axes, and follows what comes', async () => {
    const app = open(size);
    app.press('c');
    const screen = await app.waitFor(/[⠁-⣿]{3}/);
    expect(screen.join('\n')).toMatch(/ \d\d(?:\.\d)?┤/);
    expect(screen.join('\n')).toMatch(/└[─┬]*┬\d\d:\d\d:\d\d/);
    expect(app.text()).toMatch(/last 20\.\d+ .*mean/);
    app.type('v+');
    await app.waitFor('29.5 s');
    app.press('Left');
    await app.waitFor('paused');
    app.press('z');
    await app.waitUntilGone('Topics');
    app.press('z');
    await app.drawn();
    expect(app.misfits()).toEqual([]);
  });

  it('draws two lines together and apart', async () => {
    const app = open(size);
    app.press('c');
    await app.waitFor(/[⠁-⣿]{3}/);
    app.press('c');
    await app.waitUntilGone(/[⠁-⣿]/);
    app.store.dispatch({ type: 'pane-focused', pane: 'input' });
    app.type('/chart site/env .pa');
    app.press('Enter');
    await app.waitFor('Chart of 2 series');
    app.store.dispatch({ type: 'pane-focused', pane: 'log' });
    await app.waitFor(/[▸ ]2 .*\.pa .*1059/);
    app.press('v');
    await app.waitFor((rows) => rows.filter((row) => /┤/.test(row)).length >= 2);
    expect(app.misfits()).toEqual([]);
  });

  it('shows the table with its head', async () => {
    const app = open(size);
    app.press('t');
    await app.waitFor(/time +after +size +(?:QoS|Q) +(?:retain|R) +value/);
    await app.waitFor(/1 s +5 B 0 +20\.\d\d/);
    app.press('Up', 'Up', 'm', 'Home', 'Space');
    await app.waitFor('paused');
    expect(app.misfits()).toEqual([]);
  });

  it('compares two messages', async () => {
    const app = open(size);
    app.press('=');
    await app.waitFor('Compare');
    await app.waitFor(/~ 20\.\d\d|~ +20\.\d\d/);
    app.press('n', 'Esc');
    await app.waitUntilGone('Compare');
    expect(app.misfits()).toEqual([]);
  });
});

describe('the tree', () => {
  it('shows the course of numbers where it is wide enough', async () => {
    const app = open({ columns: 120, rows: 40 });
    await app.waitFor(/temperature {2}20\.\d\d .*[▁-█]{5,8} /);
    expect(app.text()).not.toMatch(/env .*[▁-█]{3}/);
    await app.resize({ columns: 80, rows: 24 });
    await app.waitUntilGone(/[▁▃▅▇]/);
    expect(app.misfits()).toEqual([]);
  });
});
