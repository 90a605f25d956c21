import { createContext, use, useRef, useSyncExternalStore } from 'react';
import { type Mode, modeOf, type UiState } from './ui-state.ts';
import type { UiStore } from './ui-store.ts';

/** The store of what the screen knows and the session does not; the screen's root provides it. */
export const UiStoreContext = createContext<UiStore | undefined>(undefined);

/** The store itself, for what goes on beside drawing. */
export const useUiStore = (): UiStore => {
  const store = use(UiStoreContext);
  if (store === undefined) throw new Error('no UI store is provided');
  return store;
};

/** The named parts of the UI's state; renders again when one of them has changed. */
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

/** The whole state of the UI; renders again at every change. */
export const useUiState = (): UiState => {
  const store = useUiStore();
  return useSyncExternalStore(store.subscribe, store.getState, store.getState);
};

/** A fact about the UI's state, true or false or a word; renders again when it changes. */
export const useUiFact = <Fact extends boolean | string>(find: (state: UiState) => Fact): Fact => {
  const store = useUiStore();
  const look = (): Fact => find(store.getState());
  return useSyncExternalStore(store.subscribe, look, look);
};

/** What has the keyboard. */
export const useMode = (): Mode => useUiFact(modeOf);
