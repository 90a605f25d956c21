/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import type { MqttSession } from '../../../source/session/session.ts';
import { aSession, unfoldTopics } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp } from '../../support/open-app.tsx';

const topic = 'site/hall';
const selected = { kind: 'topic', topic } as const;

const sessionWith = (...values: readonly unknown[]): MqttSession => {
  const session = aSession(undefined);
  for (const value of values) session.monitor?.tree.record(aMessage(topic, encode(value)));
  unfoldTopics(session);
  return session;
};

describe('MessagePack on the screen', () => {
  it('is readable in the tree, the log and the table, as soon as its decoder is loaded', async () => {
    const app = openApp(sessionWith({ temp: 20 }, { temp: 21.5, unit: '°C' }), { selected });
    app.press('Up', 'Down');
    await app.waitFor(/hall {2}\{"temp":21\.5,/);
    await app.waitFor(
      /││ [\d:]{8} {3}\{"temp":20\} .*\n.*││ [\d:]{8} {3}\{"temp":21\.5,"unit":"°C"\} /,
    );
    app.press('Tab');
    await app.waitFor('t table');
    app.press('t');
    await app.waitFor(/time .* value {2,}/);
    await app.waitFor(/ 7 B .*\{"temp":20\} /);
    expect(app.text()).not.toContain('0x ');
    expect(app.misfits()).toEqual([]);
  });

  it('is shown by the decoder that was chosen for its topic, like the details', async () => {
    const app = openApp(sessionWith({ temp: 20 }), { selected });
    await app.waitFor(/hall {2}\{"temp":20\}/);
    app.press('Up', 'Down', 'Esc');
    await app.waitFor('F1 help');
    app.type('/decode hex');
    app.press('Enter');
    await app.waitFor(/││ [\d:]{8} {3}0x 81 a4 74 65 6d 70 14 [^]*hall {2}0x 81 a4 74 6/);
    app.type('/decode auto');
    app.press('Enter');
    await app.waitFor(/hall {2}\{"temp":20\}/);
  });

  it('passes the filters of the tree', async () => {
    const session = sessionWith({ temp: 20 });
    session.monitor?.tree.record(aMessage('site/cellar', encode({ temp: 4 })));
    const app = openApp(session, { selected });
    await app.waitFor(/cellar {2}/);
    app.type('/json:.temp>10');
    app.press('Enter');
    await app.waitUntilGone('cellar');
    await app.waitFor(/hall {2}\{"temp":20\}/);
  });
});
