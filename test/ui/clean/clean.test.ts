import { describe, expect, it, vi } from 'vitest';
import type { RetainedCleanup } from '../../../source/session/retained/retained-cleanup.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';

/** Somebody who has asked what is retained, and what has come of it. */
const cleaning = (
  now: Partial<RetainedCleanup>,
  { command = '/clean site/#', columns = 80 } = {},
): AtScreen => {
  const person = atScreen({ columns, topics: ['site/1'] });
  person.type(command);
  person.press('Enter');
  // Without a connection that fails meanwhile.
  person.session.cleaning?.close();
  Object.assign(person.session.cleaning ?? {}, now);
  return person;
};

/** Sees whether anything would be cleared. */
const watchClearing = (person: AtScreen) =>
  vi.spyOn(person.session.cleaning!, 'clear').mockResolvedValue();

const sentence = async (person: AtScreen): Promise<string> =>
  (await drawScreen(person))
    .slice(1, 3)
    .join(' ')
    .replaceAll(/[│\s]+/g, ' ')
    .trim();

describe('what is retained', () => {
  it('is listed with its size, and what came last where that is known', async () => {
    const person = cleaning({ state: 'found', topics: ['site/1', 'site/2'], size: 2 });
    const drawn = await drawScreen(person);
    expect(drawn[0]).toMatch(/^╭ Retained: site\/# ─+ 1–2 of 2 topics ─╮$/);
    expect(drawn[3]).toMatch(/^│ site\/1 +0 B {2}payload +│$/);
    expect(drawn[4]).toMatch(/^│ site\/2 +0 B +│$/);
  });

  it('is scrolled no further than to its last', async () => {
    const topics = Array.from({ length: 30 }, (_, index) => `site/${index}`);
    const person = cleaning({ state: 'found', topics });
    person.press('End', 'Down', 'Down');
    expect((await drawScreen(person))[0]).toContain(' 12–30 of 30 topics ');
    expect((await drawScreen(person))[21]).toContain('site/29');
    person.press('PageUp', 'Up');
    expect((await drawScreen(person))[0]).toContain(' 1–19 of 30 topics ');
    person.press('End');
    Object.assign(person.session.cleaning ?? {}, { topics: topics.slice(0, 3) });
    expect((await drawScreen(person))[0]).toContain(' 1–3 of 3 topics ');
  });

  it.each<[Partial<RetainedCleanup>, string]>([
    [{ state: 'connecting' }, 'Connecting …'],
    [
      { state: 'found' },
      'Nothing retained was found. Some brokers, such as RabbitMQ, hand none to filters with wildcards: give whole topic names there.',
    ],
    [
      { state: 'done', result: { cleared: 2, left: [], reason: '' } },
      'Cleared 2 retained messages.',
    ],
    [
      { state: 'done', topics: ['a'], result: { cleared: 2, left: ['a'], reason: 'not allowed' } },
      'Cleared 2 retained messages; 1 retained message still there: not allowed.',
    ],
    [
      {
        state: 'failed',
        problem: 'The connection was lost.',
        progress: { cleared: 1, total: 3, since: 0 },
      },
      'The connection was lost. 1 of 3 were cleared; /clean site/# again clears the rest.',
    ],
  ])('says how it stands: %j', async (now, said) => {
    expect(await sentence(cleaning(now))).toBe(said);
  });

  it('says how far the clearing is, at 60 columns too', async () => {
    const progress = { cleared: 45_000, total: 100_000, since: performance.now() - 10_000 };
    const person = cleaning({ state: 'clearing', progress }, { columns: 60 });
    expect(await sentence(person)).toMatch(/^\[█{9}░{11}\] 45 % 45,000 of 100,000 cleared \d+\/s$/);
    expect((await drawScreen(person)).join('\n')).toContain('Esc stop');
  });

  it('is only listed with --dry-run', async () => {
    const person = cleaning(
      { state: 'found', topics: ['site/1'] },
      { command: '/clean site/# --dry-run' },
    );
    expect(await sentence(person)).toContain('This only lists them.');
    expect((await drawScreen(person)).join('\n')).not.toContain('Enter clear');
  });

  it.each([
    '/clean site/# --dry-run',
    '/clean --dry-run site/#',
    '/clean site/1 --dry-run "site/2"',
    '/clean site/1 site/2 --dry-run',
  ])('is not cleared from the list of %s, whatever is pressed', (command) => {
    const person = cleaning({ state: 'found', topics: ['site/1'] }, { command });
    const clear = watchClearing(person);
    person.press('Enter', 'y', 'Y', 'Enter');
    expect(person.state().question).toBeUndefined();
    expect(person.notice()).toBe('This only lists; /clean without --dry-run clears.');
    expect(clear).not.toHaveBeenCalled();
    expect(person.hints().join()).not.toContain('Enter clear');
  });

  it.each([
    ['y', 1],
    ['n', 0],
    ['Esc', 0],
  ])('is cleared after a question that is answered with %s: %i times', (answer, times) => {
    const person = cleaning({ state: 'found', topics: ['site/1', 'site/2'] });
    const clear = watchClearing(person);
    expect(person.hints().join()).toContain('Enter clear');
    person.press('Enter');
    expect(person.state().question?.text).toBe(
      'Clear 2 retained messages at site/#? This cannot be undone.',
    );
    expect(clear).not.toHaveBeenCalled();
    person.press(answer);
    expect([clear.mock.calls.length, person.state().question]).toEqual([times, undefined]);
  });

  it.each([
    ['Enter', 0, 'the question stays'],
    ['1', 0, 'the question stays'],
    ['12', 1, 'it is answered'],
    ['21', 0, 'the question stays'],
    ['212', 1, 'it is answered'],
    ['13', 0, 'the question stays'],
    ['112', 1, 'it is answered'],
  ])('takes the number of messages for a yes, and no Enter: %s', async (typed, times, then) => {
    const topics = Array.from({ length: 12 }, (_, index) => `site/${index}`);
    const person = cleaning({ state: 'found', topics });
    const clear = watchClearing(person);
    person.press('Enter');
    const drawn = (await drawScreen(person)).join('\n');
    expect(drawn).toContain('Question · typing 12 means yes too');
    expect(drawn).toMatch(/ y yes {2}Esc no /);
    expect(drawn).not.toContain('Enter');
    if (typed === 'Enter') person.press('Enter');
    else person.type(typed);
    expect(clear).toHaveBeenCalledTimes(times);
    expect(person.state().question === undefined).toBe(then === 'it is answered');
  });

  it.each<Partial<RetainedCleanup>>([
    { state: 'connecting', topics: ['site/1'] },
    { state: 'looking', topics: ['site/1'] },
    { state: 'found', topics: [] },
    { state: 'clearing', topics: ['site/1'] },
    { state: 'done', topics: ['site/1'] },
    { state: 'stopped', topics: ['site/1'] },
    { state: 'failed', topics: ['site/1'] },
  ])('is not asked about while there is nothing to be cleared: %j', (now) => {
    const person = cleaning(now);
    person.press('Enter');
    expect(person.state().question).toBeUndefined();
  });

  it.each([
    ['y', 1],
    ['n', 0],
  ])('is stopped while it is cleared after a question alone, %s: %i times', (answer, times) => {
    const progress = { cleared: 1, total: 3, since: 0 };
    const person = cleaning({ state: 'clearing', topics: ['site/1'], progress });
    const stop = vi.spyOn(person.session.cleaning!, 'stop');
    person.press('Esc');
    expect(person.state().question?.text).toBe(
      'Stop clearing? 1 of 3 are cleared and stay cleared.',
    );
    expect(stop).not.toHaveBeenCalled();
    person.press(answer);
    expect(stop).toHaveBeenCalledTimes(times);
    expect(person.state().sheet?.kind).toBe('clean');
  });

  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['the filter', 'lamp', [], ['site/lamp', 'site/lamp/rssi']],
    ['the filter', 'lamp', ['rssi'], ['site/lamp']],
    ['an exclude filter', '', ['rssi'], ['site/lamp', 'site/door', 'site/unheard']],
  ])('is what %s leaves in the tree: %j, %j', (...[, filter, excludes, shown]) => {
    const topics = ['site/lamp', 'site/lamp/rssi', 'site/door'];
    const person = atScreen({ topics });
    const { monitor } = person.session;
    monitor?.filters.set(filter, 0);
    for (const text of excludes) monitor?.filters.exclude(text, 0);
    const find = vi.spyOn(person.session, 'findRetained').mockReturnValue();
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'site' } });
    person.type('/clean');
    person.press('Enter');
    const [filters, narrowing] = find.mock.calls[0] ?? [];
    expect(filters).toEqual(['site/#']);
    expect([...topics, 'site/unheard'].filter((topic) => narrowing?.accepts(topic))).toEqual(shown);
  });

  it('names the filter that narrows it, in the title and in the question', async () => {
    const words = 'shown by the filter lamp';
    const person = cleaning({ state: 'found', topics: ['site/lamp'], narrowing: words });
    expect((await drawScreen(person))[0]).toContain(' Retained: site/#, shown by the filter lamp ');
    person.press('Enter');
    expect(person.state().question?.text).toBe(
      'Clear 1 retained message at site/#, shown by the filter lamp? This cannot be undone.',
    );
  });

  it('is all that a filter given to the command matches, whatever the tree shows', () => {
    const person = atScreen({ topics: ['site/lamp', 'site/door'] });
    person.session.monitor?.filters.set('lamp', 0);
    const find = vi.spyOn(person.session, 'findRetained').mockReturnValue();
    person.type('/clean site/#');
    person.press('Enter');
    expect(find.mock.calls).toEqual([[['site/#'], undefined]]);
  });

  it('is shown without control characters', async () => {
    const person = cleaning({
      state: 'failed',
      problem: 'no\u001b[2J',
      topics: ['site/\u202eevil'],
    });
    const text = (await drawScreen(person)).join('\n');
    expect(text).toContain('no␛[2J');
    expect(text).toContain('site/<U+202E>evil');
  });
});
