import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import {
  aSession,
  atScreen,
  type AtScreen,
  type AtScreenOptions,
} from '../../support/at-screen.ts';
import { changeSelection } from '../../../source/ui/topics/change-selection.ts';
import { goToField } from '../../../source/ui/publish/state.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { formInEditor } from '../../support/form-in-editor.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp } from '../../support/open-app.tsx';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const topics = ['site/door', 'site/lamp', 'site/lamp/state', '客厅/灯'];

/** Somebody in the input box who has selected a topic. */
const onTopic = (options: AtScreenOptions = {}): AtScreen => {
  const person = atScreen({ topics, selected: { kind: 'topic', topic: 'site/lamp' }, ...options });
  person.dispatch({ type: 'pane-focused', pane: 'input' });
  return person;
};

const open = (options: AtScreenOptions = {}): AtScreen => {
  const person = atScreen({ topics, ...options });
  person.press('F4');
  return person;
};

const field = ({ state }: AtScreen): string | undefined => {
  const { sheet } = state();
  return sheet?.kind === 'publish' ? sheet.field : undefined;
};

/** The whole screen, of so many rows where that is told. */
const text = async (person: AtScreen, rows = person.size.rows): Promise<string> =>
  (await drawScreen({ ...person, size: { ...person.size, rows } })).join('\n');

/** The fields that Tab goes through until it is back at the topic. */
const round = (person: AtScreen): Set<string | undefined> => {
  const seen: (string | undefined)[] = [];
  do {
    seen.push(field(person));
    person.press('Tab');
  } while (field(person) !== 'topic');
  expect(new Set(seen).size).toBe(seen.length);
  return new Set(seen);
};

