import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { textOf } from '../../../source/ui/widgets/line-editor.ts';
import { type AtScreen, atScreen, aSession } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { openApp } from '../../support/open-app.tsx';

/** The rows of the sheet: all but the status line. */
const shown = async (person: AtScreen, rows = person.size.rows): Promise<string[]> =>
  (await drawScreen({ ...person, size: { ...person.size, rows } })).slice(0, -1);

const text = async (person: AtScreen): Promise<string> => (await shown(person)).join('\n');

/** The filters in the list, the marked one with `▸`. */
const listed = async (person: AtScreen): Promise<string[]> =>
  (await shown(person)).flatMap((row) => {
    const found = /^│ ([▸ ]) ([●⧖✗○]) (.+?) {2,}/.exec(row);
    return found === null ? [] : [`${found[1]?.trim()}${found[2]} ${found[3]}`];
  });

const watched = ({ session }: AtScreen): object[] =>
  Array.from(
    session.monitor?.subscriptions.values() ?? [],
    ({ filter, qos, noLocal, retainHandling, retainAsPublished, state }) => ({
      filter,
      qos,
      noLocal,
      retainHandling,
      retainAsPublished,
      state,
    }),
  );

const usual = { qos: 0, noLocal: false, retainHandling: 0, retainAsPublished: true };

const open = (...filters: readonly string[]): AtScreen => {
  const person = atScreen();
  for (const filter of filters) person.session.monitor?.subscribe(filter, 0);
  person.press('F2');
  return person;
};

