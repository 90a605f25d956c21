import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { History } from '../../../source/history/history.ts';
import { KnownKeys } from '../../../source/model/known-keys.ts';
import type { ChatSession } from '../../../source/session/chat/chat-session.ts';
import { KeyHistory } from '../../../source/session/chat/key-history.ts';
import { aSession } from '../../support/at-screen.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Start = {
  readonly keys: KnownKeys;
  readonly history: History;
  readonly open: () => Promise<void>;
  readonly hear: (user: string, key: string) => void;
};

let starts = 0;

/** A program start, as far as keys are concerned. */
const aStart = (file: string, broker = 'b:1883'): Start => {
  starts += 1;
  const keys = new KnownKeys();
  const owner = { name: `start ${starts}`, process: starts, isRunning: () => true };
  const history = new History(
    { file, broker, retention: { days: 365, bytes: 1e9 }, owner },
    { notify: () => undefined, onOpen: () => keys.restore(kept.all() ?? []) },
  );
  const kept = new KeyHistory(history);
  keys.onChange = (change, known) => kept.keep(change, known);
  onTestFinished(() => history.close());
  return {
    keys,
    history,
    open: () => history.open(),
    hear: (user, key) => keys.heard(user, { kind: 'key', key, isTemporary: false }, 7),
  };
};

const rowsOf = ({ history }: Start): string[] | undefined =>
  history.read(({ keys }) =>
    keys
      .all()
      .map(
        ({ user, key, isAccepted, isVerified }) =>
          `${user} ${key}${isAccepted ? ' accepted' : ''}${isVerified ? ' verified' : ''}`,
      ),
  );

describe('keys in the history', () => {
  it('are there at the next start, in the order in which they were heard last', async () => {
    const file = join(temporaryFolder(), 'history.db');
    const first = aStart(file);
    await first.open();
    first.hear('alice', 'A');
    first.hear('bob', 'B');
    first.hear('bob', 'M');
    first.keys.accept('bob', 'B', true);
    first.hear('alice', 'A');
    first.hear('carol', 'C');
    first.hear('alice', 'A');
    const order = ['bob M', 'bob B accepted verified', 'carol C accepted', 'alice A accepted'];
    expect(rowsOf(first)).toEqual(order);
    first.history.close();

    const next = aStart(file);
    await next.open();
    expect(rowsOf(next)).toEqual(order);
    expect(next.keys.isVerified('bob', 'B')).toBe(true);
    expect(next.keys.of('bob')[0]).toMatchObject({ since: 7, isStored: true });
    next.keys.forget('bob', 'M');
    expect(rowsOf(next)).toEqual(order.slice(1));

    const elsewhere = aStart(file, 'c:1883');
    await elsewhere.open();
    expect(rowsOf(elsewhere)).toEqual([]);
  });

  it('keep the yes that was given in another program', async () => {
    const file = join(temporaryFolder(), 'history.db');
    const [one, other] = [aStart(file), aStart(file)];
    await one.open();
    one.hear('bob', 'B');
    one.history.flush();
    await other.open();
    one.keys.accept('bob', 'B', true);
    one.history.flush();
    other.hear('bob', 'B');
    other.keys.accept('bob', 'B', false);
    expect(rowsOf(other)).toEqual(['bob B accepted verified']);
    other.history.changeNow(({ keys }) => keys.evict({ user: 'bob', key: 'B' }));
    expect(rowsOf(other)).toEqual(['bob B accepted verified']);
  });

  it('get no trust by being heard before the history is open', async () => {
    const file = join(temporaryFolder(), 'history.db');
    const first = aStart(file);
    await first.open();
    first.hear('bob', 'B');
    first.history.close();
    const next = aStart(file);
    next.hear('bob', 'M');
    next.hear('carol', 'C');
    await next.open();
    expect(rowsOf(next)).toEqual(['bob B accepted', 'bob M', 'carol C accepted']);
  });

  it('are written together, however often somebody speaks', async () => {
    const start = aStart(join(temporaryFolder(), 'history.db'));
    await start.open();
    start.hear('bob', 'B');
    start.hear('alice', 'A');
    for (let line = 0; line < 30_000; line += 1) start.hear('bob', 'B');
    // More changes than that would have pushed out the first.
    expect(rowsOf(start)).toEqual(['alice A accepted', 'bob B accepted']);
  });
});

it('a session knows in the next run who spoke in this one, but not who spoke in private', async () => {
  const file = join(temporaryFolder(), 'history.db');
  const run = async (): Promise<ChatSession> => {
    const owner = { name: `run ${(starts += 1)}`, process: starts, isRunning: () => true };
    const history = { file, broker: 'b', retention: { days: 365, bytes: 1e9 }, owner };
    const { chat } = aSession(undefined, { chat: { rooms: ['chat'], greeting: '', history } });
    if (chat === undefined) throw new Error('no chat');
    onTestFinished(() => chat.close());
    await chat.history?.open();
    return chat;
  };
  const roomKey = { salt: Buffer.alloc(16), key: createSecretKey(Buffer.alloc(32)) };
  const [bob, carol, dave] = [identityOf(1), identityOf(2), identityOf(3)];
  const first = await run();
  first.joinSecret('secret', roomKey);
  const [open, secret] = [first.join('chat'), first.join('secret')];
  open.receive({ user: 'bob', say: 'hi' }, 1, signerFrom(bob));
  for (const [user, identity] of Object.entries({ carol, dave }))
    secret.receive({ user, say: 'hi' }, 1, signerFrom(identity));
  first.attention.keys.accept('dave', dave.key, true);
  await first.close();

  const { keys } = (await run()).attention;
  expect(keys.of('bob').map(({ key }) => key)).toEqual([bob.key]);
  expect(keys.of('carol')).toEqual([]);
  expect(keys.isVerified('dave', dave.key)).toBe(true);
});
