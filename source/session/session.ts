import type { TopicNode } from '../model/topic-node.ts';
import type { Connection } from '../mqtt/connection.ts';
import type {
  ConnectionOptions,
  ConnectionStatus,
  Credentials,
  WillMessage,
} from '../mqtt/connection-options.ts';
import type { QoS } from '../mqtt/message.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { decodeChat } from '../chat/wire.ts';
import type { ChatOptions } from './chat-options.ts';
import { ChatSession } from './chat-session.ts';
import { FrameClock } from './frame-clock.ts';
import { type MonitorOptions, MonitorSession } from './monitor-session.ts';
import { retainedBelow } from './retained-below.ts';

/** Everything the session needs; without `chat` or `monitor` it does only the other. */
export type SessionOptions = Pick<
  ConnectionOptions,
  'server' | 'credentials' | 'keepAlive' | 'protocolVersion'
> & {
  /** The chat connection's client identifier; the monitor's has `-w` behind it. */
  readonly clientId: string;
  /** The client identifier was made up for this program start. */
  readonly isTransient: boolean;
  /** A will message of the person's own; the monitor connection carries it where there is one. */
  readonly will?: WillMessage;
  readonly chat?: Omit<ChatOptions, 'will'>;
  readonly monitor?: MonitorOptions;
  /** Where the broker was found, beside its address; for the status line. */
  readonly serverNote?: () => string;
  /** Wait with connecting until `correct` is called. */
  readonly waitForCredentials?: boolean;
};

/** Something that the person should know, whatever is on the screen; `at` is in ms of `performance.now()`. */
export type Notice = { readonly text: string; readonly at: number };

/** Refusals of several filters come as one, ms. */
const sameMoment = 200;

/** How many retained messages are cleared before waiting for the broker. */
const clearAtOnce = 50;

