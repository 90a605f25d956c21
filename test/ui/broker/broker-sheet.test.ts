import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { BrokerWatch } from '../../../source/session/monitor/broker-watch.ts';
import { brokerHints } from '../../../source/ui/broker/broker-hints.ts';
import { durationInWords } from '../../../source/ui/broker/broker-rows.ts';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { rateBars } from '../../../source/ui/draw/rate-bars.ts';
import { sheetPane } from '../../support/bordered-rows.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';

/** Somebody who looks at what a broker has told. */
const looking = (
  told: readonly (readonly [string, string])[],
  at = Date.now(),
  columns = 80,
): AtScreen => {
  const person = atScreen({ columns });
  person.press('F3');
  person.session.monitor?.watchBroker(at);
  for (const [topic, payload] of told)
    person.session.monitor?.broker?.status.record(topic, Buffer.from(payload), at, false);
  return person;
};

const shown = ({ controls, session, state }: AtScreen, height = 22): string[] => {
  const { sheet } = state();
  if (sheet === undefined) return [];
  const view = { session, state: state(), now: Date.now() };
  return sheetPane(view, sheet, height, controls.boxes.inside('screen').columns).rows.map((row) =>
    stripVTControlCharacters(row),
  );
};

const text = (person: AtScreen): string => shown(person).join('\n');

describe('what the broker tells', () => {
  it('is shown with names and units, what is unknown not at all', () => {
    const person = looking([
      ['$SYS/broker/version', 'mosquitto version 2.0.21'],
      ['$SYS/broker/uptime', '273906 seconds'],
      ['$SYS/broker/clients/connected', '1204'],
      ['$SYS/broker/clients/maximum', '1300'],
      ['$SYS/broker/heap/current', '39240296'],
      ['$SYS/broker/load/bytes/sent/1min', '6000'],
    ]);
    expect(text(person)).toContain('Broker         mosquitto version 2.0.21');
    expect(text(person)).toContain('Up for         3 d 4 h');
    expect(text(person)).toContain('Clients        1,204 connected · 1,300 at most');
    expect(text(person)).toContain('Memory         37 MiB');
    expect(text(person)).toMatch(/Bytes +100 B\/s/);
    expect(text(person)).not.toContain('Subscriptions');
    expect(text(person)).not.toContain('Dropped');
    for (const row of shown(person)) expect(widthOf(row)).toBe(80);
  });

  it('draws the rates, the newest at the right', () => {
    const person = looking([]);
    const status = person.session.monitor?.broker?.status;
    for (const [index, sum] of [0, 100, 300, 700].entries())
      status?.record(
        '$SYS/broker/messages/received',
        Buffer.from(String(sum)),
        index * 1000,
        false,
      );
    expect(text(person)).toMatch(/Messages +400\/s +▃▅█ +700/);
  });

  it('shows totals whole at 60 columns', () => {
    const totals = [
      ['$SYS/broker/messages/received', '1610879'],
      ['$SYS/broker/messages/sent', '2489193'],
    ] as const;
    const person = looking(totals, Date.now(), 60);
    expect(text(person)).toMatch(/Messages +1,610,879 +2,489,193/);
    for (const row of shown(person)) expect(widthOf(row)).toBe(60);
  });

  it('goes through the nodes of a cluster by key', () => {
    const person = looking([
      ['$SYS/brokers/emqx@two/version', '5.8.4'],
      ['$SYS/brokers/emqx@one/version', '5.8.3'],
    ]);
    expect(text(person)).toContain('node 1 of 2');
    expect(text(person)).toMatch(/Node +emqx@one\b/);
    person.press('Right', 'Right');
    expect(text(person)).toMatch(/Node +emqx@two\b/);
    person.press('Left');
    expect(text(person)).toContain('5.8.3');
  });

  it('is scrolled where it does not fit', () => {
    const person = looking([
      ['$SYS/broker/version', 'mosquitto version 2.0.21'],
      ['$SYS/broker/clients/connected', '1'],
      ['$SYS/broker/heap/current', '1'],
    ]);
    expect(shown(person, 5).join('\n')).not.toContain('Memory');
    person.press('Down', 'Down');
    expect(shown(person, 5).join('\n')).toContain('Memory');
  });

  it('is drawn without its control characters', () => {
    const person = looking([
      ['$SYS/broker/version', 'x\u001b[2J\u202e'],
      ['$SYS/broker/uptime', 'long\u0007'],
    ]);
    expect(text(person)).toContain('x␛[2J<U+202E>');
    expect(text(person)).toContain('long␇');
  });
});

const watch = (refusal?: string): BrokerWatch =>
  ({ since: 1000, refusal, status: { nodes: new Map() } }) as unknown as BrokerWatch;

const hints = (...args: Parameters<typeof brokerHints>): string =>
  brokerHints(...args)
    .flat()
    .join(' ');

describe('a broker that tells nothing', () => {
  it('is waited for, and then help is offered', () => {
    expect(hints(watch(), true, 2000)).toMatch(/^ Waiting/);
    expect(hints(watch(), true, 6000)).toContain('Nothing has come on $SYS/# yet');
    expect(hints(watch(), true, 6000)).toContain('sys_interval');
    expect(hints(watch(), true, 6000)).toContain('RabbitMQ publishes none of it');
  });

  it('is quoted when it refuses', () => {
    expect(hints(watch('not authorized (135)'), true, 1500)).toContain(
      'does not let us subscribe to $SYS/#: not authorized (135).',
    );
  });

  it('is not blamed while there is no connection', () => {
    expect(hints(watch(), false, 6000)).toBe(' Not connected.');
  });
});

describe('figures of the broker', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [61, '1 min 1 s'],
    [3600, '1 h'],
    [3660, '1 h 1 min'],
    [90_061, '1 d 1 h'],
    [-5, '0 s'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });

  it.each([
    [[0, 0], 5, '▁▁'],
    [[1, 2, 4], 5, '▃▅█'],
    [[9, 1, 2, 4], 3, '▃▅█'],
  ])('%j in %d cells are %s', (rates, width, bars) => {
    expect(rateBars(rates, width)).toBe(bars);
  });
});
