import type { UiAction } from './ui-action.ts';
import { uiReducer } from './ui-reducer.ts';
import type { UiState } from './ui-state.ts';

/**
 * Holds the UI state outside React: when several keys arrive in one read, each sees what the one
 * before it did, and a keystroke never waits for a frame.
 */
export type UiStore = {
  readonly getState: () => UiState;
  readonly dispatch: (action: UiAction) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/** Creates a store with the state `initial`. */
export const createUiStore = (initial: UiState): UiStore => {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    dispatch: (action) => {
      const next = uiReducer(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
