import { createSecretKey } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { slashCommands } from '../../../source/ui/commands/slash-commands.ts';
import { runCommand } from '../../../source/ui/commands/run-command.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aRecordingFile, showRecording, someMessages } from '../../support/recordings.ts';

let person: AtScreen;

/** Those that can be run without a recording. */
const liveCommands = slashCommands.filter(({ needs }) => !needs.includes('recording'));

/** What stands in the input box after typing this and pressing Tab so many times. */
const tabbed = (typed: string, times = 1): string => {
  person.press('Ctrl+U', 'Ctrl+K');
  person.type(typed);
  for (let count = 0; count < times; count += 1) person.press('Tab');
  return person.input();
};

beforeEach(() => {
  person = atScreen({
    rooms: ['chat', 'charlie', 'ops'],
    topics: ['site/1/temperature', 'site/2/temperature', 'Sauna', '/leading', 'my topic'],
  });
  for (const user of ['alice', 'alex', 'Bob', '李明'])
    person.session.chat?.rooms.get('chat')?.people.spoke(user, 0);
});

describe('Tab after /msg', () => {
  it('knows the people of all rooms but the private ones, and not ourselves', () => {
    const { chat } = person.session;
    person.session.setNick('me');
    chat?.rooms.get('ops')?.people.spoke('olga', 0);
    chat?.rooms.get('chat')?.people.spoke('me', 0);
    chat?.joinSecret('hidden', { salt: Buffer.alloc(16), key: createSecretKey(Buffer.alloc(32)) });
    chat?.rooms.get('hidden')?.people.spoke('olaf', 0);
    expect(tabbed('/msg ol')).toBe('/msg olga');
    expect(tabbed('/msg m')).toBe('/msg m');
    expect(tabbed('/msg al')).toBe('/msg alex');
    expect(tabbed('ol')).toBe('ol');
  });
});

