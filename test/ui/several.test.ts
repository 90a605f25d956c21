import { describe, expect, it, vi } from 'vitest';
import { inputContent } from '../../source/ui/input/input-content.ts';
import { handleMouse } from '../../source/ui/keys/mouse.ts';
import { paletteRows } from '../../source/ui/palette/rows.ts';
import type { PaletteSheet } from '../../source/ui/palette/state.ts';
import { roomPlaces } from '../../source/ui/rooms/actions.ts';
import { noticesElsewhere } from '../../source/ui/status/notices.tsx';
import { paneEntries, paneLength } from '../../source/ui/topics/pane-list.ts';
import { changeSelection } from '../../source/ui/topics/change-selection.ts';
import { modeOf } from '../../source/ui/ui-state.ts';
import { type AtSeveral, atSeveral } from '../support/at-several.ts';
import { aMessage } from '../support/messages.ts';

const officeAndHome = (): AtSeveral =>
  atSeveral([
    { name: 'office', rooms: ['chat', 'ops'], topics: ['site/lamp', 'plant'] },
    { name: 'home', rooms: ['kitchen'], topics: ['house/light', 'door'] },
  ]);

describe('the tree of several brokers', () => {
  it('has a heading for each, above its rooms and topics', () => {
    expect(officeAndHome().rows()).toEqual([
      'office',
      'office #chat',
      'office #ops',
      'office plant',
      'office site/lamp',
      'home',
      'home #kitchen',
      'home door',
      'home house/light',
    ]);
  });

  it('makes the broker current whose rows the selection comes to, down and up again', () => {
    const person = officeAndHome();
    person.press('Shift+Tab', 'Shift+Tab');
    person.press('Home');
    const places = [person.place()];
    for (let row = 0; row < 8; row += 1) {
      person.press('Down');
      places.push(person.place());
    }
    expect(places).toEqual([
      'office',
      'office chat',
      'office ops',
      'office plant',
      'office site/lamp',
      'home',
      'home kitchen',
      'home door',
      'home house/light',
    ]);
    person.press('Home');
    expect([person.place(), modeOf(person.state())]).toEqual(['office', 'tree']);
  });

  it('folds a broker with Left on its heading, which Left on a top level leads to', () => {
    const person = officeAndHome();
    person.press('Shift+Tab', 'Shift+Tab', 'Left');
    expect(person.place()).toBe('office');
    person.press('Left');
    expect(person.rows()).toEqual([
      'office',
      'home',
      'home #kitchen',
      'home door',
      'home house/light',
    ]);
    person.press('Down', 'Enter');
    expect([person.place(), person.rows()]).toEqual(['home', ['office', 'home']]);
    person.press('Enter', 'Up', 'Right');
    expect(person.rows()).toHaveLength(9);
  });

  it('asks the models for the rows that fit alone, however many topics there are', () => {
    const person = officeAndHome();
    const many = Array.from({ length: 20_000 }, (_, index) => `many-${index}`);
    for (const topic of many) person.session('office').monitor?.tree.record(aMessage(topic, '1'));
    const { view } = person.session('office').monitor!.tree;
    const rows = vi.spyOn(view, 'rows');
    const entries = paneEntries(person.workspace, person.state(), 19_988, 20);
    expect(entries).toHaveLength(20);
    expect(entries.at(-1)?.session.name).toBe('home');
    expect(rows.mock.results.map(({ value }) => (value as unknown[]).length)).toEqual([17]);
    expect(paneLength(person.workspace, person.state())).toBe(20_009);
  });

  it('keeps the selection on its row of the screen while topics come in above it', () => {
    const person = officeAndHome();
    person.press('Alt+3', 'Shift+Tab', 'Shift+Tab');
    const before = person.rows().indexOf('home #kitchen');
    for (let index = 0; index < 500; index += 1)
      for (const { monitor } of person.workspace.sessions)
        monitor?.tree.record(aMessage(`new-${index}`, '1'));
    expect(person.rows().indexOf('home #kitchen')).toBe(before);
    expect(person.place()).toBe('home kitchen');
    // The heading that the first row is below stays on the screen.
    expect(person.rows()[0]).toBe('office');
  });

  it('is not changed by one broker alone', () => {
    expect(atSeveral([{ name: 'office', rooms: ['chat'], topics: ['site/lamp'] }]).rows()).toEqual([
      'office #chat',
      'office site/lamp',
    ]);
  });

  it('goes to the broker whose row is clicked, also from a form of another', () => {
    const person = officeAndHome();
    person.stores
      .of(person.session('office'))
      .dispatch({ type: 'credentials-asked', username: '' });
    expect(modeOf(person.state())).toBe('credentials');
    handleMouse(person.context(), { kind: 'click', x: 5, y: 7 });
    expect(person.place()).toBe('home kitchen');
  });
});