describe('the list of subscriptions', () => {
  it('shows every filter, and what is shared as group and filter', async () => {
    const person = open('a/+', '$share/ops/site/#');
    expect(await listed(person)).toEqual(['▸⧖ #', '⧖ a/+', '⧖ site/# (group ops)']);
    expect(await text(person)).toContain('3 topic filters');
  });

  it('leaves figures out on the smallest screen, and shows the filters', async () => {
    const person = atScreen({ columns: 40, rows: 10 });
    person.session.monitor?.subscribe('site/1', 0);
    person.press('F2');
    expect((await shown(person))[1]).toMatch(/^│ {5}topic filter +QoS {2}state +│$/);
    expect(await listed(person)).toEqual(['▸⧖ #', '⧖ site/1']);
  });

  it('shows which rooms we cannot be in, and why', async () => {
    const person = open('a/+');
    const { access } = person.session.chat?.rooms.values().next().value ?? {};
    access?.failed.set('chat/$presence/+', 'refused: not authorized (135)');
    expect(await text(person)).toContain(
      '✗ #chat: subscription to $presence/+ refused: not authorized (135)',
    );
    expect(await listed(person)).toHaveLength(3);
  });

  it('tells what the broker does not take, and counts without its identifiers', async () => {
    const person = open();
    const connection = person.session.monitor?.connection;
    expect(await text(person)).not.toContain('Broker');
    if (connection !== undefined)
      connection.limits = {
        ...connection.limits,
        sharedSubscriptions: false,
        subscriptionIdentifiers: false,
      };
    const seen = await text(person);
    expect(seen).toContain('Broker     no shared subscriptions · no subscription identifiers');
    expect(seen).toContain('0 messages, by matching topics');
  });

  it('tells all about the one that is marked, and where filters overlap', async () => {
    const person = open('$share/ops/site/#');
    person.press('Down');
    expect(await text(person)).toMatch(/Shared +in the group ops/);
    expect(await text(person)).toMatch(/Options +no local off · retain as published on/);
    expect(await text(person)).toMatch(/Retained +never sent to a shared subscription/);
    expect(await text(person)).toMatch(/Overlaps +#: a message arrives once, or once for each/);
  });

  it('tells where a broker hands nothing retained to wildcards, as the chat has found out', async () => {
    const person = open('site/1');
    const { chat } = person.session;
    chat!.questions.handsOut = false;
    expect(await text(person)).toMatch(
      /Retained +This broker hands no retained messages to filters with wildcards/,
    );
    person.press('Down');
    expect(await text(person)).toMatch(/Retained +handling 0/);
    chat!.questions.handsOut = true;
    person.press('Up');
    expect(await text(person)).toMatch(/Retained +handling 0/);
  });

  it('switches off and on, and keeps what is off', async () => {
    const person = open('a/+');
    person.press('Down', 'Space');
    expect(await listed(person)).toEqual(['⧖ #', '▸○ a/+']);
    person.press('Space');
    expect(await listed(person)).toEqual(['⧖ #', '▸⧖ a/+']);
  });

  it('removes, and marks the neighbour', async () => {
    const person = open('a', 'b');
    person.press('Down', 'Delete');
    expect(await listed(person)).toEqual(['⧖ #', '▸⧖ b']);
    expect(person.notice()).toBe('No longer watching a; messages already received stay.');
    person.press('Delete', 'Delete');
    expect(await listed(person)).toEqual([]);
    person.press('Delete', 'Enter', 'Space');
    expect(person.state().sheet?.kind).toBe('subscriptions');
  });

  it('scrolls so that the marked one is seen, and stays as wide and high as its pane', async () => {
    const person = open(...Array.from({ length: 40 }, (_, index) => `客厅/${index}`));
    person.press('End');
    expect((await listed(person)).at(-1)).toBe('▸⧖ 客厅/39');
    person.press('Home');
    expect((await listed(person))[0]).toBe('▸⧖ #');
    for (const row of await shown(person)) expect(widthOf(row)).toBe(80);
    for (const rows of [10, 15, 24, 40]) expect(await shown(person, rows)).toHaveLength(rows - 1);
  });

  it('shows no control character of a filter, an answer or a group', async () => {
    const person = open('$share/\u202eops/\u202eevil');
    const subscription = person.session.monitor?.subscriptions.get('$share/\u202eops/\u202eevil');
    if (subscription !== undefined) {
      subscription.state = 'refused';
      subscription.reason = 'no\u001b[2J';
    }
    person.press('Down');
    expect(await text(person)).toContain('<U+202E>evil (group <U+202E>ops)');
    expect(await text(person)).toMatch(/Refused +no␛\[2J/);
    for (const hidden of ['\u202e', '\u001b']) expect(await text(person)).not.toContain(hidden);
  });

  it('is not there without the topics', () => {
    const session = aSession(undefined);
    Object.defineProperty(session, 'monitor', { value: undefined });
    const person = atScreen({ session });
    person.press('F2');
    expect(person.state().sheet).toBeUndefined();
    expect(person.notice()).toContain('--no-monitor');
  });
});

describe('the form of a subscription', () => {
  it('watches one more filter with the options that were chosen', async () => {
    const person = open();
    person.press('a');
    person.type('house/#');
    person.press('Tab', 'Right', 'Right', 'Tab', 'Space', 'Down', 'Space', 'Down', 'Left');
    person.press('Enter');
    expect(watched(person)[1]).toEqual({
      filter: 'house/#',
      qos: 2,
      noLocal: true,
      retainHandling: 2,
      retainAsPublished: false,
      state: 'pending',
    });
    expect(await listed(person)).toEqual(['⧖ #', '▸⧖ house/#']);
  });

  it('changes a filter in its place, and keeps what is off off', () => {
    const person = open('a', 'b');
    person.press('Down', 'Space', 'Enter', 'Backspace');
    person.type('c/d');
    person.press('Shift+Tab', 'Right', 'Enter');
    expect(watched(person)).toMatchObject([
      { filter: '#' },
      { filter: 'c/d', retainHandling: 1, state: 'off' },
      { filter: 'b' },
    ]);
  });

  it('says that a filter is in the list already, and leaves that one alone', () => {
    const person = open();
    person.session.monitor?.subscribe('a', 2);
    person.press('a');
    person.type('a');
    person.press('Enter');
    expect(person.notice()).toBe(
      'This topic filter is watched already: Enter in the list changes it.',
    );
    expect(person.state().sheet?.kind).toBe('subscription');
    expect(watched(person)[1]).toMatchObject({ filter: 'a', qos: 2 });
  });

  it('no longer says what was wrong with a filter that was mended, or left', async () => {
    const person = open();
    person.press('a');
    person.type('a/#/b');
    person.press('Enter');
    expect(person.notice()).toContain('#');
    person.press('Backspace', 'Backspace', 'Enter');
    expect(watched(person)[1]).toMatchObject({ filter: 'a/#' });
    expect(person.notice()).toBeUndefined();
    person.press('Enter', 'Backspace');
    person.type('x#');
    person.press('Enter');
    expect(person.notice()).toContain('#');
    person.press('Esc');
    expect(person.notice()).toBeUndefined();
    expect(await listed(person)).toEqual(['⧖ #', '▸⧖ a/#']);
  });

  it('wraps its remarks on a narrow screen', async () => {
    const person = atScreen({ columns: 60 });
    person.press('F2', 'a');
    const remark = (await shown(person)).join(' ').replace(/[│\s]+/g, ' ');
    expect(remark).toContain('shares the messages among the members of the group.');
  });

  it('says what each choice means, with room for it at 80 columns', async () => {
    const person = open();
    person.press('a', 'Up');
    for (const _ of [0, 1, 2]) {
      person.press('Space');
      expect(await text(person)).not.toContain('…');
    }
  });

  it('keeps the filter while the fields are gone through', () => {
    const person = open();
    person.press('Insert');
    person.type('a/b');
    person.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    const { sheet } = person.state();
    expect(sheet?.kind === 'subscription' && textOf(sheet.filter)).toBe('a/b');
    person.type(' c');
    person.press('Enter');
    expect(watched(person)[1]).toEqual({ filter: 'a/b c', ...usual, state: 'pending' });
  });

  it.each([
    ['', 'A topic filter needs at least one character.'],
    ['a/#/b', 'The wildcard "#" must be the last level'],
    ['$share/ops', 'A shared subscription is written'],
  ])('says what is wrong with %j, and stays', (filter, problem) => {
    const person = open();
    person.press('a');
    if (filter !== '') person.type(filter);
    person.press('Enter');
    expect(person.notice()).toContain(problem);
    expect(person.state().sheet?.kind).toBe('subscription');
    person.press('Esc');
    expect(person.state().sheet?.kind).toBe('subscriptions');
    expect(watched(person)).toHaveLength(1);
  });

  it('shows a long filter to its end, with the cursor in the pane', async () => {
    const person = open();
    person.press('a');
    person.type(`${'house/'.repeat(200)}end`);
    expect(await text(person)).toContain('end');
    const app = openApp(person.session, { store: person.store, ...person.size, isKept: true });
    await app.drawn();
    const cursor = app.cursor();
    const before = (app.rows()[cursor?.y ?? 0] ?? '').slice(0, cursor?.x);
    expect(before).toMatch(/end$/);
    for (const row of await shown(person)) expect(widthOf(row)).toBe(80);
  });

  it('leaves the options on a small screen, however long the filter is', async () => {
    const person = atScreen({ columns: 60, rows: 15 });
    // There is more to say than there is room for.
    Object.defineProperty(person.session.monitor?.connection, 'status', {
      value: { state: 'connected', protocolVersion: 4 },
    });
    person.press('F2', 'a');
    person.type('house/'.repeat(80));
    person.press('Shift+Tab', 'Right');
    const drawn = await text(person);
    for (const option of ['QoS', 'No local', 'Retain as published', '▸ Retain handling'])
      expect(drawn).toContain(`${option} `);
    expect(drawn).toContain('Retain handling 1: only when the filter is new to the');
  });
});

const run = (person: AtScreen, command: string): void => {
  person.type(command);
  person.press('Enter');
};

describe('/sub', () => {
  it('takes the options of MQTT 5', () => {
    const person = atScreen();
    run(person, '/sub a/# 1 --no-local --retain-handling=2 --no-retain-as-published');
    expect(watched(person)[1]).toMatchObject({
      filter: 'a/#',
      qos: 1,
      noLocal: true,
      retainHandling: 2,
      retainAsPublished: false,
    });
    expect(person.notice()).toBe('Watching a/#.');
  });

  it.each([
    ['/sub a --retain-handling 3', '--retain-handling takes 0, 1 or 2.'],
    ['/sub a --nolocal', 'There is no option --nolocal'],
    ['/sub $share/g/a --no-local', 'A shared subscription cannot have "no local"'],
    ['/sub a 3', 'The QoS is 0, 1 or 2'],
  ])('says what is wrong: %s', (command, problem) => {
    const person = atScreen();
    run(person, command);
    expect(person.notice()).toContain(problem);
    expect(watched(person)).toHaveLength(1);
  });

  it('opens the list: /subscriptions', () => {
    const person = atScreen();
    run(person, '/subscriptions');
    expect(person.state().sheet?.kind).toBe('subscriptions');
  });
});
