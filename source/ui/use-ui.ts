import { createContext, use, useRef, useSyncExternalStore } from 'react';
import { type Mode, modeOf, type UiState } from './ui-state.ts';
import type { UiStore } from './ui-store.ts';

/** The store of what the screen knows and the session does not, provided by the root of the screen. */
export const UiStoreContext = createContext<UiStore | undefined>(undefined);

/** The store itself, for work outside drawing. */
export const useUiStore = (): UiStore => {
  const store = use(UiStoreContext);
  if (store === undefined) throw new Error('no UI store is provided');
  return store;
};

/** Some parts of the UI state; re-renders when one of them changes. */
export const useUi = <Part extends keyof UiState>(
  ...parts: readonly Part[]
): Pick<UiState, Part> => {
  const store = useUiStore();
  const seen = useRef(store.getState());
  const look = (): UiState => {
    const state = store.getState();
    if (parts.some((part) => state[part] !== seen.current[part])) seen.current = state;
    return seen.current;
  };
  return useSyncExternalStore(store.subscribe, look, look);
};

/** The whole UI state; re-renders on every change. */
export const useUiState = (): UiState => {
  const store = useUiStore();
  return useSyncExternalStore(store.subscribe, store.getState, store.getState);
};

/** A boolean or a word derived from the UI state; re-renders when it changes. */
export const useUiFact = <Fact extends boolean | string>(find: (state: UiState) => Fact): Fact => {
  const store = useUiStore();
  const look = (): Fact => find(store.getState());
  return useSyncExternalStore(store.subscribe, look, look);
};

/** What has the keyboard. */
export const useMode = (): Mode => useUiFact(modeOf);
