import type { PastLines } from '../../session/chat/past-lines.ts';
import type { LogAnchor } from './log-window.ts';

/** The state of the log. */
export type LogState = {
  /** The last search text. */
  readonly searched: string;
  /** The stretch of the room's past that a search has opened in place of the newest lines. */
  readonly past: PastLines | undefined;
  /** The bottom row; `undefined` follows the newest. */
  readonly anchor: LogAnchor | undefined;
  /** The position of the next entry at the time the bottom was left: entries from here on are new. */
  readonly leftAt: number;
  /** The position of the entry at the cursor. */
  readonly cursor: number | undefined;
  readonly isPaused: boolean;
  /** Whether a topic's log is a table. */
  readonly isTable: boolean;
};

/** Where the log is scrolled to. */
export type LogPlace = Pick<LogState, 'past' | 'anchor' | 'leftAt' | 'isPaused' | 'cursor'>;

/** Where the log is scrolled to now. */
export const logPlace = ({ past, anchor, leftAt, isPaused, cursor }: LogPlace): LogPlace => ({
  past,
  anchor,
  leftAt,
  isPaused,
  cursor,
});

/** An event of the log; `end` is the position of its next entry. */
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
  /** The log goes back to where it was. */
  | { readonly type: 'log-returned'; readonly to: LogPlace }
  | { readonly type: 'table-shown'; readonly isShown: boolean };

/** The log follows the newest. */
export const atBottom = {
  past: undefined,
  anchor: undefined,
  cursor: undefined,
  isPaused: false,
} as const;

export const initialLog: LogState = { ...atBottom, searched: '', leftAt: 0, isTable: false };

/** Where the log ended when its bottom was left; scrolling further does not change it. */
const leftAtOf = (state: LogState, end: number | undefined): number =>
  state.anchor === undefined ? (end ?? state.leftAt) : state.leftAt;

/** The changes to the log. Pure. */
export const logReducer = (state: LogState, action: LogAction): Partial<LogState> => {
  switch (action.type) {
    case 'past-opened':
      return { ...atBottom, past: action.past };
    case 'searched':
      return { searched: action.text };
    case 'log-scrolled':
      return {
        leftAt: leftAtOf(state, action.end),
        anchor: action.anchor,
        ...(action.anchor === undefined ? atBottom : {}),
      };
    case 'log-pointed':
      return {
        leftAt: leftAtOf(state, action.end),
        cursor: action.cursor,
        anchor: action.anchor,
      };
    case 'log-paused':
      return {
        leftAt: leftAtOf(state, action.end),
        anchor: action.anchor,
        isPaused: action.anchor !== undefined,
        past: action.anchor === undefined ? undefined : state.past,
      };
    case 'log-returned':
      return action.to;
    case 'table-shown':
      return { isTable: action.isShown };
  }
};
