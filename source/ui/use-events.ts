import { useInput, usePaste } from 'ink';
import { useEffect } from 'react';
import type { MqttSession } from '../session/session.ts';
import type { ActionContext } from './action-context.ts';
import { handleFocus, takeFocus } from './focus.ts';
import { paste } from './input/input-actions.ts';
import { handleKey } from './keys/handle-key.ts';
import { keyPresses } from './keys/key-press.ts';
import { handleMouse } from './keys/mouse.ts';
import type { TerminalEvent } from './terminal/terminal-input.ts';
import type { UiStore } from './ui-store.ts';

/** Listens to what Ink does not report; returns how to stop. */
export type OnTerminalEvent = (listener: (event: TerminalEvent) => void) => () => void;

const askForCredentials = (session: MqttSession, store: UiStore): void => {
  const { status } = session;
  const state = store.getState();
  if (status.state !== 'refused' || !status.credentials) return;
  if (state.credentials !== undefined || state.seenRefusal === status) return;
  store.dispatch({ type: 'credentials-asked', username: session.username, refusal: status });
};

const handleTerminalEvent = (context: ActionContext, event: TerminalEvent): void => {
  // What the terminal says about itself is no sign that somebody looks.
  if (event.kind === 'answer' || event.kind === 'keyboard' || event.kind === 'cursor') return;
  if (event.kind === 'focus') {
    handleFocus(context, event.hasFocus);
    return;
  }
  context.session.clock.attended();
  if (event.kind === 'key') handleKey(context, event);
  else handleMouse(context, event);
};

/** Hands on what the keyboard, the clipboard, the terminal and the broker ask of the person or the program. */
export const useEvents = (
  context: ActionContext,
  store: UiStore,
  onTerminalEvent: OnTerminalEvent | undefined,
): void => {
  const { session } = context;
  useInput((input, key) => {
    session.clock.attended();
    for (const press of keyPresses(input, key)) {
      // Whoever types looks, whether the terminal has said so or not.
      takeFocus(context, true);
      handleKey(context, press);
    }
  });
  usePaste((text) => {
    session.clock.attended();
    paste(context, text);
  });
  useEffect(() => onTerminalEvent?.((event) => handleTerminalEvent(context, event)));
  useEffect(
    () => session.clock.subscribe(() => askForCredentials(session, store)),
    [session, store],
  );
};
