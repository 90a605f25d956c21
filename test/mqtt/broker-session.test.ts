import { expect, it } from 'vitest';
import { Session, type StoredPacket } from '../../source/mqtt/broker/session.ts';

const newSession = (): Session =>
  new Session('kept', {
    limit: 1e9,
    onChange: () => undefined,
    onGiveUp: () => undefined,
  });

const message = (brokerCounter: number): StoredPacket => ({
  cmd: 'publish',
  brokerCounter,
  topic: 'a',
  payload: Buffer.alloc(0),
  qos: 1,
  retain: false,
  dup: false,
});

/** Sends a message and returns its packet identifier. */
const send = (session: Session, counter: number): number | undefined => {
  const packet = message(counter);
  session.identify(packet);
  return packet.messageId;
};

it('a message that is sent twice keeps its identifier, and gets DUP', () => {
  const session = newSession();
  const identifier = send(session, 1);
  const again = message(1);
  session.identify(again);
  expect(again).toMatchObject({ messageId: identifier, dup: true });
  session.remove(identifier!);
  expect([...session.waiting()]).toEqual([]);
  expect(session.held).toBe(0);
});

it('packet identifiers in use are passed over, and where all are, a message is refused', () => {
  const session = newSession();
  const identifiers = Array.from({ length: 65_535 }, (_each, index) => send(session, index + 1));
  expect(new Set(identifiers).size).toBe(65_535);
  expect(() => send(session, 65_536)).toThrow('acknowledged none of 65,535');
  session.remove(300);
  expect(send(session, 65_536)).toBe(300);
});
