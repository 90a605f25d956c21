import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { aSession, atScreen, type AtScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { formInEditor } from '../../support/form-in-editor.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const text = async (person: AtScreen): Promise<string> => (await drawScreen(person)).join('\n');

/** Somebody in the input box, on a topic, whose templates are in a file. */
const withFile = (path: string): AtScreen => {
  const person = atScreen({
    session: aSession(undefined, { publishing: { templates: path, home: '' } }),
    topics: ['site/lamp'],
    selected: { kind: 'topic', topic: 'site/lamp' },
  });
  person.dispatch({ type: 'pane-focused', pane: 'input' });
  return person;
};

describe('the templates', () => {
  it('are saved under a name, found, taken and deleted', async () => {
    const path = join(temporaryFolder(), 'templates.json');
    const person = withFile(path);
    person.press('F4');
    person.type('on');
    person.press('Ctrl+T');
    person.type('Lamp on');
    person.press('Ctrl+S');
    expect(person.notice()).toBe('Saved the template Lamp on.');
    expect(formInEditor(person).payload).toBe('on');

    const later = withFile(path);
    later.type('/templates');
    later.press('Enter');
    expect(await text(later)).toContain('▸ Lamp on  site/lamp  on');
    later.type('nothing');
    expect(await text(later)).toContain('No template has this in its name.');
    later.press('Enter');
    expect(later.notice()).toBe('There is no such template.');
    later.press('Ctrl+U');
    later.type('lamp');
    later.press('Enter');
    expect(formInEditor(later)).toMatchObject({ topic: 'site/lamp', payload: 'on' });

    later.press('Ctrl+T', 'Delete');
    expect(await text(later)).toContain('Remove "Lamp on"? The same key again does it.');
    later.press('Delete');
    expect(await text(later)).toContain('0 templates');
    later.press('Esc');
    expect(formInEditor(later).payload).toBe('on');
  });

  it('stand below each other with their topics, whatever their names', async () => {
    const person = withFile(join(temporaryFolder(), 'templates.json'));
    person.press('F4');
    for (const name of ['短', 'a longer name']) {
      person.press('Ctrl+T');
      person.type(name);
      person.press('Ctrl+S');
    }
    person.press('Ctrl+T');
    const found = (await drawScreen(person)).filter((line) => line.includes('site/lamp'));
    const places = found.map((line) => widthOf(line.slice(0, line.indexOf('site/lamp'))));
    expect(places).toEqual([19, 19]);
  });

  it('replace one of the same name only when asked twice', async () => {
    const person = withFile(join(temporaryFolder(), 'templates.json'));
    const save = (payload: string): void => {
      person.press('Ctrl+U');
      person.type(payload);
      person.press('Ctrl+T');
      person.type('x');
      person.press('Ctrl+S');
    };
    person.press('F4');
    save('one');
    save('two');
    expect(await text(person)).toContain('save again to replace it.');
    expect(person.session.publisher.templates.find('x')?.form.payload).toBe('one');
    person.press('Ctrl+S');
    expect(person.session.publisher.templates.find('x')?.form.payload).toBe('two');
  });
});
