import { expect, it } from 'vitest';
import { Speakers } from '../../../source/ui/screen-reader/speakers.ts';
import { atSeveral } from '../../support/at-several.ts';

const listening = () => {
  const person = atSeveral([
    { name: 'office', rooms: ['chat'] },
    { name: 'home', rooms: ['kitchen'] },
  ]);
  const speakers = new Speakers(person.workspace, person.stores);
  speakers.news();
  return { person, speakers };
};

it('what is said on the current broker is spoken, what is told elsewhere has its name before it', () => {
  const { person, speakers } = listening();
  person.session('home').notify('No answer.');
  person.session('home').chat?.rooms.get('kitchen')?.receive({ user: 'bob', say: 'dinner' }, 0);
  person.session('office').chat?.rooms.get('chat')?.receive({ user: 'al', say: 'hello' }, 0);
  expect(speakers.news().map((text) => text.replace(/^\d\d:\d\d /, ''))).toEqual([
    'home: No answer.',
    'al: hello',
  ]);
});

it('another broker is named when it becomes the current one, each time, and then its room', () => {
  const { person, speakers } = listening();
  person.press('Alt+2');
  expect(speakers.news().slice(0, 2)).toEqual(['Broker home.', 'Room #kitchen, 0 people.']);
  person.press('Alt+1');
  expect(speakers.news().slice(0, 2)).toEqual(['Broker office.', 'Room #chat, 0 people.']);
});

it('nothing is spoken of a broker that was left', async () => {
  const { person, speakers } = listening();
  const home = person.session('home');
  await person.workspace.disconnect(home);
  home.notify('Gone.');
  expect(speakers.news()).toEqual([]);
});
