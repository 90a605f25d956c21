import { Connection } from '../mqtt/connection.ts';
import type { ConnectionStatus, Credentials } from '../mqtt/connection-options.ts';
import { readOnlySentence } from '../mqtt/read-only.ts';
import type { PublishOptions } from '../mqtt/request-options.ts';
import { PayloadReader } from '../payload/payload-reader.ts';
import { type Server, ServerList } from '../mqtt/server-list.ts';
import type { ChatSession } from './chat/chat-session.ts';
import { FrameClock } from './frame-clock.ts';
import { frameParts } from './frame-parts.ts';
import { FrameTicker } from './frame-ticker.ts';
import { ShownAges } from './shown-ages.ts';
import type { MonitorSession } from './monitor/monitor-session.ts';
import type { Notice } from './notice.ts';
import { prepareFrame } from './prepare-frame.ts';
import { Publisher } from './publish/publisher.ts';
import { type Narrowing, RetainedCleanup } from './retained/retained-cleanup.ts';
import { roomPublishProblem } from './chat/room-problem.ts';
import type { PassphraseOf } from './chat/unlock-room.ts';
import type { Recording } from './recording/recording.ts';
import { SessionCredentials } from './session-credentials.ts';
import type { SessionOptions } from './session-options.ts';
import { sessionParts } from './session-parts.ts';
import { sharedConnectionOptions } from './shared-connection-options.ts';
import { RecordingControl } from './recording/recording-control.ts';
import { viewRecording } from './recording/view-recording.ts';
import { worstStatus } from './worst-status.ts';

/** Notices within this time, ms, become one: a broker refuses several filters at once. */
const joinTime = 200;

const noBroker = 'This is a file: there is no broker to publish to.';

