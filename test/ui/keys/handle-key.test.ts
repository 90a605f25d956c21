import { beforeEach, describe, expect, it, vi } from 'vitest';
import { textOf } from '../../../source/ui/widgets/line-editor.ts';
import { inputContent } from '../../../source/ui/input/input-content.ts';
import { activeLine, modeOf } from '../../../source/ui/ui-state.ts';
import { type AtScreen, aSession, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { aMessage } from '../../support/messages.ts';

let person: AtScreen;

const mode = (): string => modeOf(person.state());
const line = (): string =>
  textOf(activeLine(person.state()) ?? { characters: [], cursor: 0, killed: '' });
const selected = (): string | undefined => person.state().selected?.topic;

const said = (room = 'chat'): string[] => {
  const lines = person.session.chat?.rooms.get(room)?.lines;
  return Array.from({ length: lines?.length ?? 0 }, (_, index) => lines?.at(index)).flatMap((one) =>
    one?.kind === 'said' ? [one.say] : [],
  );
};

const hear = (count: number, room = 'chat'): void => {
  for (let index = 0; index < count; index += 1)
    person.session.chat?.rooms.get(room)?.receive({ user: 'bob', say: `line ${index}` }, 0);
};

const say = (...texts: string[]): void => {
  for (const text of texts) {
    person.type(text);
    person.press('Enter');
  }
};

/** Rows that the tree has with what is open and passes the filter. */
const treeRows = (): number => person.session.monitor?.tree.view.rowCount ?? 0;

beforeEach(() => {
  person = atScreen({
    rooms: ['chat', 'ops', 'garage'],
    topics: ['site/1/temperature', 'site/1/humidity', 'site/2/temperature', 'garden'],
  });
});

describe('Enter in the input box', () => {
  it('says a sentence in the room', () => {
    person.type('你好 everybody');
    person.press('Enter');
    expect(said()).toEqual(['你好 everybody']);
    expect(person.input()).toBe('');
  });

  it('says what begins with two slashes with one', () => {
    person.type('//etc/passwd');
    person.press('Enter');
    expect(said()).toEqual(['/etc/passwd']);
  });

  it('runs a command', () => {
    person.type('/join attic');
    person.press('Enter');
    expect(selected()).toBe('attic');
    expect(said()).toEqual([]);
  });

  it('keeps what was typed when a command cannot be run, and says why', () => {
    person.type('/join a/+');
    person.press('Enter');
    expect(person.input()).toBe('/join a/+');
    expect(person.notice()).toContain('wildcard');
  });

  it('publishes on the topic that is selected', () => {
    const publish = vi.spyOn(person.session, 'publish').mockResolvedValue();
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'garden' } });
    person.type('21.5');
    person.press('Enter', 'y');
    expect(publish).toHaveBeenCalledWith('garden', '21.5', { qos: 0, retain: false });
    expect(said()).toEqual([]);
  });

  it('tries to connect where nothing is typed', () => {
    const retry = vi.spyOn(person.session, 'retryNow').mockReturnValue();
    person.press('Enter');
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it('does not lose a sentence that is too long', () => {
    person.type('x'.repeat(64 * 1024 + 1));
    person.press('Enter');
    expect(person.input().length).toBe(64 * 1024 + 1);
    expect(person.notice()).toContain('64 KiB');
    expect(said()).toEqual([]);
  });

  it.each(['Ctrl+Enter', 'Ctrl+Shift+Enter'])('says it at %s, which few terminals tell', (key) => {
    person.type('Hello');
    person.press(key);
    expect(said()).toEqual(['Hello']);
  });

  it('deletes at Shift+Backspace, and begins a new line at Alt+Shift+Enter', () => {
    person.type('Hello!');
    person.press('Shift+Backspace');
    person.press('Alt+Shift+Enter');
    expect(person.input()).toBe('Hello\n');
  });

  it('cuts a word at Ctrl+Backspace and at Ctrl+Delete', () => {
    person.type('one two');
    person.press('Ctrl+Backspace');
    expect(person.input()).toBe('one ');
    person.press('Home');
    person.press('Ctrl+Delete');
    expect(person.input()).toBe(' ');
  });

  it('does not take Shift+Tab for Tab', () => {
    person.type('/jo');
    person.press('Shift+Tab');
    expect(person.input()).toBe('/jo');
  });

  it('says several lines that were typed as one sentence', () => {
    person.type('one');
    person.press('Alt+Enter');
    person.type('two');
    person.press('Enter');
    expect(said()).toEqual(['one\ntwo']);
  });
});