describe('what is typed', () => {
  it('stays a draft of its room, and is never said on another broker', () => {
    const person = officeAndHome();
    person.session('office').setNick('me');
    person.session('home').setNick('me');
    const office = vi.spyOn(person.session('office').chat!, 'send');
    const home = vi.spyOn(person.session('home').chat!, 'send');
    person.type('for the office');
    person.press('Alt+3');
    expect(person.input()).toBe('');
    person.press('Enter');
    person.type('for home');
    person.press('Enter');
    expect([office.mock.calls, home.mock.calls]).toEqual([[], [['kitchen', 'for home']]]);
    person.press('Alt+1');
    expect(person.input()).toBe('for the office');
    person.press('Enter');
    expect(office.mock.calls).toEqual([['chat', 'for the office']]);
  });

  it('stays behind however another broker becomes the current one', async () => {
    const person = officeAndHome();
    const ways: readonly (() => unknown)[] = [
      () => person.workspace.show(person.session('home')),
      () => person.press('Alt+Right', 'Alt+Right'),
      () => person.press('Shift+Tab', 'Shift+Tab', 'End'),
      () => person.workspace.connect('garden'),
      () => person.workspace.disconnect(person.session('office')),
    ];
    for (const way of ways) {
      person.workspace.show(person.session('office'));
      person.press('Alt+1');
      person.stores.of(person.session('office')).dispatch({ type: 'input-replaced', text: 'mine' });
      await way();
      expect(person.workspace.current.name).not.toBe('office');
      expect(person.input()).not.toBe('mine');
    }
  });

  it('is not published to another broker for the leave that one of them got', () => {
    const person = officeAndHome();
    person.stores
      .of(person.session('office'))
      .dispatch({ type: 'publishing-allowed', topic: 'door' });
    person.workspace.show(person.session('home'));
    expect(person.state().allowed.has('door')).toBe(false);
  });

  it('is recalled on any broker once it was sent', () => {
    const person = officeAndHome();
    person.session('office').setNick('me');
    person.type('said before');
    person.press('Enter', 'Alt+3', 'Up');
    expect(person.input()).toBe('said before');
  });

  it('goes where the title says', () => {
    const person = officeAndHome();
    const titles = [1, 2, 3].map((number) => {
      person.press(`Alt+${number}`);
      return inputContent(person.context(), person.state()).title;
    });
    expect(titles).toEqual(['office · #chat', 'office · #ops', 'home · #kitchen']);
  });
});

describe('what belongs to a broker', () => {
  it('is as it was when the broker is current again', () => {
    const person = officeAndHome();
    person.press('Shift+Tab', 'Shift+Tab', '/');
    person.type('lamp');
    person.press('Enter');
    person.press('Alt+3');
    expect([person.state().filter, modeOf(person.state())]).toEqual(['', 'input']);
    person.press('Shift+Tab', 'Shift+Tab', 'z');
    person.press('Home');
    expect([person.state().filter, person.state().isZoomed]).toEqual(['lamp', true]);
  });

  it('is not changed by what ends later on another', () => {
    const person = officeAndHome();
    const office = person.context();
    person.press('Alt+3');
    changeSelection(office, { kind: 'room', topic: 'ops' });
    office.dispatch({ type: 'pane-focused', pane: 'log' });
    expect([person.place(), modeOf(person.state())]).toEqual(['home kitchen', 'input']);
    expect(person.session('office').chat?.rooms.get('ops')?.reading.isShown).toBe(false);
    person.workspace.show(person.session('office'));
    expect([person.place(), modeOf(person.state())]).toEqual(['office ops', 'input']);
  });
});

describe('unread lines', () => {
  it('count in a room that was shown on a broker that is no longer the current one', () => {
    const person = officeAndHome();
    person.press('Alt+3');
    const chat = person.session('office').chat?.rooms.get('chat');
    chat?.receive({ user: 'bob', say: 'are you there?' }, 0);
    expect(chat?.reading.unread).toBe(1);
    person.press('Alt+A');
    expect([person.place(), chat?.reading.unread]).toEqual(['office chat', 0]);
  });

  it('of a room stay unread while its heading is passed', () => {
    const person = officeAndHome();
    const kitchen = person.session('home').chat?.rooms.get('kitchen');
    kitchen?.receive({ user: 'bob', say: 'dinner' }, 0);
    person.press('Shift+Tab', 'Shift+Tab', 'Home', 'Down', 'Down', 'Down', 'Down', 'Down');
    expect([person.place(), kitchen?.reading.unread]).toEqual(['home', 1]);
  });

  it('are gone to in the order of the tree, whichever broker they are of', () => {
    const person = officeAndHome();
    expect(roomPlaces(person.workspace).map(({ room }) => room.topic)).toEqual([
      'chat',
      'ops',
      'kitchen',
    ]);
    person.press('Alt+Left');
    expect(person.place()).toBe('home kitchen');
    person.press('Alt+Right');
    expect(person.place()).toBe('office chat');
  });
});

