import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AtScreen, atScreen, unfoldTopics } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { aMessage } from '../../support/messages.ts';

const topics = ['site/1/temp', 'site/2/temp', 'site/2/humidity', 'attic/door'];

let person: AtScreen;

const hear = (topic: string, payload: string, retain = false): void => {
  person.session.monitor?.tree.record(aMessage(topic, payload, { retain, receivedAt: Date.now() }));
};

/** The rows of the left pane with all branches unfolded, with its border. */
const pane = async (): Promise<string[]> => {
  unfoldTopics(person.session);
  const screen = await drawScreen(person);
  const width = (screen[0] ?? '').indexOf('╮') + 1;
  return screen
    .slice(0, screen.findIndex((row) => row.startsWith('╰')) + 1)
    .map((row) => row.slice(0, width));
};

/** The rows of topics, without the border. */
const rows = async (): Promise<string[]> =>
  (await pane())
    .slice(1, -1)
    .map((row) => row.slice(2, -1).trimEnd())
    .filter((row) => row !== '');

const shown = async (): Promise<string> => (await rows()).join('\n');

const rowOf = async (name: string): Promise<string> =>
  (await rows()).find((row) => row.includes(name)) ?? '';

/** Lets time pass, ms. */
const pass = (time: number): void => void vi.setSystemTime(Date.now() + time);

const command = (text: string): void => {
  person.dispatch({ type: 'pane-focused', pane: 'input' });
  person.type(text);
  person.press('Enter');
};

const selectTopic = (topic: string): void => {
  person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic } });
  person.dispatch({ type: 'pane-focused', pane: 'tree' });
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  person = atScreen();
  for (const topic of topics) hear(topic, 'x');
  unfoldTopics(person.session);
});

afterEach(() => void vi.useRealTimers());

describe('/filter', () => {
  it('shows what passes, counted, and alone shows all again', async () => {
    command('/filter site -humid');
    expect(await shown()).toMatch(/site.*\n.*1\/temp.*\n.*2.*\n.*temp/);
    expect((await pane())[0]).toContain('/site -humid');
    expect((await pane())[0]).toContain('2 of 4');
    command('/filter');
    expect(await shown()).toContain('humidity');
  });

  it('that is wrong is told of and stays to be mended', async () => {
    command('/filter json:temp');
    expect(person.notice()).toMatch(/json: takes a path/);
    expect(person.input()).toBe('/filter json:temp');
    expect(await shown()).toContain('humidity');
  });

  it('as it is typed keeps the last good one, and Enter does not close on a wrong one', async () => {
    selectTopic('site');
    person.press('/');
    person.type('attic');
    person.type(' re:');
    expect(await shown()).not.toContain('humidity');
    expect(person.state().filter).toBe('attic');
    person.press('Enter');
    expect(person.state().prompt?.kind).toBe('filter');
    expect(person.notice()).toMatch(/regular expression/);
    person.type('door');
    person.press('Enter');
    expect(person.state().filter).toBe('attic re:door');
    expect(person.notice()).toBeUndefined();
  });
});

describe('/sort', () => {
  it('sorts by size, and the selection stays on its topic', async () => {
    hear('attic/door', 'x'.repeat(3000));
    selectTopic('site');
    command('/sort size');
    expect((await rows()).filter((row) => /attic|site/.test(row))).toEqual([
      expect.stringMatching(/attic.* 2\.9 KiB/),
      expect.stringMatching(/site +3 B/),
    ]);
    expect(person.state().selected?.topic).toBe('site');
    command('/sort loudness');
    expect(person.notice()).toBe(
      'Topics can be sorted by name, latest, rate, count, size: /sort rate.',
    );
  });
});

describe('Tab', () => {
  it('completes the order, and the exclude filters that there are', () => {
    person.type('/sort la');
    person.press('Tab');
    expect(person.input()).toBe('/sort latest');
    person.press('Ctrl+U');
    command('/exclude humid');
    person.type('/include hu');
    person.press('Tab');
    expect(person.input()).toBe('/include humid');
  });
});

