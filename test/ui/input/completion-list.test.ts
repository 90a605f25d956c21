import { beforeEach, describe, expect, it } from 'vitest';
import { handleMouse } from '../../../source/ui/keys/mouse.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';

let person: AtScreen;

const labels = (): string[] =>
  person.state().completion?.candidates.map(({ text, label }) => label ?? text) ?? [];

/** The list as it lies on the screen, border included. */
const rows = async (): Promise<string[]> => {
  const screen = await drawScreen(person);
  const top = screen.findIndex((row) => /╭ Com(?:pletions|mands) /.test(row));
  if (top === -1) return [];
  const left = screen[top]?.indexOf('╭ Com') ?? 0;
  const list = screen.slice(top).map((row) => row.slice(left));
  return list.slice(0, list.findIndex((row) => row.startsWith('╰')) + 1);
};

const chosen = async (): Promise<string | undefined> =>
  (await rows()).find((row) => row.includes('▸'));

const hear = (user: string): void => {
  person.session.chat?.rooms.get('chat')?.receive({ user, say: 'hello' }, 0);
};

const tab = (typed: string): void => {
  person.type(typed);
  person.press('Tab');
};

beforeEach(() => {
  person = atScreen({ rooms: ['chat', 'charlie', 'ops'], topics: ['site/1', 'site/2'] });
});

