import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { completionRows } from '../../../source/ui/input/completion-rows.ts';
import { handleMouse } from '../../../source/ui/keys/mouse.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';

let person: AtScreen;

const labels = (): string[] =>
  person.state().completion?.candidates.map(({ text, label }) => label ?? text) ?? [];

const rows = (): string[] => {
  const { completion } = person.state();
  return completion === undefined
    ? []
    : completionRows(completion, person.controls.screen().layout).map(stripVTControlCharacters);
};

const chosen = (): string | undefined => rows().find((row) => row.includes('▸'));

const hear = (user: string): void => {
  person.session.chat?.rooms.get('chat')?.hear({ user, say: 'hello' }, 0);
};

const tab = (typed: string): void => {
  person.type(typed);
  person.press('Tab');
};

beforeEach(() => {
  person = atScreen({ rooms: ['chat', 'charlie', 'ops'], topics: ['site/1', 'site/2'] });
});

describe('the list of candidates', () => {
  it('says what the commands do and marks the chosen one', () => {
    tab('/n');
    expect(rows().join('\n')).toContain('change your name');
    expect(chosen()).toContain('/nick NAME');
    person.press('Down');
    expect([chosen()?.includes('/names'), person.input()]).toEqual([true, '/names ']);
    person.press('Up', 'Shift+Tab');
    expect(chosen()).not.toContain('/nick');
  });

  it('does not come for one candidate', () => {
    tab('/unig');
    expect([person.input(), labels()]).toEqual(['/unignore ', []]);
  });

  it('takes with Enter, without sending, and then Enter sends', () => {
    tab('/join ch');
    person.press('Tab', 'Enter');
    expect([person.input(), labels()]).toEqual(['/join charlie', []]);
    person.press('Enter');
    expect([person.input(), person.state().selected?.topic]).toEqual(['', 'charlie']);
  });

  it('takes when one types on, and moves the cursor', () => {
    tab('/join ch');
    person.type('!');
    expect([person.input(), labels()]).toEqual(['/join chat!', []]);
  });

  it('leaves what was typed with Esc, the cursor too', () => {
    person.type('/join ch now');
    for (let count = 0; count < ' now'.length; count += 1) person.press('Left');
    const before = person.state().input;
    person.press('Tab', 'Tab', 'Esc');
    expect([person.state().input, labels()]).toEqual([before, []]);
    expect(person.state().focus).toBe('input');
  });

  it('goes when another pane has the keyboard', () => {
    tab('/n');
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    expect(labels()).toEqual([]);
  });

  it('has those first that begin with what is typed, then those that contain it', () => {
    for (const user of ['sally', 'alice']) hear(user);
    tab('al');
    expect(labels()).toEqual(['alice', 'sally']);
  });

  it('has those first who spoke last, and ourselves last', () => {
    person.session.setNick('anna');
    for (const user of ['anna', 'alex', 'amy', 'alex', 'adam', 'amy']) hear(user);
    tab('a');
    expect(labels()).toEqual(['amy', 'adam', 'alex', 'anna']);
  });

  it('says which rooms have unread lines', () => {
    person.session.chat?.rooms.get('charlie')?.hear({ user: 'bob', say: 'hello' }, 0);
    tab('/join ch');
    expect(rows().join('\n')).toMatch(/charlie +1 unread/);
  });

  it('draws no control character of a topic', () => {
    person = atScreen({ topics: ['evil/\u001b[2J', 'evil/x'] });
    tab('/sub evil/');
    expect(rows()).toHaveLength(4);
    expect(rows().join('')).not.toContain('\u001b');
  });

  it('is at most eight rows high and never hides the chosen one', () => {
    for (let index = 0; index < 40; index += 1) hear(`user${index}`);
    tab('user');
    for (let index = 0; index < 40; index += 1) {
      expect(rows()).toHaveLength(8);
      expect(chosen()).toContain(labels()[person.state().completion?.index ?? 0]);
      person.press('Down');
    }
    expect(person.state().completion?.index).toBe(0);
  });

  it.each([
    { columns: 40, rows: 10 },
    { columns: 60, rows: 15 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
  ])('fits into the pane above the input box of $columns×$rows cells', (size) => {
    person = atScreen(size);
    for (let index = 0; index < 40; index += 1) hear(`李明${index}`.repeat(3));
    tab('李');
    const { panes } = person.controls.screen().layout;
    expect(rows().length).toBeLessThanOrEqual(Math.min(8, panes.log?.height ?? 0));
    expect(rows().length).toBeGreaterThan(2);
    expect(chosen()).toContain('李明39');
  });

  it('is clicked: that candidate is taken', () => {
    tab('/n');
    const layout = person.controls.screen().layout;
    const x = (layout.panes.log?.x ?? 0) + 4;
    const bottom = (layout.panes.input?.y ?? 0) - 2;
    const last = labels().length - 1;
    const { text } = person.state().completion?.candidates[last] ?? {};
    handleMouse(person.controls, { kind: 'click', x, y: bottom });
    expect([person.input(), labels()]).toEqual([`/${text}`, []]);
  });
});
