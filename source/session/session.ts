import type { ConnectionStatus, Credentials } from '../mqtt/connection-options.ts';
import { readOnlySentence } from '../mqtt/read-only.ts';
import type { PublishOptions } from '../mqtt/request-options.ts';
import { PayloadReader } from '../payload/payload-reader.ts';
import type { Server, ServerList } from '../mqtt/server-list.ts';
import type { ChatSession } from './chat/chat-session.ts';
import { FrameClock } from './frame-clock.ts';
import { frameParts } from './frame-parts.ts';
import { FrameTicker } from './frame-ticker.ts';
import { ShownAges } from './shown-ages.ts';
import type { MonitorSession } from './monitor/monitor-session.ts';
import type { Notice } from './notice.ts';
import { Notices } from './notices.ts';
import { prepareFrame } from './prepare-frame.ts';
import { Publisher } from './publish/publisher.ts';
import { type Narrowing, RetainedCleanup } from './retained/retained-cleanup.ts';
import { roomPublishProblem } from './chat/room-problem.ts';
import type { PassphraseOf } from './chat/unlock-room.ts';
import type { Recording } from './recording/recording.ts';
import { SessionConnections } from './session-connections.ts';
import type { SessionOptions } from './session-options.ts';
import { sessionParts } from './session-parts.ts';
import { RecordingControl } from './recording/recording-control.ts';
import { viewRecording } from './recording/view-recording.ts';

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
  /** The recording that is shown instead of a broker. */
  readonly recording: Recording | undefined;
  /** The servers that the connections may use. */
  readonly servers: ServerList;
  /** Whether nothing is published, cleared or said. */
  readonly isReadOnly: boolean;
  /** Every password and token used, so that crash reports can leave them out. */
  readonly passwords: string[];
  /** The programs that print the passphrases of private rooms, if there are any. */
  readonly passphraseOf: PassphraseOf | undefined;
  /** The times whose ages are on the screen. */
  readonly ages = new ShownAges();
  readonly #options: SessionOptions;
  readonly #connections: SessionConnections;
  readonly #notices = new Notices(() => this.clock.changedNow('connection'));
  #onlyWatches = false;
  readonly #ticker = new FrameTicker(this);

  constructor(options: SessionOptions) {
    this.#options = options;
    this.name = options.name;
    this.recording = options.recording;
    this.isReadOnly = options.isReadOnly === true;
    this.passphraseOf = options.chat?.passphraseOf;
    this.#connections = new SessionConnections(options, this);
    this.servers = this.#connections.servers;
    this.passwords = this.#connections.credentials.secrets;
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
    const notify = (text: string): void => this.#notices.showTogether(text);
    this.recordingControl = new RecordingControl(notify, () =>
      clock.changedNow('connection', 'work'),
    );
    this.publisher = new Publisher(options.publishing, {
      session: this,
      clientId: options.clientId,
      connect: (clientId, events) => this.#connections.connect(clientId, events),
    });
    ({ offeredChat: this.offeredChat, monitor: this.monitor } = sessionParts(options, {
      connection: this.#connections.common,
      clock,
      notify,
      payloads: this.payloads,
      recordingControl: this.recordingControl,
      chat: () => this.chat,
    }));
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

  /** The status of the connection that is worst off. */
  get status(): ConnectionStatus {
    return this.#connections.status;
  }

  /** The server in use, or tried last. */
  get server(): Server | undefined {
    return this.#connections.server;
  }

  /** The user name sent last, for correcting it. */
  get username(): string {
    return this.#connections.username;
  }

  /** The current time, or the recording's, ms since the epoch. */
  get now(): number {
    return this.recording?.time ?? Date.now();
  }

  /** Connects, unless it must wait for credentials. The chat waits for its nick. */
  open(): void {
    this.#ticker.start();
    if (this.recording !== undefined) viewRecording(this.recording, this);
    if (this.#connections.isWaiting || this.recording !== undefined) return;
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
    this.#connections.updateCredentials(credentials);
    this.open();
  }

  /** Connects now instead of waiting, or again after a refusal. */
  retryNow(): void {
    this.#connections.retryNow();
    this.open();
  }

  /** Connects to a server now, whatever the present one is. */
  useServer(server: Server): void {
    this.#connections.changeServer(server);
    this.retryNow();
  }

  /** What the user was told last; `undefined` once it is removed. */
  get notice(): Notice | undefined {
    return this.#notices.last;
  }

  /** Shows a notice. */
  notify(text: string): void {
    this.#notices.show(text);
  }

  /** Removes the notice. */
  forgetNotice(): void {
    this.#notices.forget();
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
    if (this.recording !== undefined)
      throw new Error('This is a file: there is no broker to publish to.');
    const { connected } = this.#connections;
    if (connected === undefined) throw new Error('Not connected: nothing was published.');
    const at = Date.now();
    await connected.publish(topic, payload, { ...options, insistsOnQos: true });
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
      connect: (events) => this.#connections.connect(`${this.#options.clientId}-c`, events),
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
    this.#connections.credentials.source?.stop();
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
}