describe('leaving topics out', () => {
  it('is done by x for the selected branch; the selection goes on', async () => {
    selectTopic('site/2');
    person.press('x');
    expect(await shown()).not.toContain('humidity');
    expect((await pane()).at(-1)).toContain('2 left out');
    expect(person.state().selected?.topic).toBe('site/1/temp');
    command('/include');
    expect(await shown()).toContain('humidity');
    expect(person.notice()).toMatch(/No topics are hidden/);
  });

  it('is done by /exclude, listed by it alone, and taken back one by one', () => {
    command('/exclude temp');
    command('/exclude payload:y');
    expect(person.notice()).toMatch(/Left out: temp +payload:y/);
    command('/include temp');
    command('/exclude');
    expect(person.notice()).toMatch(/Left out: payload:y/);
    command('/include nothing');
    expect(person.input()).toBe('/include nothing');
  });

  it('leaves alone what is selected but not shown', () => {
    selectTopic('site/2');
    command('/filter attic');
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('x');
    expect(person.notice()).toMatch(/is not shown/);
    expect(person.session.monitor?.filters.excludes).toEqual([]);
  });

  it('works on names with blanks', async () => {
    hear('two words/x', '1');
    selectTopic('two words');
    person.press('x');
    expect(await shown()).not.toContain('two words');
  });

  it('works on names with quotes, and takes them back as they are listed', async () => {
    hear('"two words"/x', '1');
    selectTopic('"two words"');
    person.press('x');
    expect(await shown()).not.toContain('two words');
    expect(await shown()).toContain('humidity');
    command('/include mqtt:"""two words""/#"');
    expect(await shown()).toContain('two words');
  });

  it('names a level that has no name', async () => {
    hear('/lead', '1');
    selectTopic('');
    person.press('x');
    expect(person.notice()).toMatch(/^\(empty\) and everything below it is hidden/);
    expect(await shown()).not.toContain('lead');
  });
});

describe('the marks of topics', () => {
  it('tell what came within two and ten seconds, and for long not', async () => {
    await pane();
    pass(1000);
    hear('attic/door', 'open');
    expect(await rowOf('door')).toMatch(/•$/);
    pass(5000);
    expect(await rowOf('door')).toMatch(/·$/);
    pass(10_000);
    expect(await rowOf('door')).toMatch(/attic\/door +open$/);
    for (let count = 0; count < 30; count += 1) {
      hear('attic/door', 'open');
      pass(4000);
    }
    await pane();
    pass(3_600_000);
    expect(await rowOf('door')).toMatch(/attic\/door +(?:op…|open)? *stale 1 h$/);
    expect(await rowOf('humidity')).toMatch(/humidity +x$/);
  });

  it('tell of retained messages, bookmarks and wills', async () => {
    hear('tele/lamp/LWT', 'Online', true);
    hear('tele/plug/LWT', 'Offline');
    command('/bookmark tele/plug/LWT');
    await pane();
    pass(60_000);
    expect((await rows()).filter((row) => row.includes('LWT'))).toEqual([
      expect.stringMatching(/● lamp\/LWT +Online +R$/),
      expect.stringMatching(/○ plug\/LWT +Offline +\*$/),
    ]);
  });

  it('leave name and value their room on a narrow screen', async () => {
    hear('site/2/a-rather-long-name', '21.5', true);
    expect(await rowOf('rather')).toMatch(/ a-rather-lo\S*… {2}21\.5 R/);
  });
});

describe('what a key has changed', () => {
  it.each(['s', 'b', 'x', 'Left', 'o', 'O'])('is drawn at once: %s', (key) => {
    selectTopic('site');
    const announced = vi.spyOn(person.session.clock, 'changedNow');
    person.press(key);
    expect(announced.mock.calls.flat()).toContain('topics');
  });
});

/** One of many identifiers, in order. */
const id = (number: number): string => `0x${(0x1000_0000_0000 + number * 7919).toString(16)}`;

describe('/fold', () => {
  beforeEach(() => {
    for (let number = 0; number < 600; number += 1) hear(`churn/${id(number)}/reply`, `n${number}`);
  });

  it('gives each topic its row, and takes them together again', async () => {
    expect(await rowOf('churn')).toMatch(/^▸ churn\/⟨id⟩ +600 topics/);
    command('/fold');
    expect(person.notice()).toBe('Topics named by identifiers have a row each.');
    expect(await rowOf('churn')).toMatch(/^▾ churn /);
    expect(await shown()).not.toContain('⟨id⟩');
    command('/fold');
    expect(person.notice()).toBe(
      'Topics named by identifiers share a row, from 500 in a branch on.',
    );
    expect(await shown()).toContain('churn/⟨id⟩');
  });

  it('leads from the row that is gone to its branch', () => {
    selectTopic('churn/+');
    command('/fold');
    expect(person.state().selected).toEqual({ kind: 'topic', topic: 'churn' });
  });

  it('leaves a common row that opens and closes like a branch, and has a log', async () => {
    selectTopic('churn/+');
    person.press('Right');
    expect(await rowOf('/reply')).toMatch(/0x1000.*\/reply +n\d/);
    person.press('Left');
    expect(await shown()).not.toContain('/reply');
    const { monitor } = person.session;
    monitor?.openLog(monitor.tree.find('churn/+'));
    const screen = (await drawScreen(person)).join('\n');
    expect(screen).not.toContain('publish to');
    expect(screen).toMatch(/ churn\/\+ ─+ 600 messages /);
    expect(screen).toMatch(new RegExp(` ${id(599).slice(0, 8)}`));
  });
});
