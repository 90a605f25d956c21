import { Connection } from '../mqtt/connection.ts';
import type { ConnectionStatus, Credentials } from '../mqtt/connection-options.ts';
import type { PublishOptions } from '../mqtt/requests.ts';
import { PayloadReader } from '../payload/payload-reader.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { ChatSession } from './chat/chat-session.ts';
import { FrameClock } from './frame-clock.ts';
import { FrameTicker } from './frame-ticker.ts';
import { MonitorSession } from './monitor/monitor-session.ts';
import type { Notice } from './notice.ts';
import { prepareFrame } from './prepare-frame.ts';
import { Publisher } from './publish/publisher.ts';
import { RetainedCleanup } from './retained/retained-cleanup.ts';
import { roomPublishProblem } from './chat/room-problem.ts';
import type { Recording } from './recording/recording.ts';
import type { SessionOptions } from './session-options.ts';
import { RecordingControl } from './recording/recording-control.ts';
import { viewRecording } from './recording/view-recording.ts';
import { worstStatus } from './worst-status.ts';

/** Refusals of several filters come as one, ms. */
const sameMoment = 200;

const noBroker = 'This is a recording: there is no broker to publish to.';

/** The MQTT session: what the program can do, and what it knows. Lives outside React. */
export class MqttSession {
  readonly clock: FrameClock;
  readonly chat: ChatSession | undefined;
  readonly monitor: MonitorSession | undefined;
  readonly payloads: PayloadReader;
  readonly publisher: Publisher;
  /** Records what is watched. */
  readonly recordingControl: RecordingControl;
  /** The cleaning of retained messages that goes on, or was last. */
  cleaning: RetainedCleanup | undefined;
  notice: Notice | undefined;
  /** What is looked at instead of a broker. */
  readonly recording: Recording | undefined;
  /** Where the broker is, as soon as that is known. */
  address: ServerAddress | undefined;
  readonly #options: SessionOptions;
  /** Every password that was used or tried, so that it can be kept out of a crash report. */
  readonly passwords: string[] = [];
  #credentials: Credentials;
  #isWaiting: boolean;
  readonly #ticker = new FrameTicker(this);
  /** Makes a connection for a purpose of its own. */
  readonly #connect: (
    clientId: string,
    events: ConstructorParameters<typeof Connection>[1],
  ) => Connection;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.recording = options.recording;
    this.#credentials = options.credentials;
    this.#remember(options.credentials);
    this.#isWaiting = options.waitForCredentials === true;
    const { will, chat, monitor } = options;
    this.clock = new FrameClock({
      now: () => this.now,
      prepare: (parts, moment) => prepareFrame(this, parts, moment),
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
    // Where one connection is back, the other need not wait.
    const onConnected = (): void => this.#connections().forEach((other) => other.retrySoon());
    const wiring = { clock, onConnected, notify };
    const connection = {
      credentials: options.credentials,
      keepAlive: options.keepAlive,
      protocolVersion: options.protocolVersion,
      server: async () => {
        this.address = await options.server();
        clock.changedNow('connection');
        return this.address;
      },
    };
    this.#connect = (clientId, events) =>
      new Connection({ ...connection, credentials: this.#credentials, clientId }, events);
    this.publisher = new Publisher(options.publishing, {
      session: this,
      clientId: options.clientId,
      connect: this.#connect,
    });
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
          holdBack: () => this.recordingControl.blocked,
          clientId: chat === undefined ? options.clientId : `${options.clientId}-w`,
          ...(will === undefined ? {} : { will: () => will }),
        },
        chat: this.chat,
        tape: this.recordingControl,
        payloads: this.payloads,
        ...wiring,
      });
  }

  /** What `serverNote` says, as "own broker". */
  get serverNote(): string {
    return this.#options.serverNote?.() ?? '';
  }

  /** The connection that is worst off: its status is the one to show. */
  get status(): ConnectionStatus {
    return worstStatus(this.#connections().map(({ status }) => status));
  }

  /** The user name that the broker was told last; for correcting it. */
  get username(): string {
    return this.#credentials.username ?? '';
  }

  /** The time that is looked at, ms since the epoch: now, or that of the recording. */
  get now(): number {
    return this.recording?.time ?? Date.now();
  }

  /** Begins to connect, unless credentials are to be waited for. The chat waits for its nick. */
  open(): void {
    this.#ticker.start();
    if (this.recording !== undefined) viewRecording(this.recording, this);
    if (this.#isWaiting || this.recording !== undefined) return;
    this.monitor?.connection.open();
    if (this.chat?.nick !== undefined) this.chat.connection.open();
  }

  /** Takes the person's name in the chat, which must have passed `nickProblem`; the chat connects with it. */
  setNick(nick: string): void {
    this.chat?.setNick(nick);
    this.open();
  }

  /** Takes other credentials and tries with them. */
  updateCredentials(credentials: Credentials): void {
    this.#credentials = credentials;
    this.#remember(credentials);
    for (const connection of this.#connections()) connection.updateCredentials(credentials);
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
    this.clock.changedNow('connection');
  }

  /** What was told is done with. */
  forgetNotice(): void {
    this.notice = undefined;
    this.clock.changedNow('connection');
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
  async publish(topic: string, payload: string | Buffer, options: PublishOptions): Promise<void> {
    const problem = roomPublishProblem(this.chat, topic, payload);
    if (problem !== undefined) throw new Error(problem);
    const at = Date.now();
    await this.#connected().publish(topic, payload, options);
    if (options.retain) this.monitor?.noteRetained(topic, payload.length > 0, at);
  }

  /** Looks for what the broker retains on the topics that filters match, to be cleared then. */
  findRetained(filters: readonly string[]): void {
    this.cleaning?.close();
    this.cleaning = new RetainedCleanup(filters, {
      connect: (events) => this.#connect(`${this.#options.clientId}-c`, events),
      // Without "retain as published" the broker's echo does not tell that this was a clearing.
      onCleared: (topic) => this.monitor?.noteRetained(topic, false, Date.now()),
      clock: this.clock,
    });
    this.cleaning.open();
    this.clock.changedNow('work');
  }

  /** Says goodbye and disconnects; rejects never. */
  async close(): Promise<void> {
    this.publisher.stop();
    this.cleaning?.close();
    const { chat, monitor, recording } = this;
    await Promise.allSettled([chat?.close(), monitor?.connection.close(), recording?.close()]);
    await this.recordingControl.stop();
    this.#ticker.stop();
    this.clock.stop();
  }

  #remember({ password }: Credentials): void {
    if (password !== undefined) this.passwords.push(password);
  }

  #connected(): Connection {
    if (this.recording !== undefined) throw new Error(noBroker);
    const connection = this.#connections().find(({ status }) => status.state === 'connected');
    if (connection === undefined) throw new Error('Not connected: nothing was published.');
    return connection;
  }

  #connections(): Connection[] {
    return [this.chat?.connection, this.monitor?.connection].filter((one) => one !== undefined);
  }
}
