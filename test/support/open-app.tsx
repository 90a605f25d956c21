import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink-testing-library';
import stringWidth from 'string-width';
import { onTestFinished } from 'vitest';
import { frameParts } from '../../source/session/frame-parts.ts';
import type { MqttSession } from '../../source/session/session.ts';
import { Workspace } from '../../source/session/workspace.ts';
import type { KeyBinding } from '../../source/ui/action-context.ts';
import { SessionStores } from '../../source/ui/session-stores.ts';
import type { ProfileBook } from '../../source/ui/connections/profile-book.ts';
import { tables } from '../../source/ui/tables.ts';
import { App } from '../../source/ui/app.tsx';
import type { TerminalEvent } from '../../source/ui/terminal/terminal-input.ts';
import {
  type CursorPosition,
  TextCursor,
  TextCursorContext,
} from '../../source/ui/layout/text-cursor.ts';
import { initialUiState } from '../../source/ui/ui-state.ts';
import type { Selection } from '../../source/ui/topics/state.ts';
import { createUiStore, type UiStore } from '../../source/ui/ui-store.ts';
import { askedTerminal } from './asked-terminal.ts';
import { keyBytes, pasteBytes } from './terminal-input.ts';
import { until } from './until.ts';

/** Text somewhere on the screen, a pattern over all of it, or a question about its rows. */
type Condition = string | RegExp | ((rows: readonly string[]) => boolean);

export type Size = { readonly columns: number; readonly rows: number };

/** The whole screen of a session, drawn by Ink, and a person at it. */
export type OpenApp = {
  readonly store: UiStore;
  /** The rows on the screen, without colours and trailing blanks. */
  readonly rows: () => string[];
  readonly text: () => string;
  /** Where the terminal's cursor is; `undefined` while nothing can be typed. */
  readonly cursor: () => CursorPosition | undefined;
  /** Surplus and overlong rows with their widths, from every frame since the last resize. */
  readonly misfits: () => string[];
  /** Keys by name, one read each: `Enter`, `Ctrl+C`, `Alt+A`, `x`. */
  readonly press: (...names: readonly string[]) => void;
  /** Text that arrives in one read. */
  readonly type: (text: string) => void;
  readonly paste: (text: string) => void;
  /** Reports what Ink does not know about: the mouse and F1. */
  readonly report: (event: TerminalEvent) => void;
  /** Resolves when the screen has been drawn again. */
  readonly resize: (size: Size) => Promise<void>;
  /** Resolves when what has happened so far is drawn. */
  readonly drawn: () => Promise<void>;
  readonly waitFor: (what: Condition) => Promise<string[]>;
  readonly waitUntilGone: (what: Condition) => Promise<string[]>;
  readonly close: () => void;
  /** The requests to the terminal: `copy …`, `quit`, `repaint`, `suspend`. */
  readonly asked: readonly string[];
};

export type AppOptions = Partial<Size> & {
  /** The name to suggest, if one is asked for. */
  readonly name?: string;
  readonly selected?: Selection;
  /** The state of an existing screen. */
  readonly store?: UiStore;
  /** Keys instead of the program's. */
  readonly keys?: readonly KeyBinding[];
  /** Sessions that are on the screen too, behind the first. */
  readonly beside?: readonly MqttSession[];
  /** Keeps the session open when the test is over. */
  readonly isKept?: boolean;
  readonly profiles?: ProfileBook | undefined;
};

const firstPlace = (session: MqttSession): Selection | undefined => {
  const [room] = session.chat?.rooms.values() ?? [];
  room?.reading.setShown(true);
  return room === undefined ? undefined : { kind: 'room', topic: room.topic };
};

const holds = (what: Condition, rows: readonly string[]): boolean => {
  if (typeof what === 'function') return what(rows);
  const text = rows.join('\n');
  return typeof what === 'string' ? text.includes(what) : text.search(what) >= 0;
};

/** The rows of a frame as the terminal gets them. */
const linesOf = (frame: string): string[] => stripVTControlCharacters(frame).split('\n');

/** A single Esc is told from the start of a sequence by the silence after it. */
const bytesOf = (name: string): string => (name === 'Esc' ? '\u001b' : keyBytes(name));

