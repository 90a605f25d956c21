import type { KnownKeys } from '../../model/known-keys.ts';
import type { Room } from '../../model/room.ts';
import { PresenceKeeper } from './presence-keeper.ts';
import { PresenceQuestions } from './presence-questions.ts';
import { PresenceReception } from './presence-reception.ts';

type Ours = Omit<ConstructorParameters<typeof PresenceKeeper>[0], 'onArrived' | 'onNotArrived'>;
type Others = Pick<ConstructorParameters<typeof PresenceReception>[0], 'onPresent' | 'onChange'>;

type Wiring = Ours &
  Others & {
    readonly keys: KnownKeys;
    readonly rooms: ReadonlyMap<string, Room>;
    readonly nick: () => string | undefined;
  };

/** What publishes our presence, what receives that of others, and what asks them for it. */
export type PresenceParts = {
  readonly presence: PresenceKeeper;
  readonly reception: PresenceReception;
  readonly questions: PresenceQuestions;
  /** There is a new connection: everything retained arrives again. */
  readonly connected: () => void;
};

/** Makes them, tied to each other. */
export const presenceParts = (wiring: Wiring): PresenceParts => {
  const { clientId, connection, keys, rooms, nick, onPresent, onChange } = wiring;
  const presence = new PresenceKeeper({
    ...wiring,
    onArrived: (room) => void questions.arrived(room),
    onNotArrived: (room) => questions.notArrived(room),
  });
  const questions: PresenceQuestions = new PresenceQuestions({
    clientId,
    connection,
    isIn: (room) => rooms.has(room),
    ask: (room) => presence.ask(room),
    onComplete: (topic) => {
      const room = rooms.get(topic);
      // Where not even our own presence comes back, nothing is known.
      if (room !== undefined && room.people.count > 0) reception.tellWhoIsHere(room, nick() ?? '');
      onChange();
    },
  });
  const reception: PresenceReception = new PresenceReception({
    clientId,
    rooms,
    keys,
    onPresent,
    onChange,
    isConnected: () => connection().status.state === 'connected',
    onOurLoss: (newest) => presence.restate(newest),
    onAsked: ({ topic, people: { count } }) => presence.answer(topic, count),
    isComplete: () => questions.handsOut === true,
    isAwaited: ({ topic }) => questions.isAwaited(topic),
  });
  const connected = (): void => {
    reception.connected();
    questions.connected();
  };
  return { presence, reception, questions, connected };
};
