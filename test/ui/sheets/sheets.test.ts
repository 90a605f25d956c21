import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { openSheet, sheetNames } from '../../support/open-sheets.ts';

/** The rows of the sheet that is open: all but the status line. */
const shown = async (person: AtScreen): Promise<string[]> =>
  (await drawScreen(person)).slice(0, -1);

/** The text in it, as one line. */
const textOf = async (person: AtScreen): Promise<string> =>
  (await shown(person)).join(' ').replaceAll(/[│\s]+/g, ' ');

describe.each([
  [60, 15],
  [80, 24],
])('on a screen of %i columns and %i rows', (columns, rows) => {
  it.each(sheetNames)(
    'the border of a sheet is whole, and says what Esc does: %s',
    async (name) => {
      const person = atScreen({ columns, rows });
      openSheet(person, name);
      const drawn = await shown(person);
      expect(drawn).toHaveLength(rows - 1);
      expect(drawn.map((row) => widthOf(row))).toEqual(drawn.map(() => columns));
      expect(drawn[0]).not.toContain('…');
      expect(drawn.at(-1)).toMatch(/^╰─+ [^…]*\bEsc\b[^…]* ─╯$/);
    },
  );

  it('a sheet of retained messages says in full how it stands', async () => {
    const person = atScreen({ columns, rows });
    openSheet(person, 'clean');
    const { cleaning } = person.session;
    if (cleaning === undefined) throw new Error('nothing is looked for');
    Object.assign(cleaning, { state: 'found', topics: ['a', 'b'], size: 123_456 });
    expect(await textOf(person)).toContain(
      '2 retained messages, 121 KiB in all. Nothing is cleared yet.',
    );
  });

  it('what is listed is told apart by the ends of its names', async () => {
    const start = 'factory/building/line-with-a-long-name/and-a-longer-one-behind-it/cell';
    const names = [1, 2].map((number) => `${start}-${number}`);
    const person = atScreen({ columns, rows, topics: names });
    openSheet(person, 'palette');
    person.type('cell-');
    expect((await shown(person)).filter((row) => /cell-[12] +│$/.test(row))).toHaveLength(2);
    person.press('Esc');
    openSheet(person, 'publish');
    person.type(`${start}-`);
    person.press('Tab');
    expect((await shown(person)).filter((row) => /…\S+cell-[12] +│$/.test(row))).toHaveLength(2);
    person.press('Esc');
    openSheet(person, 'clean');
    Object.assign(person.session.cleaning ?? {}, { state: 'found', topics: names });
    expect((await shown(person)).filter((row) => /…\S+cell-[12] /.test(row))).toHaveLength(2);
  });

  it('the form of a subscription says what the choice means that is worked in', async () => {
    const person = atScreen({ columns, rows });
    openSheet(person, 'subscription');
    person.press('Tab', 'Down', 'Space');
    const text = await textOf(person);
    expect(text).toContain('our own messages are not sent back');
    person.press('Down', 'Down', 'Right');
    expect(await textOf(person)).toContain('only when the filter is new to the broker');
    expect(text).not.toContain('…');
  });
});
