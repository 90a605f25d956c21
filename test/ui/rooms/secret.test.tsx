import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { inviteWithSalt } from '../../../source/chat/invite.ts';
import { checkCode, deriveRoomKey, newSalt } from '../../../source/chat/room-key.ts';
import { startEmbeddedBroker } from '../../../source/mqtt/embedded-broker.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { openApp } from '../../support/open-app.tsx';
import { openSession, said, told, type TestSession } from '../../support/sessions.ts';

const passphrase = 'correct horse';

const openThem = async (): Promise<readonly [TestSession, TestSession]> => {
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.close());
  const common = { port: broker.port, rooms: ['chat'] };
  const alice = openSession({ ...common, nick: 'alice' });
  const bob = openSession({ ...common, nick: 'bob' });
  await Promise.all([alice.ready(), bob.ready()]);
  return [alice, bob];
};

describe('private rooms on the screen', () => {
  it.each([
    ['/invite', false],
    ['/invite salt', true],
  ])('are made with a passphrase, and entered by %s', async (command, needsPassphrase) => {
    const [alice, bob] = await openThem();
    const one = openApp(alice.session, { columns: 80, rows: 24 });
    one.type('/join ops --secret');
    one.press('Enter');
    await one.waitFor('Passphrase of #ops');
    one.type('too short');
    await one.waitFor('Passphrase  •••••••••');
    one.press('Enter');
    await one.waitFor('at least 12 characters');
    one.press('Ctrl+U');
    one.type(passphrase);
    await one.waitFor('Passphrase  •••••••••••••');
    one.press('Enter');
    await one.waitFor('Once more');
    one.type('correct hrose');
    one.press('Enter');
    await one.waitFor('The two differ');
    for (const label of ['Passphrase  •••••••••••••', 'Once more   •••••••••••••']) {
      one.type(passphrase);
      await one.waitFor(label);
      one.press('Enter');
    }
    await one.waitFor('#ops (encrypted)');
    await one.waitFor('New key. Others enter with');
    one.type(command);
    one.press('Enter');
    await one.waitFor('Copied the invite to the clipboard');
    const invite = one.asked.find((text) => text.startsWith('copy '))?.slice(5) ?? '';
    expect(invite.length).toBe(needsPassphrase ? 28 : 71);

    const two = openApp(bob.session, { columns: 80, rows: 24 });
    two.type(`/join ops --invite ${invite}`);
    two.press('Enter');
    if (needsPassphrase) {
      await two.waitFor('Passphrase of #ops');
      two.type(passphrase);
      two.press('Enter');
    }
    await two.waitFor('#ops (encrypted)');
    await bob.ready();
    await one.waitFor('bob is here');
    one.type('the tide is out');
    one.press('Enter');
    await bob.untilSaid('the tide is out', 'ops');
    expect(said(bob.room('ops'))).toEqual(['alice: the tide is out']);
    two.press('Up');
    expect(two.text()).not.toContain(invite);
    for (const screen of [one, two]) {
      expect(screen.text()).not.toContain(passphrase);
      expect(screen.misfits()).toEqual([]);
      expect(JSON.stringify(screen.store.getState())).not.toContain(passphrase);
    }
    expect(two.store.getState().sent.join('\n')).toMatch(/^\/join ops --invite$/m);
    expect([...two.store.getState().sent, ...two.asked].join('\n')).not.toContain(invite);
  });

  it.each([
    [80, 24],
    [60, 15],
  ])('take the passphrase that is offered, at %d columns', async (columns, rows) => {
    const [alice] = await openThem();
    const screen = openApp(alice.session, { columns, rows });
    screen.type('/join ops --secret');
    screen.press('Enter');
    await screen.waitFor('Enter take it');
    const { prompt } = screen.store.getState();
    const offered = prompt?.kind === 'passphrase' ? (prompt.generated ?? '') : '';
    expect(offered.split(' ')).toHaveLength(6);
    // It may take two rows.
    const shown = screen.text().replaceAll(/[│\s]+/g, ' ');
    expect(shown).toContain(`Passphrase ${offered} `);
    screen.press('Alt+Y');
    await screen.waitFor('Copied the generated passphrase');
    expect(screen.asked).toContain(`copy ${offered}`);
    screen.type('x');
    await screen.waitFor('Enter join');
    screen.press('Backspace');
    await screen.waitFor('Enter take it');
    screen.press('Enter');
    await screen.waitFor('#ops (encrypted)');
    const room = alice.room('ops');
    expect(room).toBeInstanceOf(SecretRoom);
    if (!(room instanceof SecretRoom)) return;
    const { key } = await deriveRoomKey(offered, room.roomKey.salt);
    expect(key.equals(room.roomKey.key)).toBe(true);
    expect(told(room).join(' ')).not.toContain('short');
    screen.press('Up');
    await screen.drawn();
    expect(screen.text().replaceAll(/[│\s]+/g, ' ')).not.toContain(offered);
    expect(JSON.stringify(screen.store.getState())).not.toContain(offered);
    expect(alice.session.passwords).toContain(offered);
    expect(screen.misfits()).toEqual([]);
  });

  it('are joined with the passphrase that a program prints, or say why not', async () => {
    const [alice] = await openThem();
    const roomKey = await deriveRoomKey(passphrase, newSalt());
    const asked: string[] = [];
    const programs = vi.spyOn(alice.session, 'passphraseOf', 'get').mockReturnValue((topic) => {
      asked.push(topic);
      return topic === 'ops' ? Promise.resolve(passphrase) : undefined;
    });
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    const join = (): void => {
      screen.type(`/join ops --invite ${inviteWithSalt(roomKey, 'ops')}`);
      screen.press('Enter');
    };
    join();
    await screen.waitFor('#ops (encrypted)');
    expect(alice.room('ops')).toMatchObject({ checkCode: checkCode(roomKey) });
    programs.mockReturnValue(() => Promise.reject(new Error('The keyring is locked.')));
    join();
    await screen.waitFor('The keyring is locked.');
    expect(asked).toEqual(['ops']);
  });

  it('warn of a short passphrase where one is joined', async () => {
    const [alice] = await openThem();
    const roomKey = await deriveRoomKey('short', newSalt());
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    screen.type(`/join ops --invite ${inviteWithSalt(roomKey, 'ops')}`);
    screen.press('Enter');
    await screen.waitFor(/Passphrase of #ops [^]*Enter join/);
    screen.type('short');
    screen.press('Enter');
    await screen.waitFor('This passphrase is short');
    expect(alice.room('ops')).toMatchObject({ checkCode: checkCode(roomKey) });
  });

  it('take the passphrase again where it was mistyped, which makes another key', async () => {
    const [alice] = await openThem();
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    const codes: (string | undefined)[] = [];
    for (const typed of [[passphrase, passphrase], ['correct hrose'], [passphrase]]) {
      screen.type('/join ops --secret');
      screen.press('Enter');
      for (const text of typed) {
        await screen.waitFor(/(?:Passphrase|Or your own|Once more) +│/);
        screen.type(text);
        await screen.waitFor('•••••••••••••');
        screen.press('Enter');
      }
      await screen.waitUntilGone('•');
      await screen.waitFor((rows) => {
        const code = /check ([\da-f]{4}-[\da-f]{4}) ─╮/.exec(rows[0] ?? '')?.[1];
        if (code === undefined || code === codes.at(-1)) return false;
        return codes.push(code) > 0;
      });
      screen.press('Ctrl+U');
    }
    expect(codes[1]).not.toBe(codes[0]);
    expect(codes[2]).toBe(codes[0]);
    expect(screen.misfits()).toEqual([]);
  });

  it('say what is wrong with a command, and leave no room behind', async () => {
    const [alice] = await openThem();
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    for (const [typed, answer] of [
      ['/join ops --secret please', 'The command is /join ROOM --secret, or'],
      ['/join ops --invite', 'Which invite?'],
      ['/join ops --invite AAAA', 'This invite is damaged or for another room'],
      ['/join chat --secret', 'You are in chat already'],
      ['/join a/+ --secret', 'wildcard'],
      ['/invite', 'Only private rooms have invites'],
    ] as const) {
      screen.type(typed);
      screen.press('Enter');
      await screen.waitFor(answer);
      screen.press('Ctrl+U');
    }
    screen.type('/join ops --secret');
    screen.press('Enter');
    await screen.waitFor('Passphrase of #ops');
    screen.type('half a pass');
    screen.press('Esc');
    await screen.waitUntilGone('Passphrase');
    expect([...(alice.session.chat?.rooms.keys() ?? [])]).toEqual(['chat']);
  });
});
