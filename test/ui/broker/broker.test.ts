import { describe, expect, it } from 'vitest';
import type { BrokerWatch } from '../../../source/session/monitor/broker-watch.ts';
import { brokerHints } from '../../../source/ui/broker/hints.ts';
import { rateBars } from '../../../source/ui/broker/figures.ts';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { atScreen } from '../../support/at-screen.ts';
import { openApp, type OpenApp, type Size } from '../../support/open-app.tsx';

type Told = readonly [topic: string, payload: string, at?: number];

/** Somebody who looks at what a broker has told. */
const looking = async (
  told: readonly Told[],
  { columns = 80, rows = 24 }: Partial<Size> = {},
): Promise<OpenApp> => {
  const person = atScreen({ columns, rows });
  person.press('F3');
  const app = openApp(person.session, { store: person.store, columns, rows });
  await app.drawn();
  for (const [topic, payload, at = Date.now()] of told)
    person.session.monitor?.broker?.status.record(topic, Buffer.from(payload), at, false);
  await app.drawn();
  return app;
};

describe('what the broker tells', () => {
  it('is shown with names and units, what is unknown not at all', async () => {
    const app = await looking([
      ['$SYS/broker/version', 'mosquitto version 2.0.21'],
      ['$SYS/broker/uptime', '273906 seconds'],
      ['$SYS/broker/clients/connected', '1204'],
      ['$SYS/broker/clients/maximum', '1300'],
      ['$SYS/broker/heap/current', '39240296'],
      ['$SYS/broker/load/bytes/sent/1min', '6000'],
    ]);
    expect(app.text()).toContain('Broker         mosquitto version 2.0.21');
    expect(app.text()).toContain('Up for         3d 4h');
    expect(app.text()).toContain('Clients        1,204 connected · 1,300 at most');
    expect(app.text()).toContain('Memory         37 MiB');
    expect(app.text()).toMatch(/Bytes +100 B\/s/);
    expect(app.text()).not.toContain('Subscriptions');
    expect(app.text()).not.toContain('Dropped');
    for (const row of app.rows().slice(0, -1)) expect(widthOf(row)).toBe(80);
  });

  it('draws the rates, the newest at the right', async () => {
    const app = await looking(
      [0, 100, 300, 700].map((sum, index): Told => [
        '$SYS/broker/messages/received',
        String(sum),
        index * 1000,
      ]),
    );
    expect(app.text()).toMatch(/Messages +400\/s +▃▅█ +700/);
  });

  it('has what comes in below "in", and what goes out below "out"', async () => {
    const app = await looking([['$SYS/broker/messages/sent', '2489193']]);
    const rows = app.rows();
    const heading = rows.findIndex((row) => / in +out /.test(row));
    expect(rows[heading - 1]).toMatch(/^│ +│$/);
    const out = rows[heading]?.indexOf('out') ?? -1;
    expect(rows[heading + 1]).toMatch(/^│ Messages /);
    expect(rows[heading + 1]?.indexOf('2,489,193')).toBeGreaterThan(out);
  });

  it('shows totals whole at 60 columns', async () => {
    const totals: readonly Told[] = [
      ['$SYS/broker/messages/received', '1610879'],
      ['$SYS/broker/messages/sent', '2489193'],
    ];
    const app = await looking(totals, { columns: 60 });
    expect(app.text()).toMatch(/Messages +1,610,879 +2,489,193/);
    for (const row of app.rows().slice(0, -1)) expect(widthOf(row)).toBe(60);
  });

  it('goes through the nodes of a cluster by key', async () => {
    const app = await looking([
      ['$SYS/brokers/emqx@10/version', '5.8.4'],
      ['$SYS/brokers/emqx@9/version', '5.8.3'],
    ]);
    expect(app.text()).toContain('node 1 of 2');
    expect(app.text()).toMatch(/Node +emqx@9\b/);
    app.press('Right', 'Right');
    await app.waitFor(/Node +emqx@10\b/);
    app.press('Left');
    await app.waitFor('5.8.3');
  });

  it('is scrolled where it does not fit', async () => {
    const app = await looking(
      [
        ['$SYS/broker/version', 'mosquitto version 2.0.21'],
        ['$SYS/broker/clients/connected', '1'],
        ['$SYS/broker/subscriptions/count', '1'],
        ['$SYS/broker/retained messages/count', '1'],
        ['$SYS/broker/heap/current', '1'],
        ['$SYS/broker/messages/received', '1'],
      ],
      { rows: 10 },
    );
    expect(app.text()).toContain('↓ 2 rows more');
    expect(app.text()).toContain('mosquitto version');
    expect(app.text()).not.toContain('Messages');
    app.press('Down', 'Down', 'Down');
    await app.waitFor('Messages');
    expect(app.text()).not.toContain('mosquitto version');
    // No further than to its end, from where one key leads back.
    app.press(...Array.from({ length: 20 }, () => 'Down'));
    await app.drawn();
    const end = app.rows();
    expect(end.at(-2)).not.toContain('more');
    app.press('Up');
    await app.waitFor((rows) => rows[2] === end[1]);
  });

  it('is drawn without its control characters', async () => {
    const app = await looking([
      ['$SYS/broker/version', 'x\u001b[2J\u202e'],
      ['$SYS/broker/uptime', 'long\u0007'],
    ]);
    expect(app.text()).toContain('x␛[2J<U+202E>');
    expect(app.text()).toContain('long␇');
  });

  it('is watched as long as somebody looks', async () => {
    const person = atScreen();
    const app = openApp(person.session, { store: person.store, ...person.size });
    const { monitor } = person.session;
    expect(monitor?.broker).toBeUndefined();
    app.report({ kind: 'key', name: 'F3' });
    await app.waitFor('The broker');
    await expect.poll(() => monitor?.broker).toBeDefined();
    app.press('Esc');
    await app.waitUntilGone('The broker');
    await expect.poll(() => monitor?.broker).toBeUndefined();
  });
});

const watch = (refusal?: string): BrokerWatch =>
  ({ since: 1000, refusal, status: { nodes: new Map() } }) as unknown as BrokerWatch;

const hints = (...args: Parameters<typeof brokerHints>): string => {
  const { why, remedies } = brokerHints(...args);
  return [why, ...remedies.flat()].join(' ');
};

describe('a broker that tells nothing', () => {
  it('is waited for, and then help is offered', () => {
    expect(hints(watch(), true, 2000)).toMatch(/^Waiting/);
    expect(hints(watch(), true, 6000)).toContain('Nothing has arrived on $SYS/# yet');
    expect(hints(watch(), true, 6000)).toContain('sys_interval');
    expect(hints(watch(), true, 6000)).toContain('RabbitMQ does not publish it');
  });

  it('is quoted when it refuses', () => {
    expect(hints(watch('not authorized (135)'), true, 1500)).toContain(
      'refused the subscription to $SYS/#: not authorized (135).',
    );
  });

  it('is not blamed while there is no connection', () => {
    expect(hints(watch(), false, 6000)).toBe('Not connected.');
  });
});

describe('figures of the broker', () => {
  it.each([
    [[0, 0], 5, '▁▁'],
    [[1, 2, 4], 5, '▃▅█'],
    [[9, 1, 2, 4], 3, '▃▅█'],
  ])('%j in %d cells are %s', (rates, width, bars) => {
    expect(rateBars(rates, width)).toBe(bars);
  });
});
