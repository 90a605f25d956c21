import { describe, expect, it } from 'vitest';
import { themeFrom } from '../../../source/ui/theme/own-theme.ts';
import { themeNames } from '../../../source/format/theme-names.ts';
import type { ThemeChoice } from '../../../source/ui/theme/theme-choice.ts';
import { nameOfTheme, shownTheme } from '../../../source/ui/themes/shown-theme.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { openApp } from '../../support/open-app.tsx';

const shown = ({ state }: AtScreen): string => nameOfTheme(shownTheme(state()));

const enter = (person: AtScreen, line: string): void => {
  person.type(line);
  person.press('Enter');
};

describe('/theme NAME', () => {
  it.each([
    ['light', 'light'],
    ['16-colors', '16-colours'],
    ['  High-Contrast ', 'high-contrast'],
  ])('%j draws in it and says so', (typed, name) => {
    const person = atScreen({});
    enter(person, `/theme ${typed}`);
    expect(shown(person)).toBe(name);
    expect(person.notice()).toBe(`The theme is ${name}, at the next start too.`);
    expect(person.asked).toContain(`keep ${name}`);
    expect(person.input()).toBe('');
  });

  it.each([
    ['lihgt', 'There is no theme "lihgt"; did you mean "light"?'],
    [
      'solarized',
      'There is no theme "solarized"; there are auto, dark, light, high-contrast, 16-colours, none.',
    ],
    ['own', 'A theme of your own needs a table [theme] in config.toml.'],
  ])('%s is refused with what there is', (typed, sentence) => {
    const person = atScreen({});
    enter(person, `/theme ${typed}`);
    expect(person.notice()).toBe(sentence);
    expect(person.input()).toBe(`/theme ${typed}`);
    expect(shown(person)).toBe('auto');
  });

  it('says why it does not last', () => {
    const person = atScreen({});
    enter(person, '/theme none');
    expect(person.notice()).toBe('The theme is none until the end: config.toml sets another one.');
  });

  it('says nothing of that for the one that is set', () => {
    const person = atScreen({ theme: { name: 'none' } });
    enter(person, '/theme none');
    expect(person.notice()).toBe('The theme is none.');
  });

  it('is completed with Tab', () => {
    const person = atScreen({});
    person.type('/theme hi');
    person.press('Tab');
    expect(person.input().trimEnd()).toBe('/theme high-contrast');
  });

  it('is a setting in the palette, with the one in use', async () => {
    const person = atScreen({ columns: 100, rows: 24 });
    enter(person, '/theme light');
    person.press('Ctrl+P');
    person.type('/theme light');
    const rows = (await drawScreen(person)).join('\n');
    expect(rows).toMatch(/setting +\/theme light \(now\)/);
  });
});

describe('the list of themes', () => {
  it('shows each while it is marked, and Esc returns to the one before', () => {
    const person = atScreen({});
    enter(person, '/theme dark');
    enter(person, '/theme');
    expect(shown(person)).toBe('dark');
    person.press('Down');
    expect(shown(person)).toBe('light');
    person.press('End');
    expect(shown(person)).toBe('none');
    person.press('k');
    expect(shown(person)).toBe('16-colours');
    person.press('Home');
    expect(shown(person)).toBe('auto');
    person.press('Esc');
    expect(shown(person)).toBe('dark');
    expect(person.state().sheet).toBeUndefined();
    expect(person.asked.filter((one) => one.startsWith('keep'))).toEqual(['keep dark']);
  });

  it('keeps the marked one with Enter', () => {
    const person = atScreen({});
    enter(person, '/theme');
    person.press('Down', 'Down', 'Enter');
    expect(shown(person)).toBe('light');
    expect(person.state().sheet).toBeUndefined();
    expect(person.notice()).toBe('The theme is light, at the next start too.');
    expect(person.asked).toContain('keep light');
  });

  it('goes no further than its ends', () => {
    const person = atScreen({});
    enter(person, '/theme');
    person.press('Up');
    expect(shown(person)).toBe('auto');
    person.press('End', 'Down');
    expect(shown(person)).toBe('none');
  });

  it.each([
    [80, 24, true],
    [60, 15, false],
    [40, 10, false],
  ])('is whole on %i×%i, below the panes if there is room: %j', async (columns, rows, isBelow) => {
    const person = atScreen({ columns, rows, topics: ['a/b'] });
    enter(person, '/theme');
    person.press('Down');
    const app = openApp(person.session, { store: person.store, columns, rows, isKept: true });
    await app.drawn();
    const drawn = await app.waitFor('▸ dark');
    for (const name of themeNames) expect(drawn.join('\n')).toContain(` ${name} `);
    expect(drawn.some((row) => row.includes('Rooms and topics'))).toBe(isBelow);
    expect(app.misfits()).toEqual([]);
    app.close();
  });
});

describe('a theme of one’s own', () => {
  const own: ThemeChoice = themeFrom({ base: 'dark', topic: '#ff8800' });

  it('is the first of the list, and can be returned to by name', async () => {
    const person = atScreen({ theme: own });
    expect(shown(person)).toBe('own');
    enter(person, '/theme none');
    expect(shown(person)).toBe('none');
    enter(person, '/theme');
    const rows = await drawScreen(person);
    expect(rows.join('\n')).toMatch(/own +\[theme\] of config.toml, based on dark/);
    person.press('Home');
    expect(shownTheme(person.state())).toBe(own);
    person.press('Esc');
    enter(person, '/theme own');
    expect(shownTheme(person.state())).toBe(own);
    expect(person.notice()).toBe('The theme is your own, from config.toml.');
  });
});
