/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../source/mqtt/message.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { detailsNow } from '../../../source/ui/details/actions.ts';
import { aSession, type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp } from '../../support/open-app.tsx';
import { until } from '../../support/until.ts';

const topic = 'site/hall';
const selected = { kind: 'topic', topic } as const;
const json = '{"sensors":[{"temp":21.50,"name":"hall"},{"temp":3}],"odd key":null,"a":1,"a":2}';

const record = (
  session: MqttSession,
  payload: string | Uint8Array,
  rest: Partial<Message> = {},
): void => {
  session.monitor?.tree.record(aMessage(topic, payload, rest));
};

/** Somebody in front of the details of a payload. */
const atDetails = (payload: string | Uint8Array): AtScreen => {
  const session = aSession(undefined);
  record(session, payload);
  const person = atScreen({ session, selected, rows: 40 });
  person.dispatch({ type: 'pane-focused', pane: 'details' });
  return person;
};

const cursor = (person: AtScreen): string | undefined => person.state().details.cursor?.join('');

/** The screen row that the cursor stands in, below the border of the pane. */
const cursorRow = ({ context }: AtScreen): number => {
  const shown = detailsNow(context);
  return shown === undefined ? -1 : shown.cursorRow - shown.top;
};

describe('the cursor in the details', () => {
  it('goes from value to value, not to closing brackets', () => {
    const person = atDetails(json);
    const seen: (string | undefined)[] = [];
    for (let step = 0; step < 9; step += 1) {
      person.press('j');
      seen.push(cursor(person));
    }
    expect(seen).toEqual([
      '.sensors',
      '.sensors[0]',
      '.sensors[0].temp',
      '.sensors[0].name',
      '.sensors[1]',
      '.sensors[1].temp',
      '["odd key"]',
      '.a',
      '.a#2',
    ]);
    person.press('Down', 'Up');
    expect(cursor(person)).toBe('.a');
    person.press('Home');
    expect(cursor(person)).toBe('');
    person.press('End');
    expect(cursor(person)).toBe('.a#2');
  });

  it('steps out with ←, folds, and unfolds again with →', () => {
    const person = atDetails(json);
    person.press('Down', 'Down', 'Down', 'Left');
    expect(cursor(person)).toBe('.sensors[0]');
    person.press('h', 'h', 'h', 'Down');
    expect(cursor(person)).toBe('["odd key"]');
    person.press('Up', 'l', 'l', 'Down');
    expect(cursor(person)).toBe('.sensors[1]');
  });

  it('stays on its path and its row while newer messages come', () => {
    const person = atDetails(json);
    person.press('Down', 'Down', 'Down');
    const before = cursorRow(person);
    record(person.session, `{"new":1,"more":[1,2,3],${json.slice(1)}`);
    expect(cursor(person)).toBe('.sensors[0].temp');
    person.press('y');
    expect(person.asked.at(-1)).toBe('copy 21.50');
    record(person.session, json.replace('21.50', '22'));
    expect(cursorRow(person)).toBe(before);
    person.press('y');
    expect(person.asked.at(-1)).toBe('copy 22');
  });

  it('is on what is nearest above where its value is gone', () => {
    const person = atDetails(json);
    person.press('Down', 'Down', 'Down');
    record(person.session, '{"sensors":[]}');
    person.press('y');
    expect(person.asked.at(-1)).toBe('copy []');
    record(person.session, json);
    person.press('y');
    expect(person.asked.at(-1)).toBe('copy 21.50');
  });

  it('copies values, paths, and the payload as it came', () => {
    const person = atDetails(json);
    person.press('y', 'Down', 'y', 'Y', 'End', 'y', 'Y');
    expect(person.asked).toEqual([
      `copy ${json}`,
      'copy [{"temp":21.50,"name":"hall"},{"temp":3}]',
      'copy .sensors',
      'copy 2',
      'copy .a#2',
    ]);
  });

  it('copies a string without its quotes', () => {
    const person = atDetails(json);
    person.press('Down', 'Down', 'Down', 'Down', 'y');
    expect(person.asked).toEqual(['copy hall']);
  });

  it('starts anew on another topic', () => {
    const person = atDetails(json);
    person.press('Down', 'O');
    person.session.monitor?.tree.record(aMessage('other', '{}'));
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'other' } });
    expect(person.state().details).toMatchObject({ cursor: undefined, top: 0 });
  });

  it('scrolls what has no structure', () => {
    const person = atDetails(Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n'));
    person.press('Down', 'j', 'Down', 'k');
    expect(person.state().details).toMatchObject({ top: 2, cursor: undefined });
    person.press('End');
    expect(person.state().details.top).toBeGreaterThan(80);
    person.press('Home');
    expect(person.state().details.top).toBe(0);
    person.press('Y');
    expect(person.notice()).toContain('no structure');
  });

  it('reaches the end of a text that is longer than the pane', () => {
    const person = atDetails(JSON.stringify(['x'.repeat(3000)]));
    person.press('Down', 'PageDown', 'PageDown');
    expect(person.state().details.top).toBeGreaterThan(10);
    expect(cursor(person)).toBe('[0]');
  });
});

