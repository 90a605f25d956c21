import type { PastLines } from '../../session/chat/past-lines.ts';
import type { LogAnchor } from './log-window.ts';

/** Where the log stands. */
export type LogState = {
  /** What was searched last. */
  readonly searched: string;
  /** A part of the room's past that stands in the log in place of the rest, since a search has led there. */
  readonly past: PastLines | undefined;
  /** The log's bottom; `undefined` follows the newest. */
  readonly anchor: LogAnchor | undefined;
  /** The position that the log's next entry had when its bottom was left: what is new since then. */
  readonly leftAt: number;
  /** Position of the entry that is pointed at in the log. */
  readonly cursor: number | undefined;
  readonly isPaused: boolean;
  /** Whether the log of a topic is a table. */
  readonly isTable: boolean;
};

/** What happens to the log; `end` is the position of its next entry. */
export type LogAction =
  | { readonly type: 'past-opened'; readonly past: PastLines }
  | { readonly type: 'searched'; readonly text: string }
  | { readonly type: 'log-scrolled'; readonly anchor: LogAnchor | undefined; readonly end?: number }
  | {
      readonly type: 'log-pointed';
      readonly cursor: number;
      readonly anchor: LogAnchor | undefined;
      readonly end?: number;
    }
  | { readonly type: 'log-paused'; readonly anchor: LogAnchor | undefined; readonly end?: number }
  | { readonly type: 'table-shown'; readonly isShown: boolean };

/** The log follows the newest. */
export const atBottom = {
  past: undefined,
  anchor: undefined,
  cursor: undefined,
  isPaused: false,
} as const;

export const initialLog: LogState = { ...atBottom, searched: '', leftAt: 0, isTable: false };

/** Where the log ended when the bottom was left; stays while it is scrolled further. */
const leftAt = (state: LogState, end: number | undefined): number =>
  state.anchor === undefined ? (end ?? state.leftAt) : state.leftAt;

/** What changes in the log. Pure. */
export const logReducer = (state: LogState, action: LogAction): Partial<LogState> => {
  switch (action.type) {
    case 'past-opened':
      return { ...atBottom, past: action.past };
    case 'searched':
      return { searched: action.text };
    case 'log-scrolled':
      return {
        leftAt: leftAt(state, action.end),
        anchor: action.anchor,
        ...(action.anchor === undefined ? atBottom : {}),
      };
    case 'log-pointed':
      return {
        leftAt: leftAt(state, action.end),
        cursor: action.cursor,
        anchor: action.anchor,
      };
    case 'log-paused':
      return {
        leftAt: leftAt(state, action.end),
        anchor: action.anchor,
        isPaused: action.anchor !== undefined,
        past: action.anchor === undefined ? undefined : state.past,
      };
    case 'table-shown':
      return { isTable: action.isShown };
  }
};