describe('a broker in the background', () => {
  it('takes no key with what it asks for, which waits until it is the current one', () => {
    const person = officeAndHome();
    person.stores
      .of(person.session('home'))
      .dispatch({ type: 'credentials-asked', username: 'me' });
    person.type('hello');
    expect([modeOf(person.state()), person.input()]).toEqual(['input', 'hello']);
    person.press('Alt+3');
    expect(modeOf(person.state())).toBe('credentials');
    expect(inputContent(person.context(), person.state()).title).toBe(
      'home · User name and password',
    );
    person.press('Alt+1');
    expect(modeOf(person.state())).toBe('input');
  });

  it('tells its notices with its name', () => {
    const person = officeAndHome();
    person.session('home').notify('No answer.');
    person.session('office').notify('Here.');
    expect(noticesElsewhere(person.workspace)).toEqual(['home: No answer.']);
  });
});

/** The rows of the palette for what is typed in it. */
const found = (person: AtSeveral, typed: string): string[] => {
  person.press('Ctrl+P');
  person.type(typed);
  const { sheet } = person.state();
  const { rows } = paletteRows(person.context(), sheet as PaletteSheet);
  return rows.map(({ kind, name, after, key }) => [kind, name, after, key].join(' ').trim());
};

describe('the palette', () => {
  it('finds the rooms and topics of all brokers, each with the name of its broker and its key', () => {
    expect(found(officeAndHome(), 'kitchen')[0]).toBe('room kitchen · home Alt+3');
    expect(found(officeAndHome(), 'light')[0]).toBe('topic house/light · home');
    expect(found(officeAndHome(), 'lamp')[0]).toBe('topic site/lamp · office');
  });

  it('leads to what was chosen on another broker, and puts it first the next time', () => {
    const person = officeAndHome();
    person.type('draft');
    found(person, 'light');
    person.press('Enter');
    expect([person.place(), modeOf(person.state()), person.input()]).toEqual([
      'home house/light',
      'tree',
      '',
    ]);
    person.press('Alt+1');
    expect([person.input(), found(person, '')[0]]).toEqual(['draft', 'topic house/light · home']);
  });
});

describe('what a question is about', () => {
  it('names the broker that is published to, where there are several', () => {
    const person = officeAndHome();
    changeSelection(person.context(), { kind: 'topic', topic: 'site/lamp' });
    person.type('on');
    person.press('Enter');
    expect(person.state().question?.text).toBe('Publish to site/lamp on office?');
  });

  it('names the broker that is cleared', () => {
    const person = officeAndHome();
    const { context } = person;
    const { session } = context();
    const cleaning = {
      state: 'found',
      topics: ['site/lamp'],
      filters: ['site/#'],
      holdWhile: () => undefined,
    };
    Object.defineProperty(session, 'cleaning', { get: () => cleaning });
    context().dispatch({ type: 'sheet-changed', sheet: { kind: 'clean', isDry: false, top: 0 } });
    person.press('Enter');
    expect(person.state().question?.text).toBe(
      'Clear 1 retained message at site/# on office? This cannot be undone.',
    );
  });
});

describe('the name of a broker in titles', () => {
  it('leaves room for what it stands before, however long it is', () => {
    const person = atSeveral([
      { name: '一个非常非常长的连接名称用来测试屏幕上的布局', rooms: ['chat'] },
      { name: 'home', rooms: ['kitchen'] },
    ]);
    const { title } = inputContent(person.context(), person.state());
    expect(title).toBe('一个非常非常长的连… · #chat');
  });
});

/** Runs a command in the first broker's input box. */
const run = (person: AtSeveral, line: string): void => {
  person.press('Alt+1');
  person.type(line);
  person.press('Enter');
};

describe('/disconnect', () => {
  it('closes the current broker, or one by its name', async () => {
    const person = officeAndHome();
    run(person, '/disconnect home ');
    expect(person.workspace.sessions.map(({ name }) => name)).toEqual(['office']);
    run(person, '/disconnect ');
    expect(person.workspace.current.isEmpty).toBe(true);
    await vi.waitFor(() => expect(person.workspace.current.notice?.text).toBe('Left office.'));
  });

  it('asks before it loses what was said', () => {
    const person = officeAndHome();
    const home = person.session('home');
    home.setNick('me');
    home.chat?.send('kitchen', 'waits');
    run(person, '/disconnect home ');
    expect(person.state().question?.text).toBe(
      'Leave home? 1 sentence still waiting for the broker would be lost.',
    );
    person.press('n');
    expect(person.workspace.hasSeveral).toBe(true);
  });

  it('knows only what is open', () => {
    const person = officeAndHome();
    run(person, '/disconnect garden ');
    expect(person.workspace.current.notice?.text).toBe('garden is not open.');
  });
});

it('a broker that has just come begins in its input box, whatever had the focus before', async () => {
  const person = officeAndHome();
  person.press('Shift+Tab');
  const before = person.state().focus;
  await person.workspace.connect('garden');
  expect([before, person.state().focus]).toEqual(['log', 'input']);
});
