import { describe, expect, it } from 'vitest';
import { type InputContent, inputContent } from '../../../source/ui/input/input-content.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { openApp } from '../../support/open-app.tsx';

const contentOn = (topic: string, typed = ''): InputContent => {
  const { context, state, type } = atScreen({
    topics: ['/lead'],
    selected: { kind: 'topic', topic },
  });
  type(typed);
  return inputContent(context, state());
};

/** What the empty box says of somebody's selection. */
const placeholderOf = (person: AtScreen): string | undefined => {
  const content = inputContent(person.context, person.state());
  return content.kind === 'fields' ? content.fields[0]?.placeholder : undefined;
};

describe('the title of the input box', () => {
  it.each([
    ['/lead', '/lead'],
    ['', '(empty)'],
  ])('says where it publishes to: "%s"', (topic, shown) => {
    expect(contentOn(topic).title).toBe(`publish to ${shown}`);
  });
});

describe('the empty input box', () => {
  it('says what typing does where the person is', () => {
    expect(placeholderOf(atScreen())).toBe('Say something · / for commands');
    const lamp = { kind: 'topic', topic: 'site/lamp' } as const;
    expect(placeholderOf(atScreen({ topics: ['site/lamp'], selected: lamp }))).toBe(
      'Publish to site/lamp · / for commands',
    );
    expect(placeholderOf(atScreen({ selected: undefined }))).toBe('/ for commands');
  });

  it('says so dimmed behind the cursor, until something is typed', async () => {
    const person = atScreen();
    const app = openApp(person.session, { store: person.store, columns: 60, rows: 15 });
    await app.waitFor('│ › Say something · / for commands');
    const { x, y } = app.cursor() ?? {};
    expect(app.rows()[y ?? 0]?.indexOf('Say something')).toBe(x);
    app.type('h');
    await app.waitUntilGone('Say something');
    expect(app.cursor()?.x).toBe((x ?? 0) + 1);
    app.press('Backspace');
    await app.waitFor('Say something');
    expect(app.misfits()).toEqual([]);
  });
});
