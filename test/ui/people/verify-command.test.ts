import { beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../source/chat/fingerprint.ts';
import type { Signer } from '../../../source/chat/signed-line.ts';
import type { KnownKeys } from '../../../source/model/known-keys.ts';
import type { Room } from '../../../source/model/room.ts';
import { runCommand } from '../../../source/ui/commands/run-command.ts';
import { inputContent } from '../../../source/ui/input/input-content.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';

let person: AtScreen;
let room: Room;
let keys: KnownKeys;

const first = identityOf(1);
const second = identityOf(2);

const say = (user: string, signer: Signer = signerFrom(first)): void =>
  void room.receive({ user, say: 'hi' }, Date.now(), signer);

const run = (typed: string): string | undefined => runCommand(person.context, typed);

/** The text that is read, at a width. */
const read = (width = 78): string[] =>
  person
    .state()
    .reading?.text.rows(person.session, width)
    .slice()
    .map(({ start }) => start.map(({ text }) => text).join('')) ?? [];

const told = (): string => {
  const line = room.lines.at(room.lines.end - 1);
  return line?.kind === 'event' ? line.text : '';
};

beforeEach(() => {
  person = atScreen();
  person.session.setNick('me');
  const { chat } = person.session;
  if (chat === undefined) throw new Error('no chat');
  room = chat.join('chat');
  ({ keys } = chat.attention);
});

describe('/verify', () => {
  it('shows our own key, to be read to others', () => {
    expect(run('/verify')).toBeUndefined();
    expect(person.state().reading?.text.title).toBe('Your key');
    const own = fingerprint(person.session.chat?.identity.key ?? '');
    expect(read().slice(0, 2)).toEqual([
      'Your own key, temporary: it is gone after this run',
      `   ${own}`,
    ]);
    expect(own.split(' ')).toHaveLength(8);
    run('/verify me');
    expect(person.state().reading?.text.title).toBe('Your key');
    say('me');
    run('/verify me');
    expect(person.state().reading?.text.title).toBe('Keys of me');
  });

  it('shows each key of a nick in words, how it stands, and which was heard last', () => {
    say('bob');
    say('Bob', signerFrom(second));
    say('bob', { kind: 'key', key: identityOf(3).key, isTemporary: true });
    say('bob');
    run('/verify bob');
    const rows = read().map((row) => row.replaceAll(/\d\d:\d\d/g, 'TIME'));
    expect(rows.slice(0, 7)).toEqual([
      '1  not compared, since TIME, heard TIME (the last)',
      `   ${fingerprint(first.key)}`,
      '',
      '2  not accepted: marked ≠, as Bob, since TIME, heard TIME',
      `   ${fingerprint(second.key)}`,
      '',
      '3  not accepted: marked ≠, temporary, since TIME, heard TIME',
    ]);
    expect(rows).toContain('Your own key, temporary: it is gone after this run');
    expect(read(30).slice(0, 2)).toEqual([
      expect.stringMatching(/^1 {2}not compared, since/) as string,
      expect.stringMatching(/^ {3}/) as string,
    ]);
    for (const row of read(58)) expect(row.length).toBeLessThanOrEqual(58);
  });

  it('does not call a key marked whose lines are not', () => {
    say('dave', { kind: 'key', key: first.key, isTemporary: true });
    run('/verify dave');
    expect(read()[0]).toMatch(/^1 {2}not compared, temporary, since/);
  });

  it('asks before it takes a key for verified, and a slip of Enter is no answer', () => {
    say('bob');
    run('/verify bob 1');
    expect(person.state().question?.text).toBe(
      `${fingerprint(first.key)}: compare these words with bob, by voice or in person. Are they the same?`,
    );
    expect(inputContent(person.context, person.state()).title).toBe('Question');
    person.press('Enter');
    expect(person.state().question).toBeDefined();
    expect(keys.isVerified('bob', first.key)).toBe(false);
    person.press('y');
    expect(keys.isVerified('bob', first.key)).toBe(true);
    expect(told()).toBe('This key of bob is verified: /names shows ✓.');
    run('/names');
    expect(told()).toBe('1 person: bob ✓');
    run('/verify bob');
    expect(read()[0]).toMatch(/^1 {2}✓ verified, since/);
  });

  it('accepts a key without a comparison, and forgets one', () => {
    say('bob');
    say('bob', signerFrom(second));
    run('/verify bob 2 --accept');
    expect(person.state().question?.text).toMatch(
      /accept this key as bob's without having compared/,
    );
    person.press('y');
    expect(keys.of('bob').map(({ isAccepted }) => isAccepted)).toEqual([true, true]);
    expect(keys.isVerified('bob', second.key)).toBe(false);
    run('/verify bob 1 --forget');
    person.press('y');
    expect(keys.of('bob').map(({ key }) => key)).toEqual([second.key]);
    expect(told()).toBe('This key of bob is forgotten.');
  });

  it('decides on the key that it asked about, whatever is heard meanwhile', () => {
    say('bob');
    say('bob', signerFrom(second));
    run('/verify bob 2');
    keys.forget('bob', first.key);
    person.press('y');
    expect(keys.isVerified('bob', second.key)).toBe(true);
  });

  it.each(['"two words" 1', 'two words 1'])('takes a nick with blanks: %s', (typed) => {
    say('two words');
    expect(run(`/verify ${typed}`)).toBeUndefined();
    expect(person.state().question?.text).toContain('with two words');
  });

  it('says why it cannot', () => {
    say('bob');
    expect(run('/verify carol')).toMatch(/^No key of carol has been heard/);
    expect(run('/verify bob 2')).toBe('bob has no key 2; /verify bob lists them.');
    expect(run('/verify bob 0')).toBe('bob has no key 0; /verify bob lists them.');
    expect(run('/verify bob 1 --trust')).toMatch(/^The command is/);
    expect(person.state().question).toBeUndefined();
  });

  it('completes names, and what follows a number', () => {
    say('bob');
    person.type('/verify b');
    person.press('Tab');
    expect(person.input()).toBe('/verify bob');
    person.type(' 1 --a');
    person.press('Tab');
    expect(person.input()).toBe('/verify bob 1 --accept');
  });
});

describe('the check mark in /names', () => {
  it('is for the key that speaks now, or that has signed the presence', () => {
    say('bob');
    keys.accept('bob', first.key, true);
    say('bob', signerFrom(second));
    run('/names');
    expect(told()).toBe('1 person: bob');
    say('bob');
    run('/names');
    expect(told()).toBe('1 person: bob ✓');
    const bob = { state: 'online', user: 'bob', session: 's', at: 0 } as const;
    room.people.update('client-1', { ...bob, key: first.key });
    room.people.update('client-2', bob);
    room.people.update('client-3', { ...bob, key: second.key });
    run('/names');
    expect(told()).toBe('3 people: bob≈nt-1 ✓, bob≈nt-2, bob≈nt-3');
  });

  it('cannot be worn by a name', () => {
    for (const user of ['bob ✓', 'bob ✔\uFE0F', 'bob≈3f2a', 'bob≠']) say(user);
    run('/names');
    expect(told()).toBe('4 people: bob ·, bob ·, bob·3f2a, bob·');
  });
});