/** The MQTT session: what the program can do, and what it knows. Lives outside React. */
export class MqttSession {
  readonly clock = new FrameClock();
  readonly chat: ChatSession | undefined;
  readonly monitor: MonitorSession | undefined;
  notice: Notice | undefined;
  /** Where the broker is, as soon as that is known. */
  address: ServerAddress | undefined;
  readonly #options: SessionOptions;
  /** Every password that was used or tried, so that it can be kept out of a crash report. */
  readonly passwords: string[] = [];
  #username: string;
  #isWaiting: boolean;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#username = options.credentials.username ?? '';
    this.#remember(options.credentials);
    this.#isWaiting = options.waitForCredentials === true;
    const { will, chat, monitor } = options;
    const onChange = (): void => this.clock.changed();
    const notify = (text: string): void => this.#notifyTogether(text);
    // Where one connection is back, the other need not wait.
    const onConnected = (): void => this.#connections().forEach((other) => other.hurry());
    const wiring = { onChange, onConnected, notify };
    const connection = {
      credentials: options.credentials,
      keepAlive: options.keepAlive,
      protocolVersion: options.protocolVersion,
      server: async () => {
        this.address = await options.server();
        return this.address;
      },
    };
    if (chat !== undefined)
      this.chat = new ChatSession(
        { ...chat, ...(will !== undefined && monitor === undefined ? { will } : {}) },
        {
          connection: { ...connection, clientId: options.clientId },
          isTransient: options.isTransient,
          ...wiring,
        },
      );
    if (monitor !== undefined)
      this.monitor = new MonitorSession(monitor, {
        connection: {
          ...connection,
          clientId: chat === undefined ? options.clientId : `${options.clientId}-w`,
          ...(will === undefined ? {} : { will: () => will }),
        },
        chat: this.chat,
        ...wiring,
      });
  }

  /** What `serverNote` says, as "own broker". */
  get serverNote(): string {
    return this.#options.serverNote?.() ?? '';
  }

  /** The connection that is worst off: its status is the one to show. */
  get status(): ConnectionStatus {
    const rank: readonly ConnectionStatus['state'][] = [
      'refused',
      'waiting',
      'connecting',
      'idle',
      'closed',
      'connected',
    ];
    const statuses = this.#connections().map(({ status }) => status);
    const worst = statuses.toSorted((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state));
    // A chat that still waits for a name is no trouble.
    return worst.find(({ state }) => state !== 'idle') ?? { state: 'idle' };
  }

  /** The user name that the broker was told last; for correcting it. */
  get username(): string {
    return this.#username;
  }

  /** Begins to connect, unless credentials are to be waited for. The chat waits for its nick. */
  open(): void {
    if (this.#isWaiting) return;
    this.monitor?.connection.open();
    if (this.chat?.nick !== undefined) this.chat.connection.open();
  }

  /** Takes the person's name in the chat, which must have passed `nickProblem`; the chat connects with it. */
  setNick(nick: string): void {
    this.chat?.setNick(nick);
    this.open();
  }

  /** Takes other credentials and tries with them. */
  correct(credentials: Credentials): void {
    this.#username = credentials.username ?? '';
    this.#remember(credentials);
    for (const connection of this.#connections()) connection.correct(credentials);
    this.#isWaiting = false;
    this.open();
  }

  /** Tries to connect now instead of later, or again after a refusal. */
  retryNow(): void {
    for (const connection of this.#connections()) connection.retryNow();
    this.#isWaiting = false;
    this.open();
  }

  /** Tells the person something once. */
  notify(text: string): void {
    this.notice = { text, at: performance.now() };
    this.clock.changed();
  }

  /** Refusals come several at a time: they are told together. */
  #notifyTogether(text: string): void {
    const earlier = this.notice;
    const isSameMoment = earlier !== undefined && performance.now() - earlier.at < sameMoment;
    this.notify(isSameMoment ? `${earlier.text} ${text}` : text);
  }

  /**
   * Publishes on any topic name, which must have passed `topicNameProblem`. Rejects with an error
   * whose message is a sentence.
   */
  async publish(
    topic: string,
    payload: string | Buffer,
    options: { qos: QoS; retain: boolean },
  ): Promise<void> {
    if (this.chat?.rooms.get(topic)?.isPrivate === true)
      throw new Error(
        `${topic} is a private room: type the sentence there, where it is encrypted.`,
      );
    if (this.chat?.rooms.has(topic) === true && decodeChat(Buffer.from(payload)) === undefined)
      throw new Error(
        `${topic} is a room, whose members read {"user": …, "say": …}: type the sentence in the room instead.`,
      );
    const at = Date.now();
    await this.#connected().publish(topic, payload, options);
    if (options.retain) this.monitor?.noteRetained(topic, payload.length > 0, at);
  }

  /**
   * The topics at and below a node that hold a retained message, as far as we know. Presence is left
   * out unless the node is part of it: it is not ours to erase who is there.
   */
  retainedBelow(node: TopicNode): string[] {
    return retainedBelow(node);
  }

  /** Clears the retained messages of topics, a few at a time, and tells how far it is; rejects at the first failure. */
  async clearRetained(topics: readonly string[]): Promise<void> {
    for (let from = 0; from < topics.length;) {
      const most = Math.min(clearAtOnce, this.#connected().receiveMaximum);
      const batch = topics.slice(from, from + most);
      await Promise.all(batch.map((topic) => this.#clearOne(topic)));
      from += batch.length;
      const done = from;
      this.notify(
        done < topics.length
          ? `Clearing retained messages: ${done} of ${topics.length}.`
          : `Cleared the retained messages of ${done} ${done === 1 ? 'topic' : 'topics'}.`,
      );
    }
  }

  /** Says goodbye and disconnects; rejects never. */
  async close(): Promise<void> {
    await Promise.allSettled([this.chat?.close(), this.monitor?.connection.close()]);
    this.clock.stop();
  }

  #remember({ password }: Credentials): void {
    if (password !== undefined) this.passwords.push(password);
  }

  async #clearOne(topic: string): Promise<void> {
    await this.#connected().publish(topic, '', { qos: 1, retain: true });
    // Without "retain as published" the broker's echo does not tell that this was a clearing.
    const node = this.monitor?.tree.find(topic);
    if (node !== undefined) node.isRetained = false;
  }

  #connected(): Connection {
    const connection = this.#connections().find(({ status }) => status.state === 'connected');
    if (connection === undefined) throw new Error('Not connected: nothing was published.');
    return connection;
  }

  #connections(): Connection[] {
    return [this.chat?.connection, this.monitor?.connection].filter(
      (connection) => connection !== undefined,
    );
  }
}
