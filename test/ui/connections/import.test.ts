import { describe, expect, it } from 'vitest';
import type { FoundConnections } from '../../../source/ui/connections/profile-book.ts';
import { textOf } from '../../../source/ui/widgets/line-editor.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { aBook, type MemoryBook } from '../../support/profile-books.ts';

const importing = (book: MemoryBook): AtScreen => {
  const person = atScreen({ profiles: book });
  person.press('F12', 'i');
  expect(person.state().sheet?.kind).toBe('import');
  return person;
};

const text = async (person: AtScreen): Promise<string> =>
  (await drawScreen(person)).join(' ').replaceAll(/[│\s]+/g, ' ');

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const found = (saved: string[], problem?: string): FoundConnections => ({
  program: 'MQTT Explorer',
  connections: [
    {
      name: 'office-2',
      formerName: 'office',
      address: 'mqtts://broker.example:8883',
      leftOut: ['The password is encrypted there: type it once more.'],
    },
    { name: 'home', address: 'homeassistant.local:1883', leftOut: [] },
  ],
  save: async () => {
    saved.push('saved');
    return problem;
  },
});

describe('the import of connections', () => {
  it('shows what was found and what is left out, and writes it after another Enter', async () => {
    const book = aBook({ office: {} });
    const saved: string[] = [];
    book.found = found(saved);
    const person = importing(book);
    person.type('~/settings.json ');
    person.press('Enter');
    await settled();
    expect(book.asked.at(-1)).toBe('find ~/settings.json');
    const seen = await text(person);
    expect(seen).toContain('2 connections of MQTT Explorer. Nothing is written yet.');
    expect(seen).toContain('office-2 mqtts://broker.example:8883');
    expect(seen).toContain('called office there');
    expect(seen).toContain('The password is encrypted there: type it once more.');
    expect(saved).toEqual([]);
    person.press('Enter');
    await settled();
    expect(saved).toEqual(['saved']);
    expect(person.notice()).toBe('Saved 2 connections in ~/.config/mqtt-tui/config.toml.');
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'office-2' });
  });

  it('says why nothing is found, or cannot be written, and stays', async () => {
    const book = aBook();
    const person = importing(book);
    person.press('Enter');
    expect(person.notice()).toBe('Type the path of a file.');
    person.type('x');
    person.press('Enter');
    await settled();
    expect(await text(person)).toContain('✗ There is no connection in it.');
    book.found = found([], 'config.toml cannot be written (EACCES).');
    person.press('Enter');
    await settled();
    person.press('Enter');
    await settled();
    expect(person.notice()).toBe('config.toml cannot be written (EACCES).');
    expect(person.state().sheet?.kind).toBe('import');
  });

  it('goes a step back with Esc, writing nothing', async () => {
    const book = aBook({ office: {} });
    const saved: string[] = [];
    book.found = found(saved);
    const person = importing(book);
    person.type('x');
    person.press('Enter');
    await settled();
    person.press('Esc');
    const { sheet } = person.state();
    expect(sheet?.line === undefined ? '' : textOf(sheet.line)).toBe('x');
    person.press('Esc');
    expect(person.state().sheet).toMatchObject({ kind: 'connections', marked: 'office' });
    expect(saved).toEqual([]);
  });
});
