import { Identity } from '../chat/identity.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import type { ChatSession } from '../session/chat/chat-session.ts';
import { type Person, persons } from './persons.ts';

/** The room in which they chat. */
const demoRoom = 'chat';

/** How long somebody takes to write an answer, and how long it is from one answer to the next, ms. */
const writing = 1500;
const resting = 3000;

/** The people of the demo. */
export type People = { readonly close: () => Promise<void> };

/** How a chat is opened; handed in, so that the bundle keeps the chat in one file with the screen. */
export type Chats = new (...args: ConstructorParameters<typeof ChatSession>) => ChatSession;

/** Somebody who chats as if from another program: with a presence, a key, signatures. */
const openPerson = (person: Person, address: ServerAddress, Chat: Chats): People => {
  const { nick, chatter, openers } = person;
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };
  const chat = new Chat(
    {
      rooms: [demoRoom],
      identity: Identity.create(false),
      greeting: '',
      // What opens a conversation is for everybody.
      highlights: openers,
    },
    {
      connection: {
        server: async () => address,
        clientId: `demo-${nick}`,
        credentials: {},
        keepAlive: 60,
        protocolVersion: 4,
      },
      isTransient: true,
      clock: { changed: () => undefined, changedNow: () => undefined },
      onConnected: () => undefined,
      notify: () => undefined,
    },
  );
  chat.setNick(nick);
  let answeredAt = Number.NEGATIVE_INFINITY;
  /** What is being answered: the newest of what was said meanwhile. */
  let heard: { readonly topic: string; readonly user: string; readonly say: string } | undefined;
  const answer = (): void => {
    if (heard === undefined) return;
    const { topic, user, say } = heard;
    heard = undefined;
    answeredAt = performance.now();
    chat.send(topic, person.answer(user, say), false, false);
  };
  chat.onMention = ({ topic }, { user, say }) => {
    // Two programs that answer each other would never end.
    if (persons.some((one) => one.nick === user)) return;
    const isWriting = heard !== undefined;
    heard = { topic, user, say };
    if (!isWriting) later(Math.max(writing, answeredAt + resting - performance.now()), answer);
  };
  for (const { at, say } of chatter)
    later(at * 1000, () => void chat.send(demoRoom, say, false, false));
  chat.connection.open();
  return {
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await chat.close();
    },
  };
};

/** Lets the people of the demo join the room. */
export const openPeople = (address: ServerAddress, Chat: Chats): People => {
  const opened = persons.map((person) => openPerson(person, address, Chat));
  return { close: async () => void (await Promise.all(opened.map((one) => one.close()))) };
};
