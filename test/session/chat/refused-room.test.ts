import { expect, it } from 'vitest';
import { statusSpans } from '../../../source/ui/status/status-spans.ts';
import { logTitle } from '../../../source/ui/log/log-edges.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { deliveries, openSession } from '../../support/sessions.ts';

it('a room and the status line go on saying that nothing can be heard, until it can', async () => {
  let isStrict = true;
  const broker = await startFakeBroker({
    subscribe: (packet, { agree, send }) => {
      const messageId = packet.messageId ?? 0;
      if (isStrict) send({ cmd: 'suback', messageId, granted: [135] });
      else agree(packet);
    },
  });
  const alice = openSession({ port: broker.port, nick: 'alice', rooms: ['chat'], filters: ['#'] });
  const { session } = alice;
  const status = (): string =>
    statusSpans({ current: session, sessions: [session] }, { hints: [], isInPane: true }, 120, {
      wall: 0,
      monotonic: 0,
    })
      .start.map(({ text }) => text)
      .join('');
  await alice.until(
    'both to be refused',
    () => alice.room().access.problem !== undefined && status().includes('2 subscriptions refused'),
  );
  session.notify('Something newer.');
  const room = { selected: { kind: 'room', topic: 'chat' } } as const;
  expect(logTitle(session, room)).toEqual({
    title: '#chat',
    note: 'subscription refused: not authorized (135)',
  });
  expect(status()).toContain('2 subscriptions refused');
  isStrict = false;
  for (const { socket } of broker.clients) socket.destroy();
  await alice.until('the loss', () => session.status.state === 'waiting');
  expect(status()).not.toContain('refused');
  session.retryNow();
  await alice.until('the room to be heard', () => alice.room().access.problem === undefined);
  await alice.until('the status line to be quiet', () => !status().includes('refused'));
  expect(logTitle(session, room).note).toMatch(/person|people/);
});

const ways = [
  ['is refused', 'refused: unspecified error (128)'],
  ['is not answered', 'not answered'],
] as const;

it.each(
  ways.flatMap(([way, words]) => ['', '/$presence/+'].map((below) => [below, way, words] as const)),
)(
  'while chat%s %s nothing is published there, and what is typed waits',
  { timeout: 20_000 },
  async (below, way, words) => {
    let isStrict = true;
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        const messageId = packet.messageId ?? 0;
        const isBad = packet.subscriptions[0]?.topic === `chat${below}`;
        if (!isStrict || !isBad) agree(packet);
        else if (way === 'is refused') send({ cmd: 'suback', messageId, granted: [128] });
      },
    });
    const published = (): string[] =>
      broker.packets.flatMap((packet) => (packet.cmd === 'publish' ? [packet.topic] : []));
    const alice = openSession({
      port: broker.port,
      nick: 'alice',
      rooms: ['chat', 'ops'],
      greeting: 'hello',
      clientId: 'alice',
    });
    await alice.until('the failure', () => alice.room().access.problem, 10_000);
    expect(alice.room().access.problem).toMatch(
      new RegExp(`^subscription.* ${words.replaceAll(/[()]/g, '\\$&')}$`),
    );
    const { chat } = alice.session;
    for (const say of ['one', 'two']) chat?.send('chat', say);
    chat?.setNick('alice2');
    chat?.setAway('lunch');
    chat?.send('ops', 'all else goes on');
    await alice.until('the other room', () => deliveries(alice.room('ops'))[1] === 'acknowledged');
    expect(deliveries(alice.room())).toEqual(['waiting', 'waiting']);
    expect(published().filter((topic) => !topic.startsWith('ops'))).toEqual([]);
    isStrict = false;
    await alice.until(
      'what waited',
      () => deliveries(alice.room()).at(-1) === 'acknowledged',
      10_000,
    );
    expect(published().filter((topic) => !topic.startsWith('ops'))).toEqual([
      'chat/$presence/alice',
      'chat',
      'chat',
      'chat',
    ]);
    expect(deliveries(alice.room())).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    expect(alice.room().access.problem).toBeUndefined();
    expect(broker.connects()).toHaveLength(1);
  },
);
