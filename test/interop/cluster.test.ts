import { describe, expect, it, onTestFinished } from 'vitest';
import { forThisTest } from '../support/for-this-test.ts';
import { describeWith } from '../support/needs.ts';
import {
  rabbitCredentials,
  rabbitMissing,
  type RabbitNode,
  startRabbitCluster,
} from '../support/rabbitmq.ts';
import { deliveries, openSession, people, said, type TestSession } from '../support/sessions.ts';

/** How many lines each of two people writes around each node's death. */
const part = 50;
/** The pace at which they write, ms from line to line. */
const pace = 100;
/** How long a node's death may keep anybody away, ms. */
const mostAway = 15_000;

type Person = TestSession & {
  readonly nick: string;
  /** The port of the node that was tried last. */
  readonly port: () => number;
};

/** Somebody who goes on to the next node whenever one fails. */
const personOn = (nodes: readonly RabbitNode[], first: number, nick: string): Person => {
  let attempts = first;
  const port = (): number => nodes[(attempts - 1) % nodes.length]?.port ?? 0;
  const session = openSession({
    port: 0,
    server: async () => {
      attempts += 1;
      return { protocol: 'mqtt', host: '127.0.0.1', port: port() };
    },
    // Going down from MQTT 5 would be an attempt of its own.
    protocolVersion: 4,
    credentials: rabbitCredentials,
    nick,
    rooms: ['chat'],
    // Without it RabbitMQ has the session's queue on one node alone, and no other node replaces it.
    sessionExpiry: 300,
  });
  return { ...session, nick, port };
};

/** Writes lines with the numbers from `first` on, whether connected or not. */
const write = ({ session, nick }: Person, first: number): void => {
  let number = first;
  const writing = setInterval(() => {
    session.chat?.send('chat', `${nick} ${number}`);
    number += 1;
    if (number === first + part) clearInterval(writing);
  }, pace);
  onTestFinished(() => clearInterval(writing));
};

const linesOf = ({ nick }: Person, heardBy: Person): string[] =>
  said(heardBy.room()).filter((line) => line.startsWith(`${nick}: `));

const numbered = ({ nick }: Person, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${nick}: ${nick} ${index + 1}`);

/** How many lines of each one has heard. */
const heardBy = (person: Person, both: readonly Person[]): number[] =>
  both.map((writer) => linesOf(writer, person).length);

describe('three nodes', () => {
  describeWith(rabbitMissing, 'of RabbitMQ', () => {
    it('that die one after another lose no line, double none and keep the order', async () => {
      const { nodes } = await forThisTest(startRabbitCluster(3));
      const alice = personOn(nodes, 0, 'alice');
      await alice.ready();
      const bob = personOn(nodes, 1, 'bob');
      await bob.ready();
      await alice.until('bob', () => people(alice.room()).includes('bob (online)'));
      expect(alice.port()).not.toBe(bob.port());
      const both = [alice, bob];
      for (const [round, node] of nodes.entries()) {
        const before = round * part;
        for (const person of both) write(person, before + 1);
        for (const person of both)
          await person.until('the first lines of both', () =>
            heardBy(person, both).every((count) => count > before),
          );
        const theirs = both.filter((person) => person.port() === node.port);
        await node.down();
        for (const { until, session } of theirs)
          await until('the loss', () => session.status.state !== 'connected');
        await Promise.all(
          both.map((person) => {
            const heard = heardBy(person, both);
            return person.until(
              'the connection, and more lines of both',
              () =>
                person.session.status.state === 'connected' &&
                heardBy(person, both).every(
                  (count, index) => count > (heard[index] ?? 0) || count === before + part,
                ),
              mostAway,
            );
          }),
        );
        await node.up();
        for (const person of both)
          await person.until(
            'all lines of both',
            () => said(person.room()).length >= 2 * (before + part),
            60_000,
          );
      }
      for (const person of both) {
        for (const writer of both)
          expect(linesOf(writer, person)).toEqual(numbered(writer, nodes.length * part));
        expect(new Set(deliveries(person.room()))).toEqual(new Set(['acknowledged']));
      }
    }, 300_000);
  });
});