describe('text that arrives in one read', () => {
  it('is typed into the input box as it is', () => {
    person.type('jk/?');
    expect(person.input()).toBe('jk/?');
  });

  it('is a row of keys in the tree', () => {
    person.press('Tab');
    person.type('jjj');
    expect(selected()).toBe('garden');
  });

  it('goes on where its first key leads', () => {
    person.press('Tab');
    person.type('/temp');
    expect([mode(), line()]).toEqual(['prompt', 'temp']);
  });

  it('goes from the log to the input box where it means nothing to the log', () => {
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.type('hello 你好');
    expect([mode(), person.input()]).toEqual(['input', 'hello 你好']);
  });

  it.each([
    'come here',
    'C',
    'table',
    'me too',
    '=)',
    'R u there?',
    'E',
    'ok',
    'p.s.',
    'done',
    'no',
  ])('begins a sentence in the log of a room: %s', (text) => {
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press(...text.split(''));
    expect([mode(), person.input(), person.notice()]).toEqual(['input', text, undefined]);
    expect(person.state().showsPeople).toBe(true);
  });

  it.each([
    ['y', 'copy line 2'],
    ['Y', 'copy chat'],
  ])('is a key in the log of a room where it is of use there: %s', (key, copied) => {
    hear(3);
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('j', key);
    expect([mode(), person.input(), ...person.asked]).toEqual(['log', '', copied]);
  });

  it('switches the list of people in the log where that has room', () => {
    person = atScreen({ columns: 120 });
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('n');
    expect([mode(), person.input(), person.state().showsPeople]).toEqual(['log', '', false]);
  });

  it('means nothing in the details', () => {
    person.dispatch({ type: 'pane-focused', pane: 'details' });
    person.type('x');
    expect([mode(), person.input()]).toEqual(['details', '']);
  });
});

describe('Up and Down in the input box', () => {
  it('bring back what was said', () => {
    say('one', 'two');
    person.press('Up', 'Up');
    expect(person.input()).toBe('one');
    person.press('Down', 'Down');
    expect(person.input()).toBe('');
  });

  it('go from line to line in what is typed', () => {
    person.type('first');
    person.press('Alt+Enter');
    person.type('2nd');
    person.press('Up');
    expect(person.state().input.cursor).toBe(3);
    person.press('Down');
    expect(person.state().input.cursor).toBe(9);
    person.press('Home', 'Up', 'End', 'Down');
    expect(person.input()).toBe('first\n2nd');
  });

  it('go over a message of several lines to the ones before it', () => {
    say('oldest');
    person.type('one');
    person.press('Alt+Enter');
    person.type('two');
    person.press('Enter');
    person.press('Up', 'Up', 'Up');
    expect(person.input()).toBe('oldest');
  });

  it('go on from where they were when the cursor has moved', () => {
    say('oldest', 'middle', 'newest');
    person.press('Up', 'Up', 'Left', 'Up');
    expect(person.input()).toBe('oldest');
  });

  it('come back to what was being typed', () => {
    say('sent');
    person.type('draft');
    person.press('Up');
    expect(person.input()).toBe('sent');
    person.press('Down');
    expect(person.input()).toBe('draft');
  });
});

