import { createContext } from 'react';
import type { MqttSession } from '../session/session.ts';
import type { OpenedSession, Workspace } from '../session/workspace.ts';
import { personalIn } from './personal.ts';
import { selectedRoom } from './topics/tree-list.ts';
import type { UiStore } from './ui-store.ts';

/** The UI state of each session, in a store of its own; what belongs to the person goes along to the next session. */
export class SessionStores {
  readonly #workspace: Workspace;
  readonly #stores = new Map<MqttSession, UiStore>();
  /** The session on the right side of the screen, and its store. */
  #shown: { readonly session: MqttSession; readonly store: UiStore };
  /** Sessions that nobody has been at yet: they begin where they want to, such as in the input box. */
  readonly #new = new WeakSet<MqttSession>();

  /** `firstStore` makes the store of a session that has come. */
  constructor(workspace: Workspace, firstStore: (opened: OpenedSession) => UiStore) {
    this.#workspace = workspace;
    workspace.each((opened) => {
      const { session } = opened;
      this.#stores.set(session, firstStore(opened));
      this.#new.add(session);
      return () => this.#stores.delete(session);
    });
    const session = workspace.current;
    this.#shown = { session, store: this.of(session) };
    this.#new.delete(session);
    workspace.subscribe(() => this.#follow());
  }

  /** The store of a session on the screen. */
  of(session: MqttSession): UiStore {
    const store = this.#stores.get(session);
    if (store === undefined) throw new Error('There is no screen for that broker.');
    return store;
  }

  /** Takes the person to the current session. */
  #follow(): void {
    const session = this.#workspace.current;
    const left = this.#shown;
    if (session === left.session) return;
    const store = this.of(session);
    this.#shown = { session, store };
    selectedRoom(left.session, left.store.getState())?.reading.setShown(false);
    const from = personalIn(left.store.getState());
    const { focus } = this.#new.delete(session) ? store.getState() : from;
    store.dispatch({ type: 'person-came', from: { ...from, focus } });
    selectedRoom(session, store.getState())?.reading.setShown(true);
    for (const { clock } of [left.session, session]) clock.changedNow('rooms', 'conversation');
  }
}

/** The UI state of all sessions, for what shows more than the current one. */
export const SessionStoresContext = createContext<Pick<SessionStores, 'of'> | undefined>(undefined);
