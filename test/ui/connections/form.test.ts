import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FieldName, fieldsOf, profileFields } from '../../../source/ui/connections/fields.ts';
import { formOf, noFields, profileSheet } from '../../../source/ui/connections/form-state.ts';
import { textOf } from '../../../source/ui/widgets/line-editor.ts';
import { type AtScreen, aSession, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { openApp } from '../../support/open-app.tsx';
import { aBook, type MemoryBook } from '../../support/profile-books.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';

/** A person in the form that a key of the list opens. */
const open = (book: MemoryBook, key: string): AtScreen => {
  const person = atScreen({ profiles: book });
  person.press('F12', key);
  expect(person.state().sheet?.kind).toBe('profile');
  return person;
};

const text = async (person: AtScreen): Promise<string> =>
  (await drawScreen(person)).join(' ').replaceAll(/[│\s]+/g, ' ');

/** Goes to a field by its name. */
const goTo = (person: AtScreen, field: string): void => {
  for (let step = 0; step < 20; step += 1) {
    const { sheet } = person.state();
    if (sheet?.kind === 'profile' && sheet.field === field) return;
    person.press('Down');
  }
  throw new Error(`There is no field ${field}.`);
};

const fill = (person: AtScreen, field: string, typed: string): void => {
  goTo(person, field);
  person.press('Ctrl+U');
  person.type(typed);
};

const lineIn = (person: AtScreen): string => {
  const { line } = person.state().sheet ?? {};
  return line === undefined ? '' : textOf(line);
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const labelOf = (field: FieldName): string => profileFields[field].label;

describe('the form of a connection', () => {
  it('adds one from what was typed', async () => {
    const book = aBook();
    const person = open(book, 'a');
    person.type('office');
    fill(person, 'servers', 'mqtts://one.example two.example:8883');
    fill(person, 'username', 'alice');
    goTo(person, 'passwordSource');
    person.press('Right', 'Right');
    fill(person, 'passwordCommand', 'pass show "mqtt office"');
    fill(person, 'rooms', 'chat "the lab"');
    fill(person, 'filters', 'site/#');
    goTo(person, 'isReadOnly');
    person.press('Space');
    person.press('Enter');
    await settled();
    expect(person.notice()).toBe(
      'Saved office in ~/.config/mqtt-tui/config.toml: mqtt-tui office connects to it.',
    );
    expect(book.read('office')).toEqual({
      ...noFields,
      servers: ['mqtts://one.example', 'two.example:8883'],
      username: 'alice',
      passwordSource: 'command',
      passwordCommand: ['pass', 'show', 'mqtt office'],
      rooms: ['chat', 'the lab'],
      filters: ['site/#'],
      isReadOnly: true,
    });
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'office' });
  });

  it('changes one in its place, and leaves a list alone that cannot be typed', async () => {
    const odd = { passwordSource: 'command', passwordCommand: ['sh', '-c', 'echo "a b"'] } as const;
    const book = aBook({ office: odd });
    const person = open(book, 'e');
    fill(person, 'nick', 'alice');
    person.press('Enter');
    await settled();
    expect(book.read('office')).toEqual({ ...noFields, ...odd, nick: 'alice' });
    expect(book.profiles).toHaveLength(1);
  });

  it('renames one', async () => {
    const book = aBook({ office: { nick: 'alice' } });
    const person = open(book, 'e');
    fill(person, 'name', 'work');
    person.press('Ctrl+S');
    await settled();
    expect(book.profiles.map(({ name }) => name)).toEqual(['work']);
    expect(book.read('work')?.nick).toBe('alice');
  });

  it('copies one under a free name', async () => {
    const book = aBook({ office: { nick: 'alice' }, 'office-2': {} });
    const person = open(book, 'c');
    expect(lineIn(person)).toBe('office-3');
    person.press('Enter');
    await settled();
    expect(book.read('office-3')?.nick).toBe('alice');
    expect(book.read('office')?.nick).toBe('alice');
  });

  it('tells what is wrong as it is typed, and goes there instead of saving', async () => {
    const book = aBook();
    const person = open(book, 'a');
    expect(await text(person)).not.toContain('✗');
    fill(person, 'servers', 'http://x');
    expect(await text(person)).toContain('✗ This is no server.');
    fill(person, 'servers', 'x');
    expect(await text(person)).toContain('✗ A connection needs a name.');
    person.press('Enter');
    await settled();
    expect(person.state().sheet).toMatchObject({ kind: 'profile', field: 'name' });
    expect(book.asked).toEqual(['refresh']);
    fill(person, 'rooms', '"not closed');
    expect(await text(person)).toContain('✗ The double quote is not closed.');
  });

  it('stays as it is when the file cannot be written', async () => {
    const book = aBook();
    const person = open(book, 'a');
    person.type('office');
    book.problem = 'config.toml cannot be written (EROFS).';
    person.press('Enter');
    await settled();
    expect(person.notice()).toBe('config.toml cannot be written (EROFS).');
    expect(lineIn(person)).toBe('office');
  });

  it('shows the password nowhere', async () => {
    const person = open(aBook({ office: { passwordSource: 'file', password: 'hush-1' } }), 'e');
    goTo(person, 'password');
    person.type('hush-2');
    expect(await text(person)).toContain('•'.repeat(12));
    goTo(person, 'nick');
    const seen = await text(person);
    expect(seen).toContain('•'.repeat(12));
    expect(seen).not.toContain('hush');
  });

  it('asks before it drops what was typed', () => {
    const book = aBook({ office: {} });
    const person = open(book, 'e');
    person.press('Esc');
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'office' });
    person.press('e');
    person.type('x');
    person.press('Esc', 'Enter', 'n');
    expect(lineIn(person)).toBe('officex');
    person.press('Esc', 'y');
    expect(person.state().sheet?.kind).toBe('connections');
  });

  it('completes the path of a file, folder by folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'certificates'));
    for (const name of ['ca.pem', 'ca-old.pem'])
      writeFileSync(join(folder, 'certificates', name), '');
    const person = open(aBook(), 'a');
    fill(person, 'cafile', `${folder}/cert`);
    const completed = (path: string): Promise<unknown> =>
      until({
        what: path,
        find: () => lineIn(person) === path,
        subscribe: person.store.subscribe,
        seen: () => lineIn(person),
      });
    person.press('Tab');
    await completed(`${folder}/certificates/`);
    person.press('Enter', 'Tab');
    await completed(`${folder}/certificates/ca-old.pem`);
    expect(await text(person)).toMatch(/1 of 2 +▸ ca-old\.pem ca\.pem/);
    person.press('Tab');
    expect(lineIn(person)).toBe(`${folder}/certificates/ca.pem`);
    person.press('Shift+Tab', 'Down');
    expect(person.state().sheet).toMatchObject({ field: 'cert' });
  });

  it.each([
    [80, 24],
    [60, 15],
    [40, 10],
  ])('keeps every field in sight on %i×%i', async (columns, rows) => {
    const profiles = aBook({ office: {} });
    const app = openApp(aSession(undefined), { profiles, columns, rows });
    app.store.dispatch({ type: 'sheet-changed', sheet: profileSheet('office', noFields) });
    for (const [step, field] of fieldsOf(formOf(profileSheet('office', noFields))).entries()) {
      if (step > 0) app.press('Down');
      await app.waitFor((drawn) => drawn.some((row) => row.startsWith(`│ ▸ ${labelOf(field)}`)));
    }
    expect(app.misfits()).toEqual([]);
  });
});