describe('a key of two keys', () => {
  it('waits for the second one, and says so', () => {
    person.type('draft');
    person.press('Ctrl+X');
    expect(inputContent(person.context, person.state()).title).toBe('Ctrl+X …');
    person.press('Ctrl+E');
    expect(person.asked).toContain('edit draft');
    expect(inputContent(person.context, person.state()).title).toBe('#chat');
  });

  it('puts what comes from the editor into the input box', async () => {
    person.type('draft');
    person.press('Ctrl+X', 'Ctrl+E');
    await vi.waitFor(() => expect(person.input()).toBe('draft edited'));
    person.type('!');
    expect(person.input()).toBe('draft edited!');
  });

  it.each([['Ctrl+U'], ['Esc'], ['Enter'], ['y'], ['Ctrl+X']])('is ended by %s', (key) => {
    person.type('draft');
    person.press('Ctrl+X', key);
    expect([person.input(), person.state().pendingKey]).toEqual(['draft', undefined]);
    person.press('Ctrl+E');
    expect([person.asked, said()]).toEqual([[], []]);
  });

  it('swallows one character of what was typed fast', () => {
    person.press('Ctrl+X');
    person.type('abc');
    expect(person.input()).toBe('bc');
  });

  it('opens no editor in other panes, where the first key has others behind it', () => {
    person.press('Tab', 'Ctrl+X');
    expect(person.state().pendingKey).toBe('Ctrl+X');
    person.press('Ctrl+E');
    expect([person.asked, person.state().pendingKey]).toEqual([[], undefined]);
  });
});

/** Types several lines of one sentence. */
const typeLines = (...texts: string[]): void => {
  for (const [index, text] of texts.entries()) {
    if (index > 0) person.press('Alt+Enter');
    person.type(text);
  }
};

describe('several lines', () => {
  it('are walked through with the arrow keys, in the column as far as there is one', () => {
    typeLines('first', 'ab', 'third');
    const columns = ['Up', 'Up', 'Down', 'Down'].map((key) => {
      person.press(key);
      return person.state().input.cursor;
    });
    expect(columns).toEqual([8, 2, 8, 11]);
  });

  it('let the box grow to a third of the screen and no further', async () => {
    typeLines(...Array.from({ length: 20 }, (_, index) => `line ${index}`));
    const rows = await drawScreen(person);
    const top = rows.findLastIndex((row) => row.startsWith('╭'));
    expect(rows.length - 1 - top).toBe(Math.floor(rows.length / 3) + 2);
  });
});

describe('a paste', () => {
  it('says how many lines and bytes it has', () => {
    person.paste('你好\nbob');
    expect(person.state().question?.text).toBe('Paste 2 lines, 10 B, into the input box?');
  });

  it('of more than a mebibyte is not taken, with a word', () => {
    person.paste('x'.repeat(1024 * 1024 + 1));
    expect([person.input(), person.state().question]).toEqual(['', undefined]);
    expect(person.notice()).toMatch(/^This paste of 1,048,577 bytes is too long/);
  });

  it('of one line is typed', () => {
    person.paste('hello\r\n');
    expect([mode(), person.input()]).toEqual(['input', 'hello']);
  });

  it('of one long line is said with the next Enter', () => {
    const text = 'word '.repeat(1800).trim();
    person.paste(text);
    expect([mode(), person.input()]).toEqual(['input', text]);
    person.press('Enter');
    expect([person.input(), said()]).toEqual(['', [text]]);
  });

  it('of several lines asks first, saying how many', () => {
    person.paste('one\r\ntwo\rthree');
    expect(mode()).toBe('question');
    expect(person.state().question?.text).toContain('3 lines, 13 B');
    expect(person.input()).toBe('');
    person.press('y');
    expect([mode(), person.input()]).toEqual(['input', 'one\ntwo\nthree']);
    expect(said()).toEqual([]);
  });

  it('goes to where the cursor was', () => {
    person.type('ad');
    person.press('Left');
    person.paste('b\nc');
    person.press('Enter');
    expect(person.input()).toBe('ab\ncd');
  });

  it('that is turned away leaves the input box as it was', () => {
    person.type('draft');
    person.paste('one\ntwo');
    person.press('Esc');
    expect([mode(), person.input()]).toEqual(['input', 'draft']);
  });

  it('of keys presses none: it is text', () => {
    person.press('Tab');
    person.paste('dq/');
    expect([mode(), person.input()]).toEqual(['input', 'dq/']);
  });

  it('in a prompt becomes one line', () => {
    person.press('Tab', '/');
    person.paste('site\r\ntemp');
    expect([mode(), line()]).toEqual(['prompt', 'site temp']);
  });

  it('into the password is not asked about and not shown', () => {
    person.dispatch({ type: 'credentials-asked', username: 'admin' });
    person.paste('opensesame\n');
    expect([mode(), line()]).toEqual(['credentials', 'opensesame']);
  });

  it('answers no question', () => {
    person.press('Ctrl+C');
    person.paste('y');
    expect([mode(), person.asked]).toEqual(['question', []]);
  });
});

