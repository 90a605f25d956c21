import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { treePane } from '../../../source/ui/pane-contents.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';

const topics = ['site/1/temp', 'site/2/temp', 'site/2/humidity', 'attic/door'];

let person: AtScreen;
let now: number;

const hear = (topic: string, payload: string, retain = false, receivedAt = now): void => {
  person.session.monitor?.tree.record(aMessage(topic, payload, { retain, receivedAt }));
};

const pane = (): string[] => {
  const { controls, session, state } = person;
  session.monitor?.tree.recency.note(now, session.monitor.tree.recorded);
  const view = { session, state: state(), screen: controls.screen(), now };
  return treePane(view).map((row) => stripVTControlCharacters(row));
};

/** The rows of topics, without the border. */
const rows = (): string[] =>
  pane()
    .slice(1, -1)
    .map((row) => row.slice(2, -1).trimEnd())
    .filter((row) => row !== '');

const rowOf = (name: string): string => rows().find((row) => row.includes(name)) ?? '';

const command = (text: string): void => {
  person.dispatch({ type: 'pane-focused', pane: 'input' });
  person.type(text);
  person.press('Enter');
};

const selectTopic = (topic: string): void => {
  person.dispatch({ type: 'place-selected', place: { kind: 'topic', topic } });
  person.dispatch({ type: 'pane-focused', pane: 'tree' });
};

beforeEach(() => {
  now = Date.now();
  person = atScreen();
  for (const topic of topics) hear(topic, 'x');
});

describe('/filter', () => {
  it('shows what passes, counted, and alone shows all again', () => {
    command('/filter site -humid');
    expect(rows().join('\n')).toMatch(/site.*\n.*1.*\n.*temp.*\n.*2.*\n.*temp/);
    expect(pane()[0]).toContain('/site -humid');
    expect(pane()[0]).toContain('2 of 4');
    command('/filter');
    expect(rows().join('\n')).toContain('humidity');
  });

  it('that is wrong is told of and stays to be mended', () => {
    command('/filter json:temp');
    expect(person.notice()).toMatch(/json: takes a path/);
    expect(person.input()).toBe('/filter json:temp');
    expect(rows().join('\n')).toContain('humidity');
  });

  it('as it is typed keeps the last good one, and Enter does not close on a wrong one', () => {
    selectTopic('site');
    person.press('/');
    person.type('attic');
    person.type(' re:');
    expect(rows().join('\n')).not.toContain('humidity');
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
  it('sorts by size, and the selection stays on its topic', () => {
    hear('attic/door', 'x'.repeat(3000));
    selectTopic('site');
    command('/sort size');
    expect(rows().filter((row) => /attic|site/.test(row))).toEqual([
      expect.stringMatching(/attic +2\.9 KiB/),
      expect.stringMatching(/site +3 B/),
    ]);
    expect(person.state().selected?.topic).toBe('site');
    command('/sort loudness');
    expect(person.notice()).toBe(
      'Topics are sorted by name, latest, rate, count, size: /sort rate.',
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
  it('is done by x for the selected branch; the selection goes on', () => {
    selectTopic('site/2');
    person.press('x');
    expect(rows().join('\n')).not.toContain('humidity');
    expect(pane().at(-1)).toContain('2 left out');
    expect(person.state().selected?.topic).toBe('site/1/temp');
    command('/include');
    expect(rows().join('\n')).toContain('humidity');
    expect(person.notice()).toMatch(/No topics are left out/);
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

  it('works on names with blanks', () => {
    hear('two words/x', '1');
    selectTopic('two words');
    person.press('x');
    expect(rows().join('\n')).not.toContain('two words');
  });

  it('works on names with quotes, and takes them back as they are listed', () => {
    hear('"two words"/x', '1');
    selectTopic('"two words"');
    person.press('x');
    expect(rows().join('\n')).not.toContain('two words');
    expect(rows().join('\n')).toContain('humidity');
    command('/include mqtt:"""two words""/#"');
    expect(rows().join('\n')).toContain('two words');
  });

  it('names a level that has no name', () => {
    hear('/lead', '1');
    selectTopic('');
    person.press('x');
    expect(person.notice()).toMatch(/^\(empty\) and what is below is left out/);
    expect(rows().join('\n')).not.toContain('lead');
  });
});

describe('the marks of topics', () => {
  it('tell what came within two and ten seconds, and for long not', () => {
    pane();
    now += 1000;
    hear('attic/door', 'open');
    expect(rowOf('door')).toMatch(/•$/);
    now += 5000;
    expect(rowOf('door')).toMatch(/·$/);
    now += 10_000;
    expect(rowOf('door')).toMatch(/\d$/);
    for (let count = 0; count < 5; count += 1) hear('attic/door', 'open');
    pane();
    now += 3_600_000;
    expect(rowOf('door')).toMatch(/z$/);
    expect(rowOf('humidity')).toMatch(/\d$/);
  });

  it('tell of retained messages, bookmarks and wills', () => {
    hear('tele/lamp/LWT', 'Online', true);
    hear('tele/plug/LWT', 'Offline');
    command('/bookmark tele/plug/LWT');
    pane();
    now += 60_000;
    expect(rows().filter((row) => row.includes('LWT'))).toEqual([
      expect.stringMatching(/● LWT {2}Online +R 1$/),
      expect.stringMatching(/○ LWT {2}Offline +\* 1$/),
    ]);
  });

  it('leave the name its room on a narrow screen', () => {
    hear('site/2/a-rather-long-name', '21.5', true);
    expect(rowOf('rather')).toContain('a-rather-long-name');
  });
});
