import { emptySession } from './empty-session.ts';
import { ForEach } from './for-each.ts';
import { type FramePart, frameParts } from './frame-parts.ts';
import type { FrameSchedule } from './frame-schedule.ts';
import type { MqttSession } from './session.ts';

/** What is kept of a broker's screen for the next start: plain data that the screen knows. */
export type KeptView = {
  /** What was kept; `undefined` if nothing was, or it is not wanted. */
  readonly before: unknown;
  /** Replaces it; if that fails, returns the reason in one sentence. */
  readonly keep: (view: object) => string | undefined;
};

/** A session, and what the screen must ask before it can begin. */
export type OpenedSession = {
  readonly session: MqttSession;
  /** The nick to suggest when the user must choose one; `undefined` when it is known. */
  readonly askForName?: string | undefined;
  readonly askForPassword?: boolean;
  /** `undefined` if nothing is kept. */
  readonly view?: KeptView | undefined;
  /** Called when the session is closed. */
  readonly atEnd?: () => Promise<void>;
};

/**
 * Opens the session of a profile, or with `undefined` one without a profile, beside others; rejects with an
 * error whose message is a sentence.
 */
export type OpenProfile = (
  name: string | undefined,
  others: readonly MqttSession[],
) => Promise<OpenedSession>;

type WorkspaceOptions = {
  readonly first: OpenedSession;
  /** `undefined` where there are no profiles, such as for a recording. */
  readonly openProfile?: OpenProfile | undefined;
};

/** The most sessions at once: each has two connections and a tree of its own. */
export const mostSessions = 9;

/** The sessions on the screen, in order, and the current one, which the keys and the right side are for. */
export class Workspace {
  /** When the screen is drawn, whichever session has changed. */
  readonly schedule: FrameSchedule;
  readonly #openProfile: OpenProfile | undefined;
  /** In order. */
  readonly #opened = new Map<MqttSession, OpenedSession>();
  /** In the same order; another array whenever one comes or goes. */
  #sessions: readonly MqttSession[] = [];
  #current: MqttSession;
  readonly #listeners = new Set<() => void>();
  readonly #forEach = new ForEach<OpenedSession>();
  /** What is being opened, by name: asked for twice, it is opened once. */
  readonly #opening = new Map<string | undefined, Promise<MqttSession>>();
  /** Sessions that are taking their leave. */
  readonly #leaving = new Set<Promise<void>>();
  /** Every password and token used by a session that is gone. */
  readonly #oldPasswords = new Set<string>();
  #isClosed = false;