const ask = (isAboutQuitting: boolean): void =>
  person.dispatch({
    type: 'asked',
    question: { text: 'Really?', yes: () => person.context.terminal.quit(), isAboutQuitting },
  });

describe('letters behind a one-letter answer', () => {
  it.each([
    ['yes please', ['quit']],
    ['yy', ['quit']],
    ['nothing', []],
    ['N/quit', []],
    ['no', []],
  ])('are no answer to anything else, and are not typed: %j', (text, did) => {
    ask(true);
    person.type(text);
    expect([person.asked, mode(), person.input()]).toEqual([did, 'input', '']);
  });

  it.each(['tree', 'log', 'details', 'input'] as const)('press no key in the %s', (pane) => {
    person.dispatch({ type: 'pane-focused', pane });
    for (const isAboutQuitting of [true, false])
      for (const text of ['yq:xzd?/', 'nq:xzd?/', 'Yes', 'No']) {
        ask(isAboutQuitting);
        const before = { ...person.state(), question: undefined };
        person.type(text);
        expect(person.state()).toEqual(before);
      }
    expect(said()).toEqual([]);
  });

  it('are not pasted with what was asked about', () => {
    person.paste('one\ntwo');
    person.type('yes');
    expect([mode(), person.input()]).toEqual(['input', 'one\ntwo']);
  });

  it.each(['x', 'maybe', '?'])('count for nothing where the first is no answer: %j', (text) => {
    ask(false);
    person.type(text);
    expect([mode(), person.input()]).toEqual(['question', '']);
  });
});

describe('Ctrl+C', () => {
  it('clears what is typed, and Ctrl+Y brings it back', () => {
    person.type('draft');
    person.press('Ctrl+C');
    expect([person.input(), mode()]).toEqual(['', 'input']);
    person.press('Ctrl+Y');
    expect(person.input()).toBe('draft');
  });

  it('asks when nothing is typed, and the second quits', () => {
    person.press('Ctrl+C');
    expect([mode(), person.asked]).toEqual(['question', []]);
    person.press('Ctrl+C');
    expect(person.asked).toEqual(['quit']);
  });

  it.each(['y', 'Y'])('asks, and %s quits', (yes) => {
    person.press('Ctrl+C', yes);
    expect(person.asked).toEqual(['quit']);
  });

  it('asks, and Enter is no answer', () => {
    person.press('Ctrl+C', 'Enter');
    expect([mode(), person.asked]).toEqual(['question', []]);
  });

  it('asks, and typing on stays: the Enter behind a sentence is no answer', () => {
    person.press('Ctrl+C');
    person.type('how are you?');
    person.press('Enter');
    expect(person.asked).not.toContain('quit');
    expect(said()).toEqual(['how are you?']);
  });

  it.each(['Esc', 'n', 'N'])('asks, and %s stays', (no) => {
    person.press('Ctrl+C', no);
    expect([mode(), person.asked]).toEqual(['input', []]);
  });

  it.each(['tree', 'log', 'details'] as const)(
    'asks in the %s, whatever stands in the input box',
    (pane) => {
      person.type('draft');
      person.dispatch({ type: 'pane-focused', pane });
      person.press('Ctrl+C');
      expect([mode(), person.input()]).toEqual(['question', 'draft']);
    },
  );

  it('turns a paste away without quitting', () => {
    person.paste('one\ntwo');
    person.press('Ctrl+C');
    expect([mode(), person.asked]).toEqual(['input', []]);
  });
});

