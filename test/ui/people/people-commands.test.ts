import { beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../../source/ui/commands/run-command.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';

let person: AtScreen;

const run = (typed: string): string | undefined => runCommand(person.context, typed);

const told = (): string => {
  const lines = person.session.chat?.rooms.get('chat')?.lines;
  const line = lines?.at(lines.end - 1);
  return line?.kind === 'event' ? line.text : '';
};

beforeEach(() => {
  person = atScreen({ rooms: ['chat', 'ops'] });
  person.session.setNick('me');
});

describe('/away', () => {
  it('goes away, with a text or without, and comes back', () => {
    const chat = person.session.chat;
    run('/away lunch');
    expect(told()).toBe('You are away: lunch; /away ends it.');
    expect(chat?.awayText).toBe('lunch');
    chat?.send('chat', 'still here');
    expect(chat?.awayText).toBe('lunch');
    run('/away');
    expect(told()).toBe('You are back.');
    expect(chat?.awayText).toBeUndefined();
    run('/away');
    expect(told()).toBe('You are away; /away ends it.');
    expect(chat?.awayText).toBe('');
  });

  it('refuses a text that is too long', () => {
    expect(run(`/away ${'x'.repeat(201)}`)).toBe('Use at most 200 characters.');
  });
});

describe('/ignore and /unignore', () => {
  it('ignore a nick, list who is ignored, and end it', () => {
    run('/ignore');
    expect(told()).toBe('Nobody is ignored; /ignore NICK hides what somebody says.');
    run('/ignore "two words"');
    run('/ignore alice');
    run('/ignore');
    expect(told()).toBe('Ignored: two words, alice');
    expect(person.session.chat?.attention.isIgnored('two words')).toBe(true);
    run('/unignore two words');
    expect(told()).toBe('What two words says is shown again.');
    expect(person.session.chat?.attention.ignored).toEqual(['alice']);
  });

  it('say why they cannot', () => {
    expect(run('/ignore me')).toBe('You cannot ignore yourself.');
    expect(run('/unignore')).toMatch(/^Which name\?/);
    expect(run('/unignore bob')).toBe('bob is not ignored; /ignore lists who is.');
  });
});

describe('/mute and /unmute', () => {
  it('mute the room that is shown, or another', () => {
    run('/mute');
    run('/mute ops');
    const rooms = [...(person.session.chat?.rooms.values() ?? [])];
    expect(rooms.map(({ reading }) => reading.isMuted)).toEqual([true, true]);
    run('/unmute');
    expect(rooms.map(({ reading }) => reading.isMuted)).toEqual([false, true]);
    expect(run('/mute nowhere')).toBe('You are not in nowhere.');
  });
});

describe('/notify', () => {
  it('says how, and sets it', () => {
    run('/notify');
    expect(told()).toBe('Mentions notify by bell; /notify takes off, bell, desktop.');
    run('/notify desktop');
    expect(person.session.chat?.attention.notify).toBe('desktop');
    expect(run('/notify loudly')).toBe('/notify takes off, bell, desktop, not "loudly".');
  });
});