describe('Tab', () => {
  it.each(liveCommands)(
    'completes /$name from every start of it, among what begins so',
    ({ name }) => {
      for (let length = 1; length <= name.length; length += 1) {
        const start = name.slice(0, length);
        const all = liveCommands.filter((other) => other.name.startsWith(start));
        const offered = all.map((_, index) => tabbed(`/${start}`, index + 1));
        expect(offered).toContain(`/${name} `);
        tabbed(`/${start}`, 0);
        const round = person.state().completion?.candidates.length ?? 0;
        // With one candidate the next Tab goes on to the argument.
        const again = round > 1 ? tabbed(`/${start}`, round + 1) : offered[0];
        expect(again).toBe(offered[0]);
      }
    },
  );

  it('goes through all commands that begin so, and round again', () => {
    const all = liveCommands
      .filter(({ name }) => name.startsWith('s'))
      .map(({ name }) => `/${name} `);
    expect(all.length).toBeGreaterThan(1);
    expect([...all, ''].map((_, index) => tabbed('/s', index + 1))).toEqual([...all, all[0]]);
  });

  it('offers only what can be done in a recording', async () => {
    const { session } = await showRecording(aRecordingFile(someMessages(3)));
    person = atScreen({ session, selected: undefined });
    expect(tabbed('/pl')).toBe('/play ');
    expect(tabbed('/jo')).toBe('/jo');
  });

  it('completes the words that a command knows', () => {
    expect(tabbed('/notify d')).toBe('/notify desktop');
    expect(tabbed('/sort r')).toBe('/sort rate');
  });

  it('completes the arguments of a command whatever the case of its name', () => {
    expect(tabbed('/J op')).toBe('/J ops');
  });

  it('completes rooms for /join and /part', () => {
    expect([1, 2, 3].map((times) => tabbed('/join ch', times))).toEqual([
      '/join chat',
      '/join charlie',
      '/join chat',
    ]);
    expect(tabbed('/part o')).toBe('/part ops');
  });

  it('completes watched filters for /unsub', () => {
    expect(tabbed('/unsub ')).toBe('/unsub #');
  });

  it('completes topics level by level for /sub and /pub', () => {
    expect(tabbed('/pub si')).toBe('/pub site/');
    expect([1, 2].map((times) => tabbed('/pub site/', times))).toEqual([
      '/pub site/1/',
      '/pub site/2/',
    ]);
    expect(tabbed('/sub site/2/t')).toBe('/sub site/2/temperature');
    expect(tabbed('/pub /l')).toBe('/pub /leading');
    expect(tabbed('/pub -r si')).toBe('/pub -r site/');
  });

  it('completes a name with blanks so that the command takes it as one', () => {
    const line = tabbed('/sub my');
    expect(runCommand(person.context, line)).toBeUndefined();
    expect([...(person.session.monitor?.subscriptions.keys() ?? [])]).toContain('my topic');
  });

  it('completes nicks in a sentence, with a colon at its start', () => {
    expect(tabbed('al')).toBe('alex: ');
    expect(tabbed('al', 2)).toBe('alice: ');
    expect(tabbed('hello al')).toBe('hello alex');
    expect(tabbed('李')).toBe('李明: ');
  });

  it('completes nicks whatever the case', () => {
    expect(tabbed('bo')).toBe('Bob: ');
  });

  it('keeps the @ before a nick', () => {
    expect(tabbed('@al')).toBe('@alex');
    expect(tabbed('@al', 2)).toBe('@alice');
    expect(tabbed('hello @bo')).toBe('hello @Bob');
    expect(tabbed('你好 @李')).toBe('你好 @李明');
    expect(tabbed('/me hugs @al')).toBe('/me hugs @alex');
  });

  it.each([
    ['el', 'Élodie'],
    ['ELO', 'E\u0301lodie'],
    ['élo', 'Elodie'],
    ['jose', 'José'],
    ['odi', 'Élodie'],
    ['ан', 'Андрей'],
    ['андреи', 'Андрей'],
  ])('finds with %s the nick %s', (typed, nick) => {
    person.session.chat?.rooms.get('chat')?.people.spoke(nick, 0);
    expect(tabbed(typed)).toBe(`${nick}: `);
    expect(tabbed(`/msg ${typed}`)).toBe(`/msg ${nick}`);
    expect(tabbed(`/verify ${typed}`)).toBe(`/verify ${nick}`);
  });

  it('finds rooms whatever their accents', () => {
    person.session.chat?.join('café');
    expect(tabbed('/join caf')).toBe('/join café');
    expect(tabbed('/part cafe')).toBe('/part café');
  });

  it('completes nicks for /me, without a colon', () => {
    expect(tabbed('/me hugs al')).toBe('/me hugs alex');
  });

  it('keeps what is behind the cursor', () => {
    person.type('al, how are you');
    person.press('Home', 'Right', 'Right', 'Tab');
    expect(person.input()).toBe('alex: , how are you');
    person.press('Tab');
    expect(person.input()).toBe('alice: , how are you');
  });

  it('begins anew after another key', () => {
    person.type('al');
    person.press('Tab');
    person.type('bo');
    person.press('Tab');
    expect(person.input()).toBe('alex: Bob');
  });

  it('leaves the line alone when nothing begins so', () => {
    expect(tabbed('zz')).toBe('zz');
    expect(tabbed('/zz')).toBe('/zz');
    expect(tabbed('/nick al')).toBe('/nick al');
    expect(tabbed('//he')).toBe('//he');
  });

  it('goes to the next pane where nothing is typed', () => {
    person.press('Tab');
    expect(person.state().focus).toBe('tree');
  });
});

describe('the list of commands', () => {
  it('has the marked one completed by Tab, before it goes on to the next', () => {
    person.type('/par');
    expect(person.state().completion?.candidates.length).toBeGreaterThan(1);
    person.press('Tab');
    expect(person.input()).toBe('/part ');
  });

  it('leaves a whole name to Enter, though other commands contain it', () => {
    person.type('/part');
    expect(person.state().completion?.candidates.length).toBeGreaterThan(1);
    expect(person.hints()).toContain('Enter run');
    person.press('Enter');
    expect(person.session.chat?.rooms.has('chat')).toBe(false);
    expect(person.input()).toBe('');
  });
});