describe('Esc', () => {
  it('goes back step by step: help, prompt, what is pointed at, input box', () => {
    hear(3);
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('Up', '?');
    expect(mode()).toBe('reading');
    person.press('Esc');
    expect([mode(), person.state().cursor]).toEqual(['log', 2]);
    person.press('Ctrl+F');
    expect(mode()).toBe('prompt');
    person.press('Esc');
    expect([mode(), person.state().cursor]).toEqual(['log', 2]);
    person.press('Esc');
    expect([mode(), person.state().cursor]).toEqual(['log', undefined]);
    person.press('Esc');
    expect(mode()).toBe('input');
    person.press('Esc');
    expect(mode()).toBe('input');
  });

  it('takes a notice away', () => {
    person.session.notify('Something.');
    person.press('Esc');
    expect(person.notice()).toBeUndefined();
  });
});

describe('the filter of the tree', () => {
  it('is followed while it is typed and edited', () => {
    person.press('Tab', '/');
    person.type('temp');
    const filtered = treeRows();
    person.type('x');
    expect(treeRows()).toBe(0);
    person.press('Backspace');
    expect(treeRows()).toBe(filtered);
    person.press('Ctrl+U');
    person.type('garden');
    expect(treeRows()).toBe(1);
  });

  it('stays after Enter, with the keyboard in the tree', () => {
    person.press('Tab', '/');
    person.type('garden');
    person.press('Enter');
    expect([mode(), person.state().filter, treeRows()]).toEqual(['tree', 'garden', 1]);
  });

  it('can be changed later', () => {
    person.press('Tab', '/');
    person.type('gard');
    person.press('Enter', '/');
    expect(line()).toBe('gard');
  });

  it('goes with Esc', () => {
    const all = treeRows();
    person.press('Tab', '/');
    person.type('garden');
    person.press('Esc');
    expect([mode(), person.state().filter, treeRows()]).toEqual(['tree', '', all]);
  });

  it('knows the keys of a line, Ctrl+F among them', () => {
    person.press('Tab', '/');
    person.type('garden');
    person.press('Home', 'Ctrl+F', 'Delete');
    expect([person.state().prompt?.kind, line()]).toEqual(['filter', 'grden']);
  });
});

describe('the search in the log', () => {
  it('points at the newest line that has it, then at older ones', () => {
    hear(12);
    person.press('Ctrl+F');
    person.type('LINE 1');
    person.press('Enter');
    expect(person.state().cursor).toBe(11);
    person.press('Enter');
    expect(person.state().cursor).toBe(10);
    person.press('Enter');
    expect(person.state().cursor).toBe(1);
    person.press('Enter');
    expect(person.notice()).toContain('not found further up');
    expect(mode()).toBe('prompt');
  });
});

describe('the rooms', () => {
  it('are reached by number', () => {
    person.press('Alt+3');
    expect([selected(), mode()]).toEqual(['garage', 'input']);
    person.press('Alt+9');
    expect(selected()).toBe('garage');
  });

  it('are reached in a ring', () => {
    const visited = ['Alt+Right', 'Alt+Right', 'Alt+Right', 'Alt+Left'].map((key) => {
      person.press(key);
      return selected();
    });
    expect(visited).toEqual(['ops', 'garage', 'chat', 'garage']);
  });

  it('are reached from a topic', () => {
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'garden' } });
    person.press('Alt+Left');
    expect(selected()).toBe('garage');
  });

  it('with unread lines come with Alt+A, and are read then', () => {
    person.session.chat?.rooms.get('chat')?.reading.setShown(true);
    hear(2, 'garage');
    person.press('Alt+A');
    expect(selected()).toBe('garage');
    expect(person.session.chat?.rooms.get('garage')?.reading.unread).toBe(0);
    person.press('Alt+A');
    expect([selected(), person.notice()]).toEqual(['garage', 'No room has unread lines.']);
  });
});

