import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { emptySession } from '../../../source/session/empty-session.ts';
import { type AtScreen, atScreen, aSession } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { aBook, type MemoryBook } from '../../support/profile-books.ts';
import { modeOf } from '../../../source/ui/ui-state.ts';

const office = { servers: ['mqtts://broker.example:8883'] };
const home = { servers: ['homeassistant.local'], isReadOnly: true };

/** A person with the list open. */
const open = (book: MemoryBook, size: { columns?: number; rows?: number } = {}): AtScreen => {
  const person = atScreen({ profiles: book, ...size });
  person.press('F12');
  return person;
};

/** The rows of the sheet: all but the status line. */
const shown = async (person: AtScreen): Promise<string[]> =>
  (await drawScreen(person)).slice(0, -1);

const text = async (person: AtScreen): Promise<string> =>
  (await shown(person)).join(' ').replaceAll(/[│\s]+/g, ' ');

/** The rows of the list, the marked one with `▸`, without the borders. */
const listed = async (person: AtScreen): Promise<string[]> =>
  (await shown(person)).flatMap((row) => {
    const found = /^│ ([▸ ]) ([●◌✗○] .+?) +│$/.exec(row);
    return found === null ? [] : [`${found[1]?.trim()}${found[2]}`];
  });

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the list of connections', () => {
  it('shows each with its state, its address, whether it is read-only, and its last use', async () => {
    const book = aBook({ office, home, lab: { servers: ['a', 'b'] } });
    book.states.set('office', 'connected').set('home', 'connecting').set('lab', 'failed');
    const person = open(book);
    book.lastUses.set('office', person.session.clock.reading.wall - 3 * 3_600_000);
    expect(await listed(person)).toEqual([
      expect.stringMatching(/^▸● office {8}mqtts:\/\/broker\.example:8883 .* 3 h ago$/),
      expect.stringMatching(/^◌ home {10}homeassistant\.local .* read-only$/),
      expect.stringMatching(/^✗ lab {11}a b$/),
      expect.stringMatching(/^○ this machine {2}on 127\.0\.0\.1, or else embedded$/),
    ]);
    expect(await text(person)).toContain('3 connections');
    expect(await text(person)).toContain('kept in ~/.config/mqtt-tui/config.toml');
  });

  it('marks the one on the screen, else what was used last, and reads the file again', () => {
    const book = aBook({ office, home });
    book.lastUses.set('home', 1000).set('office', 500);
    const person = open(book);
    expect(person.state().sheet).toMatchObject({ marked: 'home' });
    expect(book.asked).toEqual(['refresh']);
    const there = atScreen({ profiles: book, session: aSession(undefined, { name: 'office' }) });
    there.press('F12');
    expect(there.state().sheet).toMatchObject({ marked: 'office' });
  });

  it('moves the mark, and connects to what is marked only on Enter', () => {
    const book = aBook({ a: {}, b: {}, c: {} });
    const person = open(book);
    const marks = ['j', 'Down', 'Down', 'Down', 'Up', 'k', 'End', 'Home'].map((key) => {
      person.press(key);
      const { sheet } = person.state();
      return sheet?.kind === 'connections' ? sheet.marked : 'closed';
    });
    expect(marks).toEqual(['b', 'c', undefined, undefined, 'c', 'b', undefined, 'a']);
    expect(book.asked).toEqual(['refresh']);
    person.press('Enter', 'End', 'Enter');
    expect(book.asked).toEqual(['refresh', 'open a', 'open this machine']);
  });

  it('tells why it cannot connect', async () => {
    const book = aBook({ office });
    Object.assign(book, { open: async () => '--cafile ca.pem: the file is empty.' });
    const person = open(book);
    person.press('Enter');
    await settled();
    expect(person.notice()).toBe('--cafile ca.pem: the file is empty.');
  });

  it('disconnects what is open', () => {
    const book = aBook({ office });
    const person = open(book);
    person.press('d');
    expect(book.asked).toEqual(['refresh']);
    book.states.set('office', 'connected');
    expect(person.hints()).toContain('d disconnect');
    expect(person.hints()).toContain('Enter go there');
    book.sessions.set('office', person.session);
    person.press('d');
    expect(person.context.workspace.sessions.map(({ isEmpty }) => isEmpty)).toEqual([true]);
    // The list stays.
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'office' });
  });

  it('says what to do while it is empty', async () => {
    const person = open(aBook());
    expect(await text(person)).toContain(
      'No connection is set up yet: a adds one, i imports those of MQTT Explorer, MQTTX or Mosquitto.',
    );
    person.press('e');
    expect(person.notice()).toBe('The broker of this machine needs no settings: Enter connects.');
    expect(person.hints().join(' ')).not.toMatch(/change|copy|test|delete/);
  });

  it('opens over the question for a name, which waits', () => {
    const person = atScreen({ profiles: aBook({ office, home }), name: 'alice' });
    const modes = [modeOf(person.state())];
    person.press('F12', 'Down');
    modes.push(modeOf(person.state()));
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'home' });
    person.press('Esc');
    expect([...modes, modeOf(person.state())]).toEqual(['name', 'sheet', 'name']);
  });

  it('says what is wrong with the file', async () => {
    const book = aBook({ office });
    book.problem = 'config.toml, line 3: "hots" is no key; did you mean "host"?';
    const person = open(book);
    expect(await text(person)).toContain(book.problem);
  });

  it.each([
    ['Delete', 'y', 'Deleted the connection office; it stays open until you /disconnect it.'],
    [
      'e',
      'Ctrl+S',
      'Saved office in ~/.config/mqtt-tui/config.toml; it stays open as it was until you /disconnect it.',
    ],
  ])('says after %s %s that what is open stays open', async (key, then, sentence) => {
    const book = aBook({ office, home });
    book.states.set('office', 'connected');
    const person = open(book);
    person.press(key, then);
    await settled();
    expect(person.notice()).toBe(sentence);
  });

  it('deletes after a y alone, and marks the neighbour', async () => {
    const book = aBook({ office, home });
    const person = open(book);
    person.press('Delete');
    expect(person.state().question?.text).toBe(
      'Delete the connection office from ~/.config/mqtt-tui/config.toml? This cannot be undone.',
    );
    person.press('Enter', 'Esc');
    expect(book.profiles).toHaveLength(2);
    person.press('Delete', 'y');
    await settled();
    expect(person.notice()).toBe('Deleted the connection office.');
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'home' });
    book.problem = 'config.toml cannot be written (EACCES).';
    person.press('Delete', 'y');
    await settled();
    expect(person.notice()).toBe('config.toml cannot be written (EACCES).');
    expect(book.profiles.map(({ name }) => name)).toEqual(['home']);
  });

  it('fits the smallest screen, with fifty connections and wide names', async () => {
    const many = Array.from({ length: 50 }, (_, index) => [`客厅-${index}`, home] as const);
    const person = open(aBook(Object.fromEntries(many)), { columns: 40, rows: 10 });
    person.press('End', 'Up');
    const rows = await shown(person);
    expect(rows.map((row) => widthOf(row))).toEqual(rows.map(() => 40));
    expect(rows.join('\n')).toContain('▸ ○ 客厅-49');
  });

  it('shows no control character of the file', async () => {
    const name = 'of\u202efice';
    const person = open(aBook({ [name]: { servers: ['a\u001b[2J'] } }));
    expect(await text(person)).toContain('of<U+202E>fice');
    for (const hidden of ['\u001b', '\u202e']) expect(await text(person)).not.toContain(hidden);
  });

  it('asks whether to quit where nothing is behind it', () => {
    const session = emptySession(10);
    const person = atScreen({ session, profiles: aBook({ office }), selected: undefined });
    person.press('F12');
    expect(person.hints()[0]).toBe('Esc quit');
    person.press('Esc');
    expect(person.state().question?.isAboutQuitting).toBe(true);
    person.press('Esc');
    expect(person.state().sheet?.kind).toBe('connections');
    person.press('q', 'y');
    expect(person.asked).toEqual(['quit']);
  });

  it('offers neither to connect nor to publish while no broker is open', () => {
    const session = emptySession(10);
    const person = atScreen({ session, profiles: aBook({ office }), selected: undefined });
    expect(person.hints().join()).not.toMatch(/connect now|publish/);
    person.press('F4');
    expect([person.state().sheet, person.notice()]).toEqual([
      undefined,
      'This needs a broker: /connect opens one.',
    ]);
  });

  it('is not there in the demo or a file', () => {
    const person = atScreen({ profiles: undefined });
    person.press('F12');
    expect(person.state().sheet).toBeUndefined();
    expect(person.notice()).toContain('There are no connections to choose from here');
  });
});

/** A person who has typed a line. */
const typing = (book: MemoryBook, line: string): AtScreen => {
  const person = atScreen({ profiles: book, session: aSession(undefined) });
  person.session.setNick('alice');
  person.type(line);
  return person;
};

describe('/connect', () => {
  it('connects to a name, which Tab completes', () => {
    const book = aBook({ office, home });
    const person = typing(book, '/connect ho');
    person.press('Tab');
    expect(person.input()).toBe('/connect home');
    person.press('Enter');
    expect(book.asked).toEqual(['open home']);
  });

  it('opens the list without a name', () => {
    const person = typing(aBook({ office }), '/connect');
    person.press('Enter');
    expect(person.state().sheet?.kind).toBe('connections');
  });

  it('names the nearest for a name that is not there', () => {
    const book = aBook({ office, home });
    const person = typing(book, '/connect ofice');
    person.press('Enter');
    expect(person.notice()).toBe('There is no connection ofice; did you mean office?');
    expect(person.input()).toBe('/connect ofice');
    const other = typing(book, '/connect lab');
    other.press('Enter');
    expect(other.notice()).toBe('There is no connection lab: F12 lists them.');
    expect(book.asked).not.toContain('open office');
  });
});
