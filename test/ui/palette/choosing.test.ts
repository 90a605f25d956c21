import { actionRows } from '../../../source/ui/palette/actions.ts';
import { describe, expect, it } from 'vitest';
import { aSession, type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { paletteRowsOf } from '../../support/palette-rows.ts';

const topics = ['site/1/temperature', 'site/2/humidity', 'site/2/temperature'];

/** Opens the palette and types. */
const look = (person: AtScreen, text: string): void => {
  person.press('Ctrl+P');
  person.type(text);
};

/** Opens the palette, types and chooses the first row. */
const find = (person: AtScreen, text: string): void => {
  look(person, text);
  person.press('Enter');
  expect(person.state().sheet).toBeUndefined();
};

describe('choosing in the palette', () => {
  it('runs a command that needs no argument', () => {
    const person = atScreen({ topics });
    find(person, '/stats');
    expect(person.state().reading?.text.title).toBe('Statistics');
  });

  it.each(['unsub', 'record', 'export'])(
    'has /%s ready in the input box, and says how it is used',
    async (name) => {
      const person = atScreen({ topics });
      find(person, `/${name}`);
      expect([person.input(), person.state().focus]).toEqual([`/${name} `, 'input']);
      expect((await drawScreen(person)).join('\n')).toMatch(new RegExp(`╭ /${name} \\S`));
    },
  );

  it('keeps what was being written for Ctrl+Y when a command takes its place', () => {
    const person = atScreen({ topics });
    person.type('half a sentence');
    find(person, '/search');
    person.press('Ctrl+Y');
    expect(person.input()).toBe('/search half a sentence');
  });

  it('sets what a command can be set to, and says so', () => {
    const person = atScreen({ topics });
    find(person, 'sort rate');
    expect(person.session.monitor?.tree.view.order).toBe('rate');
    expect(person.notice()).toBe('Topics are sorted by rate.');
  });

  it('says what settings are set to now', () => {
    const person = atScreen({ topics });
    const now = (): string[] =>
      actionRows(person.context).rows.flatMap(({ kind, name, after }) =>
        kind === 'setting' && after !== '' ? [`${name} ${after}`] : [],
      );
    const before = now();
    expect(before).toContain('/sort name (now)');
    expect(before).toContain('/devices off (now)');
    expect(before).toContain('details on and off (now on)');
    find(person, 'sort size');
    find(person, 'details on');
    expect(now()).toContain('/sort size (now)');
    expect(now()).not.toContain('/sort name (now)');
    expect(now()).toContain('details on and off (now off)');
  });

  it('switches the settings of other panes too', () => {
    const person = atScreen({ topics });
    const before = person.state().showsDetails;
    find(person, 'details on and off');
    expect([person.state().showsDetails, person.state().focus]).toEqual([!before, 'input']);
  });

  it('does what a key does where it was opened', () => {
    const person = atScreen({ topics, selected: { kind: 'topic', topic: 'site' } });
    const { tree } = person.session.monitor ?? {};
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    tree?.view.branches.setOpenBelow(tree.root, true);
    find(person, 'close all below');
    expect([tree?.find('site')?.isOpen, person.state().focus]).toEqual([false, 'tree']);
  });

  it('of somebody who cannot be written to says why', () => {
    const person = atScreen({ topics });
    person.session.setNick('me');
    person.session.chat?.rooms.get('chat')?.people.spoke('olga', 0);
    find(person, 'olg');
    const told = person.notice();
    person.type('/msg olga');
    person.press('Enter');
    expect(told).toBe(person.notice());
    expect(told).toContain('olga');
  });

  it('is left with Esc for the pane where it was opened', () => {
    const person = atScreen({ topics });
    for (const pane of ['input', 'tree', 'log'] as const) {
      person.dispatch({ type: 'pane-focused', pane });
      look(person, 'x');
      person.press('Esc');
      expect([person.state().focus, person.state().sheet]).toEqual([pane, undefined]);
    }
  });

  it('is left with Esc for the prompt where it was opened', () => {
    const person = atScreen({ topics });
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('/');
    person.type('hum');
    look(person, 'site');
    person.press('Esc');
    const { prompt } = person.state();
    expect(prompt?.kind === 'filter' && prompt.line.characters.join('')).toBe('hum');
  });
});

describe('what the palette lists', () => {
  it('are keys that work where it was opened', async () => {
    const person = atScreen({ topics });
    for (const [pane, rows] of [
      ['input', []],
      ['tree', ['key close all below O']],
    ] as const) {
      person.dispatch({ type: 'pane-focused', pane });
      look(person, 'close all below');
      expect(await paletteRowsOf(person)).toEqual(rows);
      person.press('Esc');
    }
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    look(person, 'help');
    expect((await paletteRowsOf(person))[0]).toMatch(/^command \/help .* F1$/);
  });

  it('are a command and its key in one row, and from elsewhere the pane of the key', async () => {
    const person = atScreen({ topics, columns: 120 });
    look(person, 'sort');
    expect((await paletteRowsOf(person))[0]).toMatch(/^command \/sort .* s in the tree$/);
    person.press('Esc');
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    look(person, 'sort');
    const [here, ...others] = await paletteRowsOf(person);
    expect(here).toMatch(/^command \/sort .* s$/);
    expect(others.filter((other) => other.startsWith('key sort'))).toEqual([]);
    person.press('Enter');
    expect(person.session.monitor?.tree.view.order).toBe('latest');
  });

  it('are commands that are only described so', async () => {
    const person = atScreen({ topics });
    look(person, 'retained');
    expect((await paletteRowsOf(person))[0]).toMatch(/^command \/(?:pub|clean) /);
  });

  it('are no more than three topics before a command that matches as well, and the plainest first', async () => {
    const many = Array.from({ length: 50 }, (_, at) => `plant/table${at}`);
    const person = atScreen({ topics: [...many, 'x/stable'] });
    look(person, 'tabl');
    expect((await paletteRowsOf(person)).findIndex((row) => row.startsWith('command'))).toBe(3);
    person.type('e');
    expect((await paletteRowsOf(person))[0]).toMatch(/^command \/table /);
  });

  it('begin with the first row again when more is typed', () => {
    const person = atScreen({ topics });
    look(person, 'te');
    person.press('Down', 'Down');
    person.type('mp');
    person.press('Enter');
    expect(person.state().selected?.topic).toBe('site/1/temperature');
  });

  it('begin with what was chosen last, as long as nothing is typed', async () => {
    const person = atScreen({ topics });
    find(person, 'humid');
    find(person, 'sort size');
    person.press('Ctrl+P');
    expect((await paletteRowsOf(person)).slice(0, 2)).toEqual([
      'setting /sort size (now) sort the topics',
      'topic site/2/humidity',
    ]);
  });

  it('remember only the last choices', () => {
    const many = Array.from({ length: 30 }, (_, at) => `topic${at}`);
    const person = atScreen({ topics: many });
    for (const topic of many) find(person, topic);
    expect(person.state().recent).toHaveLength(10);
    expect(person.state().recent[0]).toBe('topic topic29');
  });

  it('are rooms, commands and keys where no topic is watched', async () => {
    const person = atScreen({ session: aSession(undefined, { monitor: undefined as never }) });
    look(person, 'cha');
    expect((await paletteRowsOf(person))[0]).toBe('room chat Alt+1');
    look(person, 'go to room');
    expect((await paletteRowsOf(person)).join('\n')).not.toContain('key go to room');
  });

  it('has no control character of a topic', async () => {
    const person = atScreen({ topics: ['evil/\u001b[2Jtopic'], rows: 200 });
    person.press('Ctrl+P');
    const screen = (await drawScreen(person)).join('\n');
    expect(screen).toContain('evil/');
    expect(screen).not.toContain('\u001b');
  });

  it('comes without delay among 200,000 topics, letter by letter', () => {
    const session = aSession(undefined, {
      monitor: {
        filters: ['#'],
        qos: 0,
        limits: { history: 1, memory: 1e9, topics: 300_000, payload: 100 },
      },
    });
    const many = Array.from({ length: 200_000 }, (_, at) => `plant/line${at % 400}/sensor${at}`);
    const person = atScreen({ session, topics: many });
    person.press('Ctrl+P');
    const begun = performance.now();
    const text = 'line42 sensor442';
    for (const letter of text) {
      person.type(letter);
      person.press('Down', 'Up');
    }
    expect(performance.now() - begun).toBeLessThan(text.length * 500);
    person.press('Enter');
    expect(person.state().selected?.topic).toBe('plant/line42/sensor442');
  });
});

describe('the tree around a topic that was gone to', () => {
  it.each([
    { at: 1, above: 1, below: 3 },
    { at: 20, above: 3, below: 3 },
    { at: 39, above: 3, below: 0 },
  ])('has rows above and below topic $at', async ({ at, above, below }) => {
    const many = Array.from({ length: 40 }, (_, index) => `t/${String(index).padStart(2, '0')}`);
    const person = atScreen({ topics: many });
    find(person, `t/${String(at).padStart(2, '0')}`);
    const tree = (await drawScreen(person)).map((row) => row.slice(0, 30));
    const row = tree.findIndex((text) => text.startsWith('│▌'));
    const bottom = tree.findIndex((text) => text.startsWith('╰'));
    expect(row - 1).toBeGreaterThanOrEqual(above);
    expect(bottom - 1 - row).toBeGreaterThanOrEqual(below);
  });
});
