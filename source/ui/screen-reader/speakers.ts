import type { MqttSession } from '../../session/session.ts';
import type { Workspace } from '../../session/workspace.ts';
import { serverName } from '../server-name.ts';
import type { SessionStores } from '../session-stores.ts';
import { Speaker } from './speaker.ts';

/** Works out what to speak of all sessions: what is not of the current one is said with the broker's name. */
export class Speakers {
  readonly #workspace: Workspace;
  readonly #stores: Pick<SessionStores, 'of'>;
  readonly #speakers = new Map<MqttSession, Speaker>();
  #current: MqttSession;

  constructor(workspace: Workspace, stores: Pick<SessionStores, 'of'>) {
    this.#workspace = workspace;
    this.#stores = stores;
    this.#current = workspace.current;
  }

  /** How long held-back lines must wait, ms; `undefined` if there are none. */
  get wait(): number | undefined {
    return this.#speakerOf(this.#workspace.current).wait;
  }

  /** What is new since the last call. */
  news(): string[] {
    const { current, sessions } = this.#workspace;
    for (const session of this.#speakers.keys())
      if (!sessions.includes(session)) this.#speakers.delete(session);
    const elsewhere = sessions
      .filter((session) => session !== current)
      .flatMap((session) =>
        this.#speakerOf(session)
          .newsElsewhere()
          .map((text) => `${serverName(session)}: ${text}`),
      );
    const isOther = current !== this.#current;
    this.#current = current;
    return [
      ...elsewhere,
      ...(isOther ? [`Broker ${serverName(current)}.`] : []),
      ...this.#speakerOf(current).news(),
    ];
  }

  #speakerOf(session: MqttSession): Speaker {
    const known = this.#speakers.get(session);
    if (known !== undefined) return known;
    const speaker = new Speaker(session, this.#stores.of(session).getState);
    this.#speakers.set(session, speaker);
    return speaker;
  }
}