/** Resolves when what was asked of the desk has been dealt with. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('what stands under the form is scrolled to its end and no further', async () => {
  const person = open();
  const { sheet } = person.state();
  if (sheet?.kind !== 'publish') throw new Error('the editor is not open');
  const problem = Array.from({ length: 130 }, (_, index) => `word${index}`).join(' ');
  person.dispatch({ type: 'sheet-changed', sheet: { ...sheet, problem } });
  expect(await text(person)).toMatch(/↓ \d+ more ─/);
  person.press(...Array.from({ length: 20 }, () => 'PageDown'));
  const end = await text(person);
  expect(end).toContain('word129');
  expect(end).not.toContain(' more ─');
  person.press('PageUp');
  expect(await text(person)).toMatch(/↓ \d more ─/);
});

describe('the publish editor', () => {
  it('opens empty, and for the topic that is selected', () => {
    expect(formInEditor(open()).topic).toBe('');
    const person = onTopic();
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('p');
    expect(formInEditor(person)).toMatchObject({ topic: 'site/lamp', payload: '' });
    expect(field(person)).toBe('payload');
  });

  it('takes a payload of several lines, and moves between them', () => {
    const person = open();
    person.type('a');
    person.press('Enter');
    person.type('你好');
    person.press('Enter');
    person.type('two');
    person.press('Up');
    person.type('!');
    expect(formInEditor(person)).toMatchObject({ topic: 'a', payload: '你好!\ntwo' });
    person.press('Up');
    expect(field(person)).toBe('topic');
    person.press('Down', 'Down');
    expect(field(person)).toBe('format');
  });

  it('goes through all fields and round, with the properties once they are unfolded', async () => {
    const person = open();
    person.type('a');
    expect(round(person).size).toBe(8);
    person.press('Shift+Tab');
    expect(field(person)).toBe('more');
    expect(await text(person)).not.toContain('Content type');
    person.press('Space');
    expect(await text(person)).toContain('Content type');
    person.press('Tab');
    expect(field(person)).toBe('contentType');
    person.type('text/plain');
    person.press('Shift+Tab', 'Enter');
    expect(await text(person)).toMatch(/▸ MQTT 5 properties, 1 set/);
    person.press('Left', 'Tab');
    while (field(person) !== 'topic') person.press('Shift+Tab');
    expect(round(person).size).toBe(14);
  });

  it('unfolds the properties for one that is wrong', async () => {
    const person = open({ topics: [] });
    const { sheet } = person.state();
    if (sheet?.kind !== 'publish') throw new Error('the editor is not open');
    person.dispatch({ type: 'sheet-changed', sheet: goToField(sheet, 'expiry') });
    expect(await text(person)).toContain('▸ Expires after (s)');
  });

  it('chooses by Space and arrows, which move in text', () => {
    const person = open();
    person.type('ab');
    person.press('Left');
    person.type('-');
    expect(formInEditor(person).topic).toBe('a-b');
    person.press('Tab', 'Tab', 'Space', 'Tab', 'Right', 'Right', 'Tab', 'Space');
    expect(formInEditor(person)).toMatchObject({ format: 'hex', qos: 2, retain: true });
    person.press('Left');
    expect(formInEditor(person).retain).toBe(false);
  });

  it('completes the topic from the tree, a level at a time', async () => {
    const person = open();
    person.type('si');
    person.press('Tab');
    expect(formInEditor(person).topic).toBe('site/');
    person.press('Tab');
    expect(formInEditor(person).topic).toBe('site/door');
    expect(await text(person)).toMatch(/▸ site\/door[^]*site\/lamp/);
    person.press('Tab');
    expect(formInEditor(person).topic).toBe('site/lamp');
    person.press('Shift+Tab');
    expect(formInEditor(person).topic).toBe('site/door');
    person.press('Enter');
    expect(field(person)).toBe('payload');
    expect(formInEditor(person).topic).toBe('site/door');
  });

  it('goes on below a branch that Enter has taken from the list', () => {
    const person = open();
    person.press('Tab', 'Tab');
    expect(formInEditor(person).topic).toBe('客厅/');
    person.press('Shift+Tab');
    expect(formInEditor(person).topic).toBe('site/');
    person.press('Enter', 'Tab');
    expect(formInEditor(person).topic).toBe('site/door');
  });

  it('completes the path of a file, into folders', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'data', 'deep'), { recursive: true });
    for (const name of ['deep/x', 'one.json', '.one']) writeFileSync(join(home, 'data', name), 'x');
    const person = onTopic({
      session: aSession(undefined, { publishing: { templates: undefined, home } }),
    });
    const path = (wanted: string): Promise<void> =>
      vi.waitFor(() => expect(formInEditor(person).path).toBe(wanted));
    person.press('F4', 'Ctrl+O');
    person.type('~/d');
    person.press('Tab');
    await path('~/data/');
    person.press('Tab');
    await path('~/data/deep/');
    expect(await text(person)).toMatch(/1 of 2 +▸ deep\/ [^]*one\.json /);
    expect(await text(person)).not.toContain('.one');
    person.press('Tab');
    await path('~/data/one.json');
    person.press('Shift+Tab', 'Enter', 'Tab');
    await path('~/data/deep/x');
    person.press('Tab');
    await vi.waitFor(() => expect(field(person)).toBe('format'));
    expect(formInEditor(person).path).toBe('~/data/deep/x');
  });

  it('lets what is typed while a folder is read stand', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'one.json'), 'x');
    const session = aSession(undefined, { publishing: { templates: undefined, home } });
    const person = onTopic({ session });
    const reading = vi.spyOn(session.publisher, 'pathsStartingWith');
    person.press('F4', 'Ctrl+O');
    person.type('~/o');
    person.press('Tab');
    person.type('ther');
    await reading.mock.results[0]?.value;
    expect(formInEditor(person).path).toBe('~/other');
  });

  it('says that placeholders are filled in and that there are more fields where the screen is small', async () => {
    const person = onTopic({ columns: 60, rows: 12 });
    person.press('F4');
    expect(await text(person)).toContain('{{n}} {{now}} {{random 1 10}} are filled in');
    expect(await text(person)).toContain('─ ↓ more fields ─');
    expect(await text(person, 25)).not.toContain('more fields');
    expect(await text(person, 25)).toContain('0 B');
    person.type('no {{n}}');
    expect(await text(person, 25)).toContain('{{…}} filled in');
  });

  it('comes back with what was typed, whatever came between', () => {
    const person = onTopic();
    person.press('F4');
    person.type('half a sen');
    person.press('Esc');
    expect(person.state().sheet).toBeUndefined();
    person.press('Ctrl+P', 'Esc', 'F4');
    expect(formInEditor(person)).toMatchObject({ topic: 'site/lamp', payload: 'half a sen' });
    person.press('Esc');
    person.type('/publish site/door');
    person.press('Enter');
    expect(formInEditor(person)).toMatchObject({ topic: 'site/door', payload: '' });
    person.press('Ctrl+P');
    expect(formInEditor(person).payload).toBe('half a sen');
    person.press('Ctrl+N');
    expect(formInEditor(person).topic).toBe('site/door');
    person.press('Ctrl+N');
    expect(formInEditor(person).topic).toBe('');
    person.press('Ctrl+N', 'Ctrl+P');
    expect(formInEditor(person).topic).toBe('site/door');
  });

  it('begins an empty form at its topic, whichever field was worked in', () => {
    const person = onTopic();
    person.press('F4');
    person.type('on');
    person.press('Shift+Tab', 'Shift+Tab');
    expect(field(person)).toBe('more');
    person.press('Right', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    person.press('Ctrl+N');
    expect(field(person)).toBe('topic');
    person.type('site/new');
    expect(formInEditor(person)).toMatchObject({
      topic: 'site/new',
      payload: '',
      userProperties: '',
    });
    person.press('Ctrl+P');
    expect(field(person)).toBe('topic');
    expect(formInEditor(person)).toMatchObject({ topic: 'site/lamp', payload: 'on' });
  });

  it('begins at the topic where the one that is selected has no name', () => {
    const person = atScreen({ topics: ['/lead'], selected: { kind: 'topic', topic: '' } });
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('p');
    expect(field(person)).toBe('topic');
  });

  it('counts the bytes of a payload once, whatever is drawn and wherever the cursor goes', async () => {
    const person = open();
    person.type('a');
    person.press('Enter');
    person.type('ab '.repeat(1000));
    person.press('Tab', 'Space');
    expect(await text(person)).toContain('1,000 B');
    person.press('Shift+Tab');
    const decode = vi.spyOn(Buffer, 'from');
    onTestFinished(() => decode.mockRestore());
    const decoded = (): number =>
      decode.mock.calls.filter((call: readonly unknown[]) => call[1] === 'hex').length;
    await text(person);
    person.press('Left');
    expect(await text(person)).toContain('1,000 B');
    expect(decoded()).toBe(0);
    person.type('a');
    expect(await text(person)).not.toContain('1,00');
    person.type('b');
    expect(await text(person)).toContain('1,001 B');
    await text(person);
    expect(decoded()).toBe(1);
  });

  it('says what is wrong, at the field, and keeps everything', async () => {
    const person = open();
    person.type('a/#');
    person.press('Tab');
    person.type('x');
    person.press('Ctrl+S');
    await settled();
    expect(field(person)).toBe('topic');
    expect(await text(person)).toContain('✗ A topic name must not contain the wildcard "#"');
    expect(formInEditor(person)).toMatchObject({ topic: 'a/#', payload: 'x' });
  });

  it('tells that nothing goes out without a connection', async () => {
    const person = open();
    person.type('a');
    person.press('Ctrl+S');
    await settled();
    expect(await text(person)).toContain(
      'Not published to a: Not connected: nothing was published.',
    );
  });

  it('opens a message that is pointed at, with exact bytes and properties', () => {
    const session = aSession(undefined);
    const properties = {
      contentType: 'x/y',
      correlationData: Buffer.from([0, 255]),
      userProperties: [
        ['unit', 'a'],
        ['unit', 'b'],
      ] as const,
    };
    session.monitor?.tree.record(
      aMessage('bin', Buffer.from([0, 1, 255]), { qos: 1, retain: true, properties }),
    );
    const person = atScreen({ session, selected: { kind: 'topic', topic: 'bin' } });
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('p');
    expect(formInEditor(person)).toMatchObject({
      topic: 'bin',
      format: 'hex',
      payload: '00 01 ff',
      qos: 1,
      retain: true,
      contentType: 'x/y',
      correlationData: '0x00ff',
      userProperties: 'unit=a\nunit=b',
    });
  });

  it('says where the kept part of a payload is not all of it', () => {
    const session = aSession(undefined);
    session.monitor?.tree.record(aMessage('long', 'x'.repeat(70_000)));
    const person = atScreen({ session, selected: { kind: 'topic', topic: 'long' } });
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('p');
    expect(person.notice()).toContain('Only the first 64 KiB of 68 KiB were stored');
  });

  it('hands the payload to an editor', async () => {
    const person = onTopic();
    person.press('F4');
    person.type('text');
    person.press('Ctrl+X', 'Ctrl+E');
    await settled();
    expect(person.asked).toEqual(['edit text']);
    expect(formInEditor(person).payload).toBe('text edited');
  });

  it('asks for the path of a file, which is no payload text', async () => {
    const person = onTopic();
    person.press('F4');
    person.type('text');
    person.press('Ctrl+O');
    person.type('/tmp/x');
    expect(formInEditor(person)).toMatchObject({ format: 'file', path: '/tmp/x', payload: 'text' });
    expect(await text(person)).toContain('the path of a file, published byte by byte');
    expect(person.hints()).not.toContain('Enter new line');
    person.press('Ctrl+X', 'Ctrl+E');
    expect(person.notice()).toMatch('The payload is a file');
    expect(person.asked).toEqual([]);
  });

  it.each([
    [80, 24],
    [120, 40],
    [40, 10],
    [60, 16],
  ])('fits %i×%i cells with the cursor on the screen, in every field', async (columns, rows) => {
    const person = onTopic({ columns, rows });
    person.press('F4');
    person.type('一二三四五六七八九十\n'.repeat(30));
    const app = openApp(person.session, { store: person.store, columns, rows });
    for (let step = 0; step < 13; step += 1) {
      await app.drawn();
      const lines = app.rows();
      const cursor = app.cursor();
      expect(lines).toHaveLength(rows);
      expect(new Set(lines.slice(0, -1).map(widthOf))).toEqual(new Set([columns]));
      expect(lines.slice(1, -2).join('\n')).toContain('▸ ');
      const isTyped = person.state().sheet?.line !== undefined;
      const isInside =
        cursor !== undefined && cursor.y > 0 && cursor.y < rows - 2 && cursor.x < columns - 1;
      expect(isInside).toBe(isTyped);
      person.press('Tab');
    }
    expect(app.misfits()).toEqual([]);
  });
});

it('opens for the selected topic with F4, unless something was typed into it', () => {
  const person = atScreen({ topics: ['a', 'b'] });
  person.press('F4', 'Esc');
  for (const selected of ['a', 'b']) {
    changeSelection(person.context, { kind: 'topic', topic: selected });
    person.press('F4');
    expect(formInEditor(person).topic).toBe('a');
    person.type('1');
    person.press('Esc');
  }
});

describe('stopping', () => {
  it('names one of several, or all', async () => {
    const person = onTopic();
    const { publisher } = person.session;
    person.type('/stop');
    person.press('Enter');
    expect(person.notice()).toBe('Nothing is being repeated.');
    person.press('Ctrl+U', 'F4');
    person.type('x');
    person.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    person.type('60');
    person.press('Ctrl+S', 'Ctrl+S');
    await settled();
    expect(publisher.repeats.count).toBe(2);
    expect(await text(person)).toMatch(/⟳ 1 {2}site\/lamp {2}every 1 min[^]*⟳ 2/);
    person.press('Esc');
    person.type('/stop 7');
    person.press('Enter');
    expect(person.notice()).toBe('Which one? /stop NUMBER; there are 1, 2.');
    person.press('Ctrl+U');
    person.type('/stop 1');
    person.press('Enter');
    expect(publisher.repeats.list.map(({ id }) => id)).toEqual([2]);
    person.press('F4', 'Ctrl+G');
    expect(publisher.repeats.count).toBe(0);
    expect(person.notice()).toBe('Stopped 1 repeated message; 0 sent.');
  });

  it('is one key wherever the panes are shown, while something is repeated', async () => {
    const person = onTopic();
    const { publisher } = person.session;
    const repeat = async (): Promise<void> => {
      await publisher.send({ ...formInEditor(person), every: '60' });
      expect(publisher.repeats.count).toBe(1);
    };
    person.press('F4');
    await repeat();
    for (const pane of ['input', 'tree', 'log', 'details'] as const) {
      if (publisher.repeats.count === 0) {
        person.press('F4');
        await repeat();
      }
      person.press('Esc');
      person.dispatch({ type: 'pane-focused', pane });
      expect(person.hints()).toContain('Ctrl+G stop');
      person.press('Ctrl+G');
      expect(person.notice()).toBe('Stopped 1 repeated message; 0 sent.');
      expect(publisher.repeats.count).toBe(0);
      expect(person.hints()).not.toContain('Ctrl+G stop');
    }
  });

  it('by that key is not meant while a prompt is open, nor where nothing is repeated', async () => {
    const person = onTopic();
    const { publisher } = person.session;
    person.press('F4');
    await publisher.send({ ...formInEditor(person), every: '60' });
    person.press('Esc', 'Ctrl+R');
    expect(person.state().prompt?.kind).toBe('history');
    person.press('Ctrl+G');
    expect(person.state().prompt).toBeUndefined();
    expect(publisher.repeats.count).toBe(1);
    person.press('Ctrl+F', 'Ctrl+G');
    expect(person.state().prompt?.kind).toBe('search');
    expect(publisher.repeats.count).toBe(1);
    person.press('Esc');
    publisher.stop();
    person.session.forgetNotice();
    person.press('Ctrl+G');
    expect(person.notice()).toBeUndefined();
  });
});
