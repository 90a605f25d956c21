import { describe, expect, it } from 'vitest';
import { modeOf } from '../../../source/ui/ui-state.ts';
import { atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { aMessage } from '../../support/messages.ts';
import { openApp } from '../../support/open-app.tsx';
import { openSheet, openText, sheetNames } from '../../support/open-sheets.ts';

describe('a text that is read over the screen', () => {
  it.each(Object.keys(openText))('is closed by the keys of all of them: %s', async (title) => {
    for (const key of title === 'Help' ? ['F1', 'Esc'] : ['F1', '?', 'q', 'Esc']) {
      const person = atScreen();
      openText[title]?.(person);
      expect(person.state().reading?.text.title).toBe(title);
      expect(person.hints()[0]).toBe('Esc close');
      expect((await drawScreen(person)).at(-1)).toMatch(/ Esc close(?: {2}|$)/);
      person.press(key);
      expect([modeOf(person.state()), person.state().reading]).toEqual(['input', undefined]);
    }
  });

  it('scrolls to its end and no further, by lines and by pages', async () => {
    const person = atScreen();
    person.press('F1');
    const app = openApp(person.session, { store: person.store, ...person.size });
    const top = (): number | undefined => person.state().reading?.top;
    person.press('Up');
    expect(top()).toBe(0);
    // A row for what is searched, and one that stays in sight.
    person.press('Down', 'PageDown', 'Down', 'PageDown');
    expect(top()).toBe(2 + 2 * 19);
    person.press('PageUp', 'Up');
    expect(top()).toBe(1 + 19);
    await app.waitFor(/↓ \d+ rows more/);
    person.press('End');
    await app.waitUntilGone(/rows? more/);
    expect(app.text()).toContain('messages being published repeatedly');
    person.press('Up');
    const aboveEnd = top();
    person.press('End', 'Down', 'PageDown', 'Up');
    expect(top()).toBe(aboveEnd);
    expect(aboveEnd).toBeLessThan(10_000);
    // In a window that has grown it stands beyond the end.
    const { reading } = person.state();
    person.dispatch({
      type: 'reading-changed',
      reading: reading && { ...reading, top: reading.top + 20 },
    });
    person.press('Up');
    expect(top()).toBe(aboveEnd);
    person.press('Home');
    await app.waitFor('│ Here: Input box ');
  });

  it.each(sheetNames)('lies over a sheet, which comes back as it was: %s', async (kind) => {
    const person = atScreen({ topics: ['site/lamp'] });
    openSheet(person, kind);
    const before = person.state().sheet;
    person.press('F1');
    expect((await drawScreen(person))[0]).toMatch(/^╭ Help ─/);
    person.press('Esc');
    expect(person.state().sheet).toBe(before);
    expect((await drawScreen(person))[0]).not.toContain('Help');
  });

  it('lets what goes on beneath it go on', async () => {
    const person = atScreen();
    openSheet(person, 'publish');
    person.type('a/#');
    person.press('Ctrl+S', 'F1');
    const app = openApp(person.session, { store: person.store, ...person.size });
    await app.waitFor('╭ Help ');
    person.press('Esc');
    await app.waitFor('✗ A topic name must not contain the wildcard "#"');
    expect(app.misfits()).toEqual([]);
  });

  it('does not end the watching of the broker beneath it', async () => {
    const person = atScreen();
    openSheet(person, 'broker');
    const app = openApp(person.session, { store: person.store, ...person.size });
    await app.waitFor('╭ The broker ');
    const watch = person.session.monitor?.broker;
    expect(watch).toBeDefined();
    person.press('F1');
    await app.waitFor('╭ Help ');
    expect(person.session.monitor?.broker).toBe(watch);
    person.press('Esc');
    await app.waitFor('╭ The broker ');
    expect(person.session.monitor?.broker).toBe(watch);
    person.press('Esc');
    await app.waitUntilGone('╭ The broker ');
    expect(person.session.monitor?.broker).toBeUndefined();
  });

  it('lies over what is asked at the start, and takes the keys meanwhile', async () => {
    const person = atScreen({ name: 'guest' });
    person.press('F1');
    person.press('Down', 'Down');
    expect([modeOf(person.state()), person.state().reading?.top]).toEqual(['reading', 2]);
    expect((await drawScreen(person)).join('\n')).not.toContain('guest');
    person.press('Esc');
    person.type('s');
    expect((await drawScreen(person)).join('\n')).toContain('guests');
  });

  it('takes no text and no paste', () => {
    const person = atScreen();
    openText['Statistics']?.(person);
    person.paste('text');
    person.type('text');
    person.press('Esc');
    expect([person.state().reading, person.input()]).toEqual([undefined, '']);
  });

  it.each([
    { columns: 60, rows: 15 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
    { columns: 200, rows: 60 },
  ])('is searched as one types, if it is the help: $columns×$rows', async (size) => {
    const person = atScreen(size);
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    const app = openApp(person.session, { store: person.store, ...size });
    app.press('?');
    await app.waitFor('› Type to search');
    expect(app.text()).toContain('Here: Rooms and topics');
    app.press('Down', 'Down');
    app.type('export csv');
    await app.waitFor('› export csv');
    await app.waitFor('Record and export');
    expect(app.text()).toContain('/export');
    expect(app.text()).not.toContain('filter as you type');
    expect([person.state().reading?.top, person.input()]).toEqual([0, '']);
    const typed = app.rows().findIndex((row) => row.includes('› export csv'));
    expect(app.cursor()).toEqual({ x: 2 + '› export csv'.length, y: typed });
    expect(person.hints()[0]).toBe('Esc clear');
    app.press('Esc');
    await app.waitFor('› Type to search');
    app.press('Esc');
    await app.waitUntilGone('╭ Help');
    expect([modeOf(person.state()), person.input()]).toEqual(['tree', '']);
    expect(app.misfits()).toEqual([]);
  });

  it('follows what comes', async () => {
    const person = atScreen();
    openText['Statistics']?.(person);
    const app = openApp(person.session, { store: person.store, ...person.size });
    await app.waitFor(/recorded +0 /);
    person.session.monitor?.tree.record(aMessage('a', '1'));
    person.session.clock.changed('topics');
    await app.waitFor(/recorded +1 /);
    expect(app.misfits()).toEqual([]);
  });
});
