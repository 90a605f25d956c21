import { expect, it } from 'vitest';
import { statusSpans } from '../../../source/ui/status/status-spans.ts';
import { logTitle } from '../../../source/ui/log/log-edges.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { openSession } from '../../support/sessions.ts';

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
    statusSpans(session, { hints: [], isInPane: true }, 120, { wall: 0, monotonic: 0 })
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
