import { beforeEach, describe, expect, it } from 'vitest';
import { helpText } from '../../../source/ui/help/text.ts';
import { handleMouse } from '../../../source/ui/keys/mouse.ts';
import { changeSelection } from '../../../source/ui/topics/change-selection.ts';
import { treeTop } from '../../../source/ui/topics/pane-list.ts';
import { modeOf } from '../../../source/ui/ui-state.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';

let person: AtScreen;

const click = (x: number, y: number): void => handleMouse(person.context, { kind: 'click', x, y });
const wheel = (up: boolean, x: number, y: number): void =>
  handleMouse(person.context, { kind: 'wheel', up, x, y });
const selected = (): string | undefined => person.state().selected?.topic;
/** The first row of the tree that is on the screen of 80×24. */
const top = (): number => treeTop(person.context, person.state(), 18);

beforeEach(() => {
  const many = Array.from({ length: 50 }, (_, index) => `topic-${String(index).padStart(2, '0')}`);
  person = atScreen({ rooms: ['chat', 'ops'], topics: many });
  for (let count = 0; count < 60; count += 1)
    person.session.chat?.rooms.get('chat')?.receive({ user: 'bob', say: `line ${count}` }, 0);
});

describe('a click', () => {
  it('selects the row of the tree under it', () => {
    click(5, 2);
    expect([modeOf(person.state()), selected()]).toEqual(['tree', 'ops']);
    click(5, 5);
    expect(selected()).toBe('topic-02');
  });

  it('does not move the row that it selects', () => {
    for (let notch = 0; notch < 4; notch += 1) wheel(false, 5, 5);
    const before = top();
    click(5, 8);
    expect(top()).toBe(before);
    // Two rooms stand before the topics, and the border above the first row.
    expect(selected()).toBe(`topic-${before + 8 - 1 - 2}`);
  });

  it('opens and closes a branch the second time', () => {
    person = atScreen({ rooms: ['chat', 'ops'], topics: ['a/b/c', 'a/b/d'] });
    click(5, 3);
    expect(selected()).toBe('a/b');
    const rows = person.session.monitor?.tree.view.rowCount ?? 0;
    click(5, 3);
    const other = person.session.monitor?.tree.view.rowCount ?? 0;
    expect(other).not.toBe(rows);
    click(5, 3);
    expect(person.session.monitor?.tree.view.rowCount).toBe(rows);
  });

  it('points at the line of the log under it', () => {
    click(50, 18);
    expect([modeOf(person.state()), person.state().cursor]).toEqual(['log', 59]);
    click(50, 10);
    expect(person.state().cursor).toBe(51);
  });

  it('points at the message of the table under it, and at nothing in its head or below a paused log', () => {
    const topic = { kind: 'topic', topic: 'topic-00' } as const;
    changeSelection(person.context, topic);
    person.dispatch({ type: 'details-toggled' });
    person.dispatch({ type: 'table-shown', isShown: true });
    click(50, 1);
    expect(person.state().cursor).toBeUndefined();
    click(50, 2);
    expect(person.state().cursor).toBe(0);
    person.press('End', 'Space');
    const { monitor } = person.session;
    const node = monitor?.tree.record(aMessage(topic.topic, 'later'));
    if (node !== undefined) monitor?.log?.offer(node);
    click(50, 3);
    expect(person.state().cursor).toBeUndefined();
    person.press('Space');
    click(50, 3);
    expect(person.state().cursor).toBe(1);
  });

  it('gives a pane the keyboard', () => {
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    click(10, 21);
    expect(modeOf(person.state())).toBe('input');
    click(40, 0);
    expect(modeOf(person.state())).toBe('log');
  });

  it('on an empty place or the status line changes nothing', () => {
    person = atScreen();
    const before = person.state();
    click(5, 15);
    expect(selected()).toBe('chat');
    click(5, 23);
    expect(person.state().selected).toEqual(before.selected);
  });

  it.each([
    [
      'a question',
      { type: 'asked', question: { text: 'Quit?', yes: () => undefined, isAboutQuitting: true } },
    ],
    ['the help', { type: 'reading-changed', reading: { text: helpText([]), top: 0 } }],
    ['the form', { type: 'credentials-asked', username: '' }],
  ] as const)('does nothing under %s', (_name, action) => {
    person.dispatch(action);
    const before = person.state();
    click(5, 2);
    expect(person.state()).toBe(before);
  });
});

describe('the wheel', () => {
  it('scrolls the tree back at once, also where that has fewer rows now', () => {
    for (let notch = 0; notch < 30; notch += 1) wheel(false, 5, 5);
    person.session.monitor?.filters.set('-topic-4', 0);
    const end = top();
    wheel(true, 5, 5);
    expect(top()).toBe(end - 3);
  });

  it('scrolls the log by three rows', () => {
    wheel(true, 50, 5);
    expect(person.state().anchor).toEqual({ position: 56, hidden: 0 });
    wheel(false, 50, 5);
    expect(person.state().anchor).toBeUndefined();
  });

  it('scrolls the tree without changing the selection, to its ends and no further', () => {
    wheel(false, 5, 5);
    expect([top(), selected()]).toEqual([3, 'chat']);
    for (let notch = 0; notch < 100; notch += 1) wheel(false, 5, 5);
    const end = top();
    wheel(true, 5, 5);
    expect(top()).toBe(end - 3);
    for (let notch = 0; notch < 100; notch += 1) wheel(true, 5, 5);
    expect(top()).toBe(0);
    wheel(false, 5, 5);
    expect(top()).toBe(3);
  });

  it('scrolls the help', () => {
    person.press('F1');
    wheel(false, 5, 5);
    expect(person.state().reading?.top).toBe(3);
    wheel(true, 5, 5);
    wheel(true, 5, 5);
    expect(person.state().reading?.top).toBe(0);
  });
});