describe('the tree', () => {
  beforeEach(() => person.press('Tab'));

  it('is walked row by row, to its ends and no further', () => {
    person.press('k');
    expect(selected()).toBe('chat');
    person.press('Down', 'j', 'j');
    expect(selected()).toBe('garden');
    person.press('End', 'Down');
    const last = selected();
    person.press('Down');
    expect(selected()).toBe(last);
    person.press('Home');
    expect(selected()).toBe('chat');
  });

  it('opens a branch, steps in, steps out and closes it', () => {
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'site' } });
    person.press('O');
    const folded = person.session.monitor?.tree.view.rowCount ?? 0;
    person.press('Right');
    expect(person.session.monitor?.tree.view.rowCount).toBeGreaterThan(folded);
    person.press('Right');
    expect(selected()).toBe('site/1');
    person.press('Left');
    expect(selected()).toBe('site');
    person.press('Left');
    expect(person.session.monitor?.tree.view.rowCount).toBe(folded);
  });

  it('opens and closes all below', () => {
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'site' } });
    person.press('O');
    expect(person.session.monitor?.tree.view.rowCount).toBe(2);
    person.press('o');
    expect(person.session.monitor?.tree.view.rowCount).toBe(6);
  });

  it('is sorted another way with each s', () => {
    const orders = ['s', 's', 's', 's'].map((key) => {
      person.press(key);
      return person.session.monitor?.tree.view.order;
    });
    expect(orders).toEqual(['latest', 'rate', 'count', 'size']);
  });

  it('leads with Enter into the room, or the log of a topic', () => {
    person.press('Enter');
    expect(mode()).toBe('input');
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'garden' } });
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('Enter');
    expect(mode()).toBe('log');
  });

  it('looks for what is retained at and below the branch before anything is cleared', () => {
    const find = vi.spyOn(person.session, 'findRetained').mockReturnValue();
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'site' } });
    person.press('Delete');
    expect(find.mock.calls).toEqual([[['site/#'], undefined]]);
    expect(person.state().sheet).toEqual({ kind: 'clean', isDry: false, top: 0 });
    expect(person.state().question).toBeUndefined();
  });

  it('copies payload and topic', () => {
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'garden' } });
    person.press('y', 'Y');
    expect(person.asked).toEqual(['copy payload', 'copy garden']);
  });
});

describe('the log', () => {
  beforeEach(() => {
    hear(100);
    person.dispatch({ type: 'pane-focused', pane: 'log' });
  });

  it('is pointed at from the newest upwards', () => {
    person.press('k', 'Up', 'Up');
    expect(person.state().cursor).toBe(97);
    person.press('Down');
    expect(person.state().cursor).toBe(98);
  });

  it('copies the sentence that is pointed at', async () => {
    person.press('k', 'Up', 'y');
    expect(person.asked).toEqual(['copy line 98']);
    await vi.waitFor(() => expect(person.notice()).toContain('Copied the sentence'));
  });

  it('calls what nobody has said a line when it is copied', async () => {
    person.session.chat?.rooms.get('chat')?.tell('bob left', 0);
    person.press('k', 'y');
    expect(person.asked).toEqual(['copy bob left']);
    await vi.waitFor(() => expect(person.notice()).toContain('Copied the line'));
  });

  it('goes to its ends', () => {
    person.press('Home');
    expect(person.state().anchor).toBeDefined();
    person.press('End');
    expect(person.state().anchor).toBeUndefined();
  });

  it('scrolls by pages from every pane', () => {
    person.press('Tab');
    for (const pane of ['input', 'tree', 'log'] as const) {
      person.dispatch({ type: 'pane-focused', pane });
      person.press('PageUp');
      expect(person.state().anchor).toBeDefined();
      person.press('PageDown');
      expect(person.state().anchor).toBeUndefined();
    }
  });

  it('is paused and resumed', () => {
    person.press('Space');
    expect([person.state().isPaused, person.state().anchor]).toEqual([
      true,
      { position: 99, hidden: 0 },
    ]);
    person.press('Space');
    expect([person.state().isPaused, person.state().anchor]).toEqual([false, undefined]);
  });
});

