import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryOptions } from '../../source/history/history.ts';
import { type BrokerKind, brokerKinds } from '../support/brokers.ts';
import { listener, textsOn } from '../support/connections.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { describeWith } from '../support/needs.ts';
import { openSession, type TestSession } from '../support/sessions.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const greeting = 'Hello,anyone!';

let starts = 0;

const historyIn = (folder: string): HistoryOptions => {
  starts += 1;
  return {
    file: join(folder, 'history.db'),
    broker: 'b:1883',
    retention: { days: 365, bytes: 1e9 },
    owner: { name: `start ${starts}`, process: starts, isRunning: () => false },
  };
};

/** A start of the program; what is opened first is up to `first`. */
const aStart = async (
  broker: { readonly port: number; readonly protocolVersion: BrokerKind['protocolVersion'] },
  history: HistoryOptions | undefined,
  first: 'history' | 'connection' = 'history',
): Promise<TestSession> => {
  const alice = openSession({
    ...broker,
    nick: 'alice',
    rooms: ['chat'],
    greeting,
    ...(history === undefined ? {} : { history }),
  });
  if (first === 'connection') await alice.ready();
  await alice.session.chat?.history?.open();
  await alice.ready();
  return alice;
};

/** What others hear of a room, up to a sentence that is said last. */
const heard = async (
  ear: Awaited<ReturnType<typeof listener>>,
  alice: TestSession,
  topic = 'chat',
): Promise<string[]> => {
  // The first may have waited until we were in the room, and go out before the greeting.
  for (const turn of [1, 2]) {
    const end = `end ${textsOn(ear, topic).length} ${turn}`;
    alice.session.chat?.send(topic, end);
    await ear.untilMessage((message) => message.payload.toString().includes(`"${end}"`));
  }
  return textsOn(ear, topic)
    .map((text) => (JSON.parse(text) as { say: string }).say)
    .filter((say) => !say.startsWith('end '));
};

describe.each(brokerKinds)('the greeting', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it.each(['history', 'connection'] as const)(
      'is said at the first of three starts alone, whether the %s is there first',
      async (first) => {
        const { port } = await forThisTest(start());
        const ear = await listener({ port, protocolVersion }, 'chat', 'ops');
        const folder = temporaryFolder();
        const one = await aStart({ port, protocolVersion }, historyIn(folder), first);
        one.session.chat?.join('ops');
        await one.ready();
        expect(await heard(ear, one)).toEqual([greeting]);
        expect(await heard(ear, one, 'ops')).toEqual([greeting]);
        await one.session.close();
        for (const next of ['second', 'third']) {
          const again = await aStart({ port, protocolVersion }, historyIn(folder), first);
          await again.until(
            `ops at the ${next} start`,
            () => again.session.chat?.rooms.has('ops') === true,
          );
          await again.ready();
          expect(await heard(ear, again)).toEqual([greeting]);
          expect(await heard(ear, again, 'ops')).toEqual([greeting]);
          await again.session.close();
        }
      },
    );

    it('is said again in a room that was left and is joined again', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, 'chat');
      const folder = temporaryFolder();
      const alice = await aStart({ port, protocolVersion }, historyIn(folder));
      expect(await heard(ear, alice)).toEqual([greeting]);
      alice.session.chat?.part('chat');
      alice.session.chat?.join('chat');
      await alice.ready();
      expect(await heard(ear, alice)).toEqual([greeting, greeting]);
      alice.session.chat?.part('chat');
      await alice.session.close();
      const again = await aStart({ port, protocolVersion }, historyIn(folder));
      expect(await heard(ear, again)).toEqual([greeting, greeting, greeting]);
    });

    it('is said at every start without a history', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, 'chat');
      const first = await aStart({ port, protocolVersion }, undefined);
      expect(await heard(ear, first)).toEqual([greeting]);
      await first.session.close();
      expect(await heard(ear, await aStart({ port, protocolVersion }, undefined))).toEqual([
        greeting,
        greeting,
      ]);
    });
  });
});