/** Draws the screen of a session, of 120×40 cells by default; it is closed when the test is over. */
export const openApp = (session: MqttSession, options: AppOptions = {}): OpenApp => {
  const { name, columns = 120, rows = 40 } = options;
  const selected = options.selected ?? firstPlace(session);
  const store =
    options.store ??
    createUiStore(initialUiState({ selected, ...(name === undefined ? {} : { name }) }));
  const workspace = new Workspace({ first: { session } });
  const stores = new SessionStores(workspace, (opened) =>
    opened.session === session
      ? store
      : createUiStore(initialUiState({ selected: firstPlace(opened.session) })),
  );
  for (const other of options.beside ?? []) workspace.add({ session: other });
  workspace.show(session);
  const shown = { ...tables, keys: options.keys ?? tables.keys };
  const asked: string[] = [];
  const cursor = new TextCursor();
  const listeners = new Set<(event: TerminalEvent) => void>();
  const { stdin, stdout, unmount } = render(
    <TextCursorContext value={cursor}>
      <App
        workspace={workspace}
        stores={stores}
        tables={shown}
        terminal={askedTerminal(asked)}
        profiles={options.profiles}
        onTerminalEvent={(listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        }}
      />
    </TextCursorContext>,
  );
  onTestFinished(async () => {
    unmount();
    if (options.isKept !== true) await workspace.close();
  });

  const watchers = new Set<() => void>();
  const write = stdout.write;
  stdout.write = (frame) => {
    write(frame);
    for (const look of watchers) setImmediate(look);
  };

  let size: Size = { columns, rows };
  let firstFrame = 0;
  const watch = (look: () => void): (() => void) => {
    watchers.add(look);
    return () => watchers.delete(look);
  };
  const screen = (): string[] =>
    linesOf(stdout.lastFrame() ?? '').map((line) => line.replace(/ +$/, ''));
  const wait = (what: Condition, isWanted: boolean): Promise<string[]> =>
    until({
      what: `${isWanted ? '' : 'the end of '}${String(what)}`,
      find: () => holds(what, screen()) === isWanted && screen(),
      subscribe: watch,
      seen: screen,
    });

  // Ink asks its stdout for the size; the test library's has 100 columns and the machine's rows.
  const setSize = (next: Size): void => {
    size = next;
    firstFrame = stdout.frames.length;
    Object.defineProperty(stdout, 'columns', { value: next.columns, configurable: true });
    Object.defineProperty(stdout, 'rows', { value: next.rows, configurable: true });
    stdout.emit('resize');
  };
  setSize(size);

  return {
    store,
    asked,
    rows: screen,
    text: () => screen().join('\n'),
    cursor: () => cursor.position(),
    misfits: () =>
      stdout.frames.slice(firstFrame).flatMap((frame) => {
        const lines = linesOf(frame);
        const wide = lines
          .filter((line) => stringWidth(line) > size.columns)
          .map((line) => `${stringWidth(line)} cells: ${line}`);
        return lines.length > size.rows ? [`${lines.length} rows`, ...wide] : wide;
      }),
    press: (...names) => {
      for (const key of names) stdin.write(bytesOf(key));
    },
    type: (text) => stdin.write(text),
    paste: (text) => stdin.write(pasteBytes(text, true)),
    report: (event) => {
      for (const listener of listeners) listener(event);
    },
    resize: async (next) => {
      setSize(next);
      await until({
        what: `a frame of ${next.columns}×${next.rows}`,
        find: () => stdout.frames.length > firstFrame,
        subscribe: watch,
        seen: screen,
      });
    },
    drawn: async () => {
      // The first frame may already have been on its way.
      for (let round = 0; round < 2; round += 1) {
        const { length } = stdout.frames;
        session.clock.changedNow(...frameParts);
        await until({
          what: 'the next frame',
          find: () => stdout.frames.length > length,
          subscribe: watch,
          seen: screen,
        });
      }
    },
    waitFor: (what) => wait(what, true),
    waitUntilGone: (what) => wait(what, false),
    close: unmount,
  };
};