describe('the list of candidates', () => {
  it('says what the commands do and marks the chosen one', async () => {
    tab('/n');
    expect((await rows()).join('\n')).toContain('change your name');
    expect(await chosen()).toContain('/nick NAME');
    person.press('Down');
    expect([(await chosen())?.includes('/names'), person.input()]).toEqual([true, '/names ']);
    person.press('Up', 'Shift+Tab');
    expect(await chosen()).not.toContain('/nick');
  });

  it('hides what is beneath, from border to border', async () => {
    const topics = Array.from({ length: 40 }, (_, index) => `topic${index}`);
    person = atScreen({ topics, columns: 60 });
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('End', ':');
    const list = (await rows()).slice(1, -1);
    expect(list.length).toBeGreaterThan(3);
    for (const row of list) expect(row).toMatch(/^│ [▸ ] .* │$/);
  });

  it('does not come for one candidate', async () => {
    tab('/unig');
    expect([person.input(), labels()]).toEqual(['/unignore ', []]);
  });

  it('takes with Enter, without sending, and then Enter sends', async () => {
    tab('/join ch');
    person.press('Tab', 'Enter');
    expect([person.input(), labels()]).toEqual(['/join charlie', []]);
    person.press('Enter');
    expect([person.input(), person.state().selected?.topic]).toEqual(['', 'charlie']);
  });

  it('takes when one types on, and moves the cursor', async () => {
    tab('/join ch');
    person.type('!');
    expect([person.input(), labels()]).toEqual(['/join chat!', []]);
  });

  it('leaves what was typed with Esc, the cursor too', async () => {
    person.type('/join ch now');
    for (let count = 0; count < ' now'.length; count += 1) person.press('Left');
    const before = person.state().input;
    person.press('Tab', 'Tab', 'Esc');
    expect([person.state().input, labels()]).toEqual([before, []]);
    expect(person.state().focus).toBe('input');
  });

  it('goes when another pane has the keyboard', async () => {
    tab('/n');
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    expect(labels()).toEqual([]);
  });

  it('has those first that begin with what is typed, then those that contain it', async () => {
    for (const user of ['sally', 'alice']) hear(user);
    tab('al');
    expect(labels()).toEqual(['alice', 'sally']);
  });

  it('has those first who spoke last, and ourselves last', async () => {
    person.session.setNick('anna');
    for (const user of ['anna', 'alex', 'amy', 'alex', 'adam', 'amy']) hear(user);
    tab('a');
    expect(labels()).toEqual(['amy', 'adam', 'alex', 'anna']);
  });

  it('says which rooms have unread lines', async () => {
    person.session.chat?.rooms.get('charlie')?.receive({ user: 'bob', say: 'hello' }, 0);
    tab('/join ch');
    expect((await rows()).join('\n')).toMatch(/charlie +1 unread/);
  });

  it('draws no control character of a topic', async () => {
    person = atScreen({ topics: ['evil/\u001b[2J', 'evil/x'] });
    tab('/sub evil/');
    expect(await rows()).toHaveLength(4);
    expect((await rows()).join('')).not.toContain('\u001b');
  });

  it('is at most eight rows high and never hides the chosen one', async () => {
    for (let index = 0; index < 40; index += 1) hear(`user${index}`);
    tab('user');
    // The first, two in the middle of the list, and the last.
    for (const steps of [0, 13, 13, 13]) {
      person.press(...Array.from({ length: steps }, () => 'Down'));
      expect(await rows()).toHaveLength(8);
      expect(await chosen()).toContain(labels()[person.state().completion?.index ?? 0]);
    }
    person.press('Down');
    expect(person.state().completion?.index).toBe(0);
  });

  it.each([
    { columns: 40, rows: 10 },
    { columns: 60, rows: 15 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
  ])('fits into the pane above the input box of $columns×$rows cells', async (size) => {
    person = atScreen(size);
    for (let index = 0; index < 40; index += 1) hear(`李明${index}`.repeat(3));
    tab('李');
    expect((await rows()).length).toBeLessThanOrEqual(Math.min(8, size.rows - 4));
    expect((await rows()).length).toBeGreaterThan(2);
    expect(await chosen()).toContain('李明39');
  });

  it('is clicked: that candidate is taken', async () => {
    tab('/n');
    const x = 40;
    const bottom = person.size.rows - 4 - 2;
    const last = labels().length - 1;
    const { text } = person.state().completion?.candidates[last] ?? {};
    handleMouse(person.context, { kind: 'click', x, y: bottom });
    expect([person.input(), labels()]).toEqual([`/${text}`, []]);
  });
});

/** The names of the commands that are listed. */
const listed = (): readonly string[] => labels().map((label) => label.split(' ')[0] ?? '');

describe('the list of commands', () => {
  const opened = {
    '/ in the input box': () => person.type('/'),
    ': in the tree': () => {
      person.dispatch({ type: 'pane-focused', pane: 'tree' });
      person.press(':');
    },
    ': in the log': () => {
      person.dispatch({ type: 'pane-focused', pane: 'log' });
      person.press(':');
    },
  };

  it.each(Object.entries(opened))(
    'is opened at once by %s, and narrowed as one types',
    (_, open) => {
      open();
      expect([person.input(), listed().length > 30]).toEqual(['/', true]);
      person.type('sor');
      expect([person.input(), listed()[0]]).toEqual(['/sor', '/sort']);
      person.press('Tab');
      expect([person.input(), person.state().completion]).toEqual(['/sort ', undefined]);
    },
  );

  it.each(Object.entries(opened))('runs a whole command with Enter after %s', (_, open) => {
    open();
    person.type('stats');
    expect(person.state().completion?.isOffered).toBe(true);
    person.press('Enter');
    expect([person.state().reading?.text.title, person.input()]).toEqual(['Statistics', '']);
  });

  it('inserts the marked one with Enter while the name is not whole, and the next Enter runs it', () => {
    person.type('/stat');
    person.press('Enter');
    expect([person.input(), person.state().reading]).toEqual(['/stats ', undefined]);
    person.press('Enter');
    expect(person.state().reading?.text.title).toBe('Statistics');
  });

  it('takes a command with its slash too after :, and says that Enter runs it', () => {
    opened[': in the tree']();
    person.type('/sort rate');
    expect([person.input(), person.hints()[0]]).toEqual(['/sort rate', 'Enter run']);
    person.press('Ctrl+U');
    person.type('//x');
    expect([person.input(), person.hints()[0]]).toEqual(['//x', 'Enter run']);
  });

  it('is closed by Esc, which leads back to the pane where a key has opened it', () => {
    opened['/ in the input box']();
    person.press('Esc');
    expect([person.input(), person.state().completion]).toEqual(['/', undefined]);
    person.press('Ctrl+U');
    opened[': in the tree']();
    person.press('Esc');
    expect([person.input(), person.state().begun, person.state().focus]).toEqual([
      '',
      undefined,
      'tree',
    ]);
  });

  it('is not in the way of what was sent before', () => {
    person.type('/sort name');
    person.press('Enter', 'Up');
    expect([person.input(), labels()]).toEqual(['/sort name', []]);
  });
});
