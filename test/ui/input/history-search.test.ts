import { beforeEach, describe, expect, it } from 'vitest';
import { inputContent } from '../../../source/ui/input/input-content.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';

let person: AtScreen;

const box = (): string => {
  const content = inputContent(person.context, person.state());
  return content.kind === 'search' ? content.text.trim() : '';
};

const say = (...texts: string[]): void => {
  for (const text of texts) {
    person.type(text);
    person.press('Enter');
  }
};

beforeEach(() => {
  person = atScreen();
  say('make the tea', 'bring the cups', 'make the cake', 'bring the cups', 'nothing');
});

describe('Ctrl+R', () => {
  it('finds the newest line with the text while it is typed, whatever the case', () => {
    person.press('Ctrl+R');
    expect(box()).toBe('(search) :');
    person.type('MAKE');
    expect(box()).toBe('(search) MAKE: make the cake');
  });

  it('goes to older and back to newer ones, each line once', () => {
    person.press('Ctrl+R');
    person.type('the');
    expect(box()).toContain('bring the cups');
    person.press('Ctrl+R');
    expect(box()).toContain('make the cake');
    person.press('Ctrl+R', 'Ctrl+R', 'Ctrl+R');
    expect(box()).toContain('make the tea');
    person.press('Ctrl+S');
    expect(box()).toContain('make the cake');
  });

  it('begins at the newest again with another text', () => {
    person.press('Ctrl+R');
    person.type('the');
    person.press('Ctrl+R', 'Ctrl+R');
    person.type(' c');
    expect(box()).toBe('(search) the c: bring the cups');
  });

  it('takes with Enter, without sending', () => {
    person.press('Ctrl+R');
    person.type('tea');
    person.press('Enter');
    expect([person.input(), person.state().prompt]).toEqual(['make the tea', undefined]);
    expect(person.state().sent).toHaveLength(5);
  });

  it.each(['Esc', 'Ctrl+G'])('leaves what was typed with %s', (key) => {
    person.type('draft');
    person.press('Ctrl+R');
    person.type('tea');
    person.press(key);
    expect([person.input(), person.state().prompt]).toEqual(['draft', undefined]);
  });

  it('says that nothing was found, and Enter stays', () => {
    person.press('Ctrl+R');
    person.type('coffee');
    expect(box()).toBe('(not found) coffee:');
    person.press('Enter');
    expect(person.state().prompt?.kind).toBe('history');
  });

  it('shows several lines in one row, and keeps to the box', async () => {
    person.type('first');
    person.press('Alt+Enter');
    person.type('second');
    person.press('Enter', 'Ctrl+R');
    person.type('sec');
    expect(box()).toBe('(search) sec: first ↵ second');
    person.press('Esc');
    say('x'.repeat(2000));
    person.press('Ctrl+R');
    person.type('xx');
    const rows = await drawScreen(person);
    const top = rows.findLastIndex((row) => row.startsWith('╭'));
    expect(rows.length - 1 - top - 2).toBe(4);
  });
});

const kept = (): string[] =>
  person.asked.filter((what) => what.startsWith('remember ')).map((what) => what.slice(9));

describe('what is kept for the next runs', () => {
  it('is what was sent and could be done', () => {
    person = atScreen();
    say('one', 'one', '/join a/+', 'two');
    expect(kept()).toEqual(['one']);
    expect(person.input()).toBe('/join a/+two');
  });

  it('is nothing private', () => {
    person = atScreen();
    say('/msg bob the key is under the mat', '/MSG bob again');
    expect(kept()).toEqual([]);
  });

  it('is nothing of a private room, not what is done there either', () => {
    person = atScreen();
    const room = person.session.chat?.rooms.get('chat') ?? {};
    Object.defineProperty(room, 'isPrivate', { value: true });
    say('the key is under the mat', '/me hides the key');
    expect([kept(), person.state().sent.length]).toEqual([[], 2]);
  });

  it('is nothing of a form', () => {
    person = atScreen();
    person.dispatch({ type: 'credentials-asked', username: 'alice' });
    person.type('secret');
    person.press('Enter');
    expect([kept(), person.state().sent]).toEqual([[], []]);
  });
});