describe('the name at the start', () => {
  beforeEach(() => {
    person = atScreen({ name: 'guest' });
  });

  it('is offered, and taken with Enter', () => {
    const setNick = vi.spyOn(person.session, 'setNick').mockReturnValue();
    expect([mode(), line()]).toEqual(['name', 'guest']);
    person.press('Enter');
    expect(setNick).toHaveBeenCalledWith('guest');
    expect(mode()).toBe('input');
  });

  it('is another one, without the blanks around it', () => {
    const setNick = vi.spyOn(person.session, 'setNick').mockReturnValue();
    person.press('Ctrl+U');
    person.type(' 李明 ');
    person.press('Enter');
    expect(setNick).toHaveBeenCalledWith('李明');
  });

  it('is asked for until it can be one', () => {
    const setNick = vi.spyOn(person.session, 'setNick').mockReturnValue();
    person.press('Ctrl+U', 'Enter');
    expect([mode(), person.notice()]).toEqual([
      'name',
      'A name needs at least one visible character.',
    ]);
    expect(setNick).not.toHaveBeenCalled();
  });

  it.each(['Tab', 'Shift+Tab', 'Up', 'Down'])('is explained with %s', (key) => {
    person.press(key, 'Alt+2');
    expect([mode(), selected(), line()]).toEqual(['name', 'chat', 'guest']);
    expect(person.notice()).toBe(
      'Only a name is asked for here: Enter joins the chat, Esc only watches.',
    );
  });

  it('is not given with Esc: there is no chat then, and /join asks again', () => {
    const setNick = vi.spyOn(person.session, 'setNick');
    const open = vi.spyOn(person.session, 'open');
    person.press('Esc');
    expect([mode(), selected(), person.session.chat]).toEqual(['tree', undefined, undefined]);
    expect([person.session.status.state, setNick.mock.calls, open.mock.calls]).toEqual([
      'idle',
      [],
      [],
    ]);
    person.press('Esc');
    person.type('hello');
    person.press('Enter');
    expect(person.notice()).toBe('Choose a topic first, or /join the chat.');
    person.press('Ctrl+U');
    person.type('/join');
    person.press('Enter');
    expect([mode(), line()]).toEqual(['name', 'guest']);
    person.press('Enter');
    expect([mode(), selected(), setNick.mock.calls]).toEqual(['input', 'chat', [['guest']]]);
  });

  it('is asked for by /join ROOM too, which joins that room alone', () => {
    person.press('Esc', 'Esc');
    person.type('/join ops');
    person.press('Enter');
    person.type('2');
    person.press('Enter');
    const { chat } = person.session;
    expect([chat?.nick, [...(chat?.rooms.keys() ?? [])]]).toEqual(['guest2', ['ops']]);
    expect([mode(), selected()]).toEqual(['input', 'ops']);
  });

  it('must be given where there is nothing to watch', () => {
    person = atScreen({
      name: 'guest',
      session: aSession(undefined, { monitor: undefined as never }),
    });
    person.press('Esc', 'Tab');
    expect([mode(), selected()]).toEqual(['name', 'chat']);
    expect(person.notice()).toBe('Only a name is asked for here: Enter joins the chat.');
  });
});

describe('q', () => {
  beforeEach(() => {
    person = atScreen({ topics: ['a/b'] });
  });

  it.each(['tree', 'log', 'details'] as const)('asks whether to quit: %s', (pane) => {
    person.dispatch({ type: 'pane-focused', pane });
    expect(person.hints()).toContain('q quit');
    person.press('q');
    expect(person.state().question?.text).toMatch(/^Quit mqtt-tui\?/);
    person.press('Esc');
    expect(mode()).toBe(pane);
    person.press('q', 'y');
    expect(person.asked).toEqual(['quit']);
  });

  it('is a letter in the input box, where Ctrl+C is the key to quit', () => {
    expect(person.hints()).toContain('Ctrl+C quit');
    person.press('q');
    expect([mode(), person.input()]).toEqual(['input', 'q']);
    expect(person.hints().join()).not.toContain('quit');
  });

  it.each([['q', 'u', 'i', 't', 'e'], ['quite'], ['q', 'uite'], ['qui', 'te']])(
    'begins a sentence in the log of a room when typing goes on: %j',
    (...typed) => {
      person.dispatch({ type: 'pane-focused', pane: 'log' });
      for (const text of typed) person.type(text);
      expect([mode(), person.input(), person.asked]).toEqual(['input', 'quite', []]);
    },
  );

  it('never quits with a key that came in the same read', () => {
    for (const pane of ['tree', 'log'] as const) {
      person.dispatch({ type: 'pane-focused', pane });
      person.type('qy');
      expect([person.state().question, person.asked]).toEqual([undefined, []]);
    }
    expect(person.input()).toBe('qy');
  });
});