describe('the details of a large payload', () => {
  const large = JSON.stringify(
    Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index])),
  );

  it('are quick to move in, fold and search', async () => {
    const session = aSession(undefined, {
      monitor: {
        filters: ['#'],
        qos: 0,
        limits: { history: 10, memory: 1e8, topics: 1000, payload: 4e6 },
      },
    });
    record(session, large);
    const app = openApp(session, { selected, columns: 80, rows: 24 });
    app.store.dispatch({ type: 'pane-focused', pane: 'details' });
    await app.waitFor('"key0": 0');
    const start = process.cpuUsage();
    for (let press = 0; press < 20; press += 1) {
      app.press('PageDown');
      await app.drawn();
    }
    app.press('End');
    await app.waitFor('"key99999": 99999');
    app.press('/');
    app.type('key54321');
    await app.waitFor('"key54321": 54321');
    app.press('Enter', 'Home', 'Enter');
    await app.waitFor('{… 100,000 members}');
    // Of the processor, µs: others may be busy on this machine.
    expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
  });
});

describe('the details on the screen', () => {
  it('show the path of the cursor, what is folded and how much is in it', async () => {
    const session = aSession(undefined);
    record(session, json);
    const app = openApp(session, { selected, columns: 80, rows: 40 });
    app.store.dispatch({ type: 'pane-focused', pane: 'details' });
    await app.waitFor('"temp": 21.50');
    app.press('Down', 'Enter');
    await app.waitFor('"sensors": [… 2 items],');
    await app.waitFor(/─ \.sensors ─╯/);
    app.press('Home', 'O');
    await app.waitFor('{… 4 members}');
    app.press('Right');
    await app.waitFor('"sensors": [… 2 items],');
    app.press('o');
    await app.waitFor('"temp": 3');
    expect(app.misfits()).toEqual([]);
  });

  it('find what is folded, as it is typed, and go on with n and N', async () => {
    const session = aSession(undefined);
    record(session, json);
    const app = openApp(session, { selected, columns: 80, rows: 40 });
    app.store.dispatch({ type: 'pane-focused', pane: 'details' });
    app.press('O');
    await app.waitFor('{… 4 members}');
    app.press('/');
    await app.waitFor('search in the payload');
    app.type('TEMP');
    await app.waitFor(/─ \.sensors\[0\]\.temp/);
    app.press('Enter', 'n');
    await app.waitFor(/─ \.sensors\[1\]\.temp/);
    app.press('n');
    await app.waitFor(/─ \.sensors\[0\]\.temp/);
    app.press('N');
    await app.waitFor(/─ \.sensors\[1\]\.temp/);
    app.press('Ctrl+F');
    app.type('nowhere');
    await app.waitFor('"nowhere" is not in this payload.');
  });

  it('search in text too', async () => {
    const session = aSession(undefined);
    record(session, Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n'));
    const app = openApp(session, { selected, columns: 80, rows: 24 });
    app.store.dispatch({ type: 'pane-focused', pane: 'details' });
    await app.waitFor(/│ *line 1 +│/);
    app.press('/');
    await app.waitFor('search in the payload');
    app.type('line 77');
    await app.waitFor(/│ *line 77 +│/);
    await app.waitUntilGone(/│ *line 1 +│/);
  });

  it('tell who chose the decoder: /decode, e, and back', async () => {
    const session = aSession(undefined);
    record(session, '{"a":1}');
    const app = openApp(session, { selected, columns: 80, rows: 40 });
    await app.waitFor(/Newest ─+ JSON ─/);
    app.store.dispatch({ type: 'pane-focused', pane: 'input' });
    app.type('/decode he');
    app.press('Tab', 'Enter');
    await app.waitFor(/─ hex \(chosen\) ─/);
    await app.waitFor('7b 22 61 22');
    app.type('/decode yaml');
    app.press('Enter');
    await app.waitFor('There is no decoder "yaml"');
    app.press('Ctrl+C');
    app.type('/decode auto');
    app.press('Enter');
    await app.waitFor(/Newest ─+ JSON ─/);
    app.store.dispatch({ type: 'pane-focused', pane: 'tree' });
    app.press('e');
    await app.waitFor(/─ text \(chosen\) ─/);
    app.press('e');
    await app.waitFor(/─ hex \(chosen\) ─/);
    app.press('e');
    await app.waitFor(/Newest ─+ JSON ─/);
  });

  it('say that they decode until the decoder is there', async () => {
    const session = aSession(undefined);
    record(session, encode({ nested: { temp: 21.5 } }));
    const app = openApp(session, { selected, columns: 80, rows: 40 });
    await app.waitFor(/Newest ─+ MessagePack ─/);
    await app.waitFor('"temp": 21.5');
  });

  it('show the properties of MQTT 5 in words', async () => {
    const session = aSession(undefined);
    session.monitor?.subscribe('site/+', 0);
    record(session, '{"a":1}', {
      properties: {
        contentType: 'application/json',
        payloadFormatIndicator: true,
        messageExpiryInterval: 3600,
        responseTopic: 'answers/1',
        correlationData: Buffer.from([1, 0xff]),
        subscriptionIdentifier: [1, 2, 9],
        userProperties: [
          ['trace', '1'],
          ['\u001b[2J', 'x'],
          ['trace', '2'],
        ],
      },
    });
    const app = openApp(session, { selected, columns: 120, rows: 50 });
    await app.waitFor(/filters #  site\/\+  of subscription 9, no longer watched/);
    await app.waitFor('content type application/json   payload format UTF-8 text');
    await app.waitFor('expires after 3,600 s');
    await app.waitFor('response topic answers/1   correlation data 0x 01ff');
    await app.waitFor(/user property trace: 1[^]*user property ␛\[2J: x[^]*user property trace: 2/);
    await app.waitFor('JSON (content type)');
  });

  it('follow a click: the cursor, and a second one folds', async () => {
    const session = aSession(undefined);
    record(session, json);
    const app = openApp(session, { selected, columns: 80, rows: 40 });
    await app.drawn();
    const y = app.rows().findIndex((row) => row.includes('"sensors": ['));
    app.report({ kind: 'click', x: 50, y });
    await app.waitFor(/─ \.sensors ─╯|─ \.sensors ·/);
    app.report({ kind: 'click', x: 50, y });
    await app.waitFor('"sensors": [… 2 items]');
  });
});

describe('e', () => {
  it('says that a topic is missing where none is shown', () => {
    const person = atScreen();
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('e');
    expect(person.notice()).toContain('Choose a topic first');
  });

  it('keeps its choice for the topic while others are looked at', async () => {
    const person = atDetails('{"a":1}');
    person.press('e');
    await until({
      what: 'a choice',
      find: () => person.state().details.choices.get(topic),
      subscribe: person.session.clock.subscribe,
      seen: () => person.state().details,
    });
    person.session.monitor?.tree.record(aMessage('other', '{}'));
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'other' } });
    expect(person.state().details.choices.get(topic)).toEqual({ name: 'text', argument: '' });
  });
});