  constructor({ first, openProfile }: WorkspaceOptions) {
    this.schedule = first.session.clock.schedule;
    this.#openProfile = openProfile;
    this.#current = first.session;
    this.each(({ session }) => session.clock.subscribe(() => this.#tell()));
    this.#add(first);
  }

  /** All sessions, in order; the same array until one comes or goes. */
  get sessions(): readonly MqttSession[] {
    return this.#sessions;
  }

  /** The session that the keys and the right side of the screen are for. */
  get current(): MqttSession {
    return this.#current;
  }

  /** Whether there are several brokers, so that it matters which one is meant. */
  get hasSeveral(): boolean {
    return this.#sessions.length > 1;
  }

  /** Every password and token used, so that crash reports can leave them out. */
  get passwords(): readonly string[] {
    return [...this.#oldPasswords, ...this.#sessions.flatMap(({ passwords }) => passwords)];
  }

  /** The session of a profile, or of none, if it is open. */
  find(name: string | undefined): MqttSession | undefined {
    return this.#sessions.find((session) => session.name === name && !session.isEmpty);
  }

  /** Calls the session of a profile by the profile's new name, if it is open. */
  rename(from: string, to: string): void {
    const session = this.find(from);
    if (session === undefined) return;
    session.name = to;
    session.clock.changedNow(...frameParts);
  }

  /** A number that changes whenever one of the parts of a session needs drawing. */
  version(...parts: readonly FramePart[]): number {
    return this.#sessions.reduce((sum, { clock }) => sum + clock.version(...parts), 0);
  }

  /** Calls the listener in each frame, and when a session comes, goes or becomes the current one. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls `begin` for each session, now or when it is opened, and what that returns when the session goes. Returns how to stop. */
  each(begin: (opened: OpenedSession) => () => void): () => void {
    return this.#forEach.begin(begin);
  }

  /** Makes a session the current one. */
  show(session: MqttSession): void {
    if (session === this.#current || !this.#sessions.includes(session)) return;
    this.#current = session;
    this.#tell();
  }

  /**
   * Opens the session of a profile, or shows it if it is open. Rejects with an error whose message is a
   * sentence; nothing has changed then.
   */
  async connect(name: string | undefined): Promise<MqttSession> {
    const known = this.find(name);
    if (known !== undefined) {
      this.show(known);
      return known;
    }
    const opening = this.#opening.get(name) ?? this.#open(name);
    this.#opening.set(name, opening);
    try {
      return await opening;
    } finally {
      this.#opening.delete(name);
    }
  }

  /** Adds a session, opens it and makes it the current one, in place of one without a broker. */
  add(opened: OpenedSession): void {
    const { session } = opened;
    session.clock.schedule = this.schedule;
    const before = this.#current;
    this.#add(opened);
    this.#current = session;
    if (before.isEmpty) void this.#remove(before);
    this.#tell();
    session.open();
    void session.chat?.history?.open();
  }

  /** Closes a session, which takes its leave; without any, there is one without a broker. Never rejects. */
  async disconnect(session: MqttSession): Promise<void> {
    const index = this.#sessions.indexOf(session);
    if (index === -1) return;
    if (this.#sessions.length === 1) {
      const empty = emptySession(this.schedule.mostFrames);
      empty.clock.schedule = this.schedule;
      this.#add({ session: empty });
      empty.open();
    }
    const leaving = this.#remove(session);
    if (session === this.#current)
      this.#current = (this.#sessions[index] ?? this.#sessions.at(-1)) as MqttSession;
    this.#tell();
    await leaving;
  }

  /** Opens what is there at the start. */
  open(): void {
    for (const session of this.#sessions) {
      session.open();
      // Only now that the screen is open: a database takes its time.
      void session.chat?.history?.open();
    }
  }

  /** Closes all sessions; never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const session of this.#sessions) void this.#end(session);
    await Promise.all(this.#leaving);
  }

  async #open(name: string | undefined): Promise<MqttSession> {
    const open = this.#openProfile;
    if (open === undefined) throw new Error('There are no profiles here.');
    const count = this.#sessions.filter(({ isEmpty }) => !isEmpty).length;
    if (count + this.#opening.size >= mostSessions)
      throw new Error(
        `${mostSessions} brokers are open, which is the most: /disconnect one first.`,
      );
    const opened = await open(name, this.#sessions);
    if (this.#isClosed) {
      await opened.session.close();
      await opened.atEnd?.();
      throw new Error('The program is closing.');
    }
    this.add(opened);
    return opened.session;
  }

  #add(opened: OpenedSession): void {
    this.#opened.set(opened.session, opened);
    this.#sessions = [...this.#opened.keys()];
    this.#forEach.add(opened);
  }

  #remove(session: MqttSession): Promise<void> {
    const leaving = this.#end(session);
    const opened = this.#opened.get(session);
    if (opened !== undefined) this.#forEach.delete(opened);
    this.#opened.delete(session);
    this.#sessions = [...this.#opened.keys()];
    return leaving;
  }

  #end(session: MqttSession): Promise<void> {
    const leaving = session
      .close()
      .then(this.#opened.get(session)?.atEnd)
      .catch(() => undefined)
      .finally(() => {
        for (const password of session.passwords) this.#oldPasswords.add(password);
        this.#leaving.delete(leaving);
      });
    for (const password of session.passwords) this.#oldPasswords.add(password);
    this.#leaving.add(leaving);
    return leaving;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