describe('the form for user name and password', () => {
  beforeEach(() => person.dispatch({ type: 'credentials-asked', username: '' }));

  it('goes from field to field and connects', () => {
    const correct = vi.spyOn(person.session, 'updateCredentials').mockReturnValue();
    person.type('admin');
    person.press('Enter');
    person.type('secret ');
    person.press('Enter');
    expect(correct).toHaveBeenCalledWith({ username: 'admin', password: 'secret ' });
    expect(mode()).toBe('input');
  });

  it('leaves out what is empty', () => {
    const correct = vi.spyOn(person.session, 'updateCredentials').mockReturnValue();
    person.press('Enter', 'Enter');
    expect(correct).toHaveBeenCalledWith({});
  });

  it.each(['Tab', 'Shift+Tab', 'Up', 'Down'])('changes the field with %s', (key) => {
    person.press(key);
    person.type('secret');
    person.press(key);
    person.type('admin');
    const { username, password } = person.state().credentials ?? {};
    expect([username, password].map((field) => field?.characters.join(''))).toEqual([
      'admin',
      'secret',
    ]);
  });

  it('is left with Esc', () => {
    const correct = vi.spyOn(person.session, 'updateCredentials').mockReturnValue();
    person.type('admin');
    person.press('Esc');
    expect(mode()).toBe('input');
    expect(correct).not.toHaveBeenCalled();
  });

  it('keeps no password for Ctrl+Y elsewhere', () => {
    person.press('Tab');
    person.type('opensesame');
    person.press('Ctrl+U', 'Tab', 'Ctrl+Y');
    expect(line()).toBe('');
    person.press('Esc', 'Ctrl+Y');
    expect(person.input()).toBe('');
  });
});

const screen = async (): Promise<string> => (await drawScreen(person)).join('\n');

describe('scrolling what is longer than its pane', () => {
  it('comes back from beyond the end of the help at once', async () => {
    person.press('F1');
    for (let page = 0; page < 50; page += 1) person.press('PageDown');
    const end = await screen();
    person.press('Up');
    expect(await screen()).not.toBe(end);
  });

  it('goes to the end of the help, where the marks are, and to its start', async () => {
    person.press('F1');
    const start = await screen();
    person.press('End');
    expect(await screen()).toContain('messages being published repeatedly');
    person.press('Home');
    expect(await screen()).toBe(start);
  });

  it('comes back from beyond the end of the details at once', async () => {
    const { session } = person;
    session.monitor?.tree.record(
      aMessage('garden', JSON.stringify(Array.from({ length: 40 }, (_, index) => index))),
    );
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'garden' } });
    person.dispatch({ type: 'pane-focused', pane: 'details' });
    for (let row = 0; row < 200; row += 1) person.press('Down');
    const end = await screen();
    expect(end).toContain('39');
    person.press('Up');
    expect(await screen()).not.toBe(end);
  });
});

describe('zooming', () => {
  it.each(['tree', 'log'] as const)('gives the %s the screen, and takes it back', (pane) => {
    person.dispatch({ type: 'pane-focused', pane });
    const panes = (): string[] =>
      (['tree', 'log', 'details'] as const).filter(
        (name) => person.context.boxes.inside(name).rows > 0,
      );
    const before = panes();
    person.press('z');
    expect(panes()).toEqual([pane]);
    person.press('z');
    expect(panes()).toEqual(before);
  });
});
