import { beforeEach, describe, expect, it } from 'vitest';
import type { People } from '../../../source/model/people.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { aSession } from '../../support/at-screen.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { type OpenApp, openApp } from '../../support/open-app.tsx';

let session: MqttSession;
let people: People;

const comes = (
  user: string,
  clientId: string,
  state: 'online' | 'away' = 'online',
  key?: string,
): void => {
  const presence = { state, user, session: 'first', at: 0 };
  people.update(clientId, key === undefined ? presence : { ...presence, key });
  session.clock.changed('rooms');
};

/** The list at the right, with its border. */
const listOf = (app: OpenApp): string[] =>
  app.rows().flatMap((row) => /[│╮╯]?([╭│╰][^╭│╰]{20}[╮│╯])$/.exec(row)?.[1] ?? []);

beforeEach(() => {
  session = aSession(undefined);
  session.setNick('me');
  const room = session.chat?.rooms.get('chat');
  if (room === undefined) throw new Error('no room');
  ({ people } = room);
});

describe('the list of people', () => {
  it('names them in their order, says who is away, and tells apart names that look alike', async () => {
    comes('bob', 'client-2', 'away');
    comes('alice', 'client-1');
    comes('аlice', 'client-3');
    const app = openApp(session);
    await app.waitFor('3 people ──');
    expect(listOf(app).slice(0, 5)).toEqual([
      '╭ 3 people ──────────╮',
      '│ alice≈nt-1         │',
      '│ bob           away │',
      '│ аlice≈nt-3         │',
      '│                    │',
    ]);
    expect(app.misfits()).toEqual([]);
  });

  it('has a mark for a verified key, which a long name does not push out', async () => {
    const signer = signerFrom(identityOf(1));
    const keys = session.chat?.attention.keys;
    for (const [index, user] of ['bob', 'a-name-of-many-letters'].entries()) {
      comes(user, `client-${index}`, index === 0 ? 'away' : 'online', identityOf(1).key);
      keys?.heard(user, signer, 0);
      keys?.accept(user, identityOf(1).key, true);
    }
    const app = openApp(session);
    await app.waitFor('│ bob');
    expect(listOf(app).slice(1, 3)).toEqual(['│ a-name-of-many-… ✓ │', '│ bob         away ✓ │']);
    expect(app.misfits()).toEqual([]);
  });

  it('says at once who is ignored, and who has come', async () => {
    comes('alice', 'client-1');
    const app = openApp(session);
    await app.waitFor(/│ alice +│/);
    app.type('/ignore alice');
    app.press('Enter');
    await app.waitFor(/│ alice +ignored │/);
    comes('bob', 'client-2');
    const rows = await app.waitFor(/│ bob +│/);
    expect(rows.join('\n')).toContain('ignored');
  });

  it('counts those for whom there is no room', async () => {
    for (let index = 10; index < 60; index += 1) comes(`person${index}`, `client-${index}`);
    const app = openApp(session);
    await app.waitFor('50 people ──');
    const list = listOf(app);
    expect(list.at(-1)).toMatch(new RegExp(`╰─+ ${50 - (list.length - 2)} more ─╯`));
  });

  it('is not there on a screen of fewer columns', async () => {
    comes('alice', 'client-1');
    const app = openApp(session, { columns: 119, rows: 24 });
    await app.waitFor('1 person');
    expect(app.text()).not.toMatch(/│ alice +│/);
  });
});