/** The MQTT session: what the program can do, and what it knows. Lives outside React. */
export class MqttSession {
  readonly clock: FrameClock;
  /** The name of its profile, which the user may change while it is open. */
  name: string | undefined;
  /** The chat, joined or not; `undefined` if it is switched off. */
  readonly offeredChat: ChatSession | undefined;
  readonly monitor: MonitorSession | undefined;
  readonly payloads: PayloadReader;
  readonly publisher: Publisher;
  /** Records what is watched. */
  readonly recordingControl: RecordingControl;
  /** The cleanup of retained messages that is running, or ran last. */
  cleaning: RetainedCleanup | undefined;
  notice: Notice | undefined;
  /** The recording that is shown instead of a broker. */
  readonly recording: Recording | undefined;
  /** The servers that the connections may use. */
  readonly servers: ServerList;
  /** Whether nothing is published, cleared or said. */
  readonly isReadOnly: boolean;
  readonly #options: SessionOptions;
  /** Every password and token used, so that crash reports can leave them out. */
  readonly passwords: string[];
  readonly #credentials: SessionCredentials;
  #isWaiting: boolean;
  #onlyWatches = false;
  /** The times whose ages are on the screen. */
  readonly ages = new ShownAges();
  readonly #ticker = new FrameTicker(this);
  /** Makes a further connection to the same broker. */
  readonly #connect: (
    clientId: string,
    events: ConstructorParameters<typeof Connection>[1],
  ) => Connection;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.name = options.name;
    this.recording = options.recording;
    this.isReadOnly = options.isReadOnly === true;
    this.#isWaiting = options.waitForCredentials === true;
    this.servers = ServerList.of(options.server);
    this.#credentials = new SessionCredentials(options, this.servers);
    this.passwords = this.#credentials.secrets;
    this.clock = new FrameClock({
      now: () => this.now,
      prepare: (parts, reading) => prepareFrame(this, parts, reading),
      mostFrames: options.mostFrames,
    });
    const { clock } = this;
    this.payloads = new PayloadReader(
      options.payloads,
      () => clock.changedNow('topics', 'messages', 'work'),
      (of) => this.monitor?.last(of),
    );
    const notify = (text: string): void => this.#notifyTogether(text);
    this.recordingControl = new RecordingControl(notify, () =>
      clock.changedNow('connection', 'work'),
    );
    const shared = () => sharedConnectionOptions(options, this.#credentials, this.servers);
    this.#connect = (clientId, events) => new Connection({ ...shared(), clientId }, events);
    this.publisher = new Publisher(options.publishing, {
      session: this,
      clientId: options.clientId,
      connect: this.#connect,
    });
    const parts = sessionParts(options, {
      connection: shared(),
      clock,
      notify,
      payloads: this.payloads,
      recordingControl: this.recordingControl,
      chat: () => this.chat,
    });
    this.offeredChat = parts.offeredChat;
    this.monitor = parts.monitor;
  }

  /** The chat, unless the user only watches. */
  get chat(): ChatSession | undefined {
    return this.#onlyWatches ? undefined : this.offeredChat;
  }

  /** Whether there is nothing to show: without chat, topics and recording no broker is chosen yet. */
  get isEmpty(): boolean {
    return this.offeredChat === undefined && this.monitor === undefined;
  }

  /** A note on the broker, such as "own broker". */
  get serverNote(): string {
    return this.#options.serverNote?.() ?? '';
  }

  /** The programs that print the passphrases of private rooms, if there are any. */
  get passphraseOf(): PassphraseOf | undefined {
    return this.#options.chat?.passphraseOf;
  }

  /** The status of the connection that is worst off. */
  get status(): ConnectionStatus {
    return worstStatus(this.#connections().map(({ status }) => status));
  }

  /** The server in use, or tried last. */
  get server(): Server | undefined {
    const { status } = this;
    return this.#connections().find((connection) => connection.status === status)?.server;
  }

  /** The user name sent last, for correcting it. */
  get username(): string {
    return this.#credentials.username(this.server);
  }

  /** The current time, or the recording's, ms since the epoch. */
  get now(): number {
    return this.recording?.time ?? Date.now();
  }

  /** Connects, unless it must wait for credentials. The chat waits for its nick. */
  open(): void {
    this.#ticker.start();
    if (this.recording !== undefined) viewRecording(this.recording, this);
    if (this.#isWaiting || this.recording !== undefined) return;
    this.monitor?.connection.open();
    // Where nothing is said, the name need not be known.
    if (this.chat?.nick !== undefined || this.isReadOnly) this.chat?.connection.open();
  }

  /** Sets the nick, which must have passed `nickProblem`, and connects the chat. */
  setNick(nick: string): void {
    this.#onlyWatches = false;
    this.chat?.setNick(nick);
    this.open();
  }

  /** Joins the chat under a nick, in these rooms instead of those that it would enter. */
  joinChat(nick: string, topics: readonly string[]): void {
    const chat = this.offeredChat;
    for (const topic of chat?.entrance.topics() ?? [])
      if (!topics.includes(topic)) chat?.rooms.delete(topic);
    for (const topic of topics) chat?.join(topic);
    this.setNick(nick);
  }

  /** Leaves the chat out, which has no nick yet, until `setNick`: it does not connect. */
  onlyWatch(): void {
    this.#onlyWatches = true;
    this.clock.changedNow(...frameParts);
  }

  /** Connects with other credentials. */
  updateCredentials(credentials: Credentials): void {
    this.#credentials.update(credentials);
    for (const connection of this.#connections()) connection.updateCredentials(credentials);
    this.#isWaiting = false;
    this.open();
  }

  /** Connects now instead of waiting, or again after a refusal. */
  retryNow(): void {
    for (const connection of this.#connections()) connection.retryNow();
    this.#isWaiting = false;
    this.open();
  }

  /** Connects to a server now, whatever the present one is. */
  useServer(server: Server): void {
    this.servers.prefer(server);
    for (const connection of this.#connections()) connection.changeServer();
    this.retryNow();
  }

  /** Shows a notice. */
  notify(text: string): void {
    this.notice = { text, at: performance.now() };
    this.clock.changedNow('connection');
  }

  /** Removes the notice. */
  forgetNotice(): void {
    this.notice = undefined;
    this.clock.changedNow('connection');
  }

  /** Shows notices that come at the same time, such as refusals, as one. */
  #notifyTogether(text: string): void {
    const earlier = this.notice;
    const isJoined = earlier !== undefined && performance.now() - earlier.at < joinTime;
    this.notify(isJoined ? `${earlier.text} ${text}` : text);
  }

  /**
   * Publishes on any topic name, which must have passed `topicNameProblem`. Rejects with an error
   * whose message is a sentence.
   */
  async publish(topic: string, payload: string | Buffer, options: PublishOptions): Promise<void> {
    const problem = this.isReadOnly
      ? readOnlySentence
      : roomPublishProblem(this.offeredChat, topic, payload);
    if (problem !== undefined) throw new Error(problem);
    const at = Date.now();
    await this.#connected().publish(topic, payload, { ...options, insistsOnQos: true });
    if (options.retain) this.monitor?.noteRetained(topic, payload.length > 0, at);
  }

  /**
   * Finds the messages that the broker retains on topics that match the filters, so that they can be
   * cleared; with `narrowing`, only on those among them that it accepts.
   */
  findRetained(filters: readonly string[], narrowing?: Narrowing): void {
    this.cleaning?.close();
    this.cleaning = new RetainedCleanup(filters, {
      ...(narrowing === undefined ? {} : { narrowing }),
      connect: (events) => this.#connect(`${this.#options.clientId}-c`, events),
      handsOut: () => this.chat?.questions.handsOut,
      // Without "retain as published" the broker's echo does not show that this cleared a retained message.
      onCleared: (topic) => this.monitor?.noteRetained(topic, false, Date.now()),
      clock: this.clock,
    });
    this.cleaning.open();
    this.clock.changedNow('work');
  }

  /** Takes leave of the rooms and disconnects; never rejects. */
  async close(): Promise<void> {
    this.publisher.stop();
    this.cleaning?.close();
    this.#credentials.source?.stop();
    const { offeredChat, monitor, recording } = this;
    await Promise.allSettled([
      offeredChat?.close(),
      monitor?.connection.close(),
      recording?.close(),
    ]);
    await this.recordingControl.stop();
    this.#ticker.stop();
    this.clock.stop();
  }

  #connected(): Connection {
    if (this.recording !== undefined) throw new Error(noBroker);
    const connection = this.#connections().find(({ status }) => status.state === 'connected');
    if (connection === undefined) throw new Error('Not connected: nothing was published.');
    return connection;
  }

  #connections(): Connection[] {
    return [this.offeredChat?.connection, this.monitor?.connection].filter(
      (one) => one !== undefined,
    );
  }
}
