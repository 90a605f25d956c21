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

/** Subscribes to the events Ink does not report; returns how to unsubscribe. */
export type OnTerminalEvent = (listener: (event: TerminalEvent) => void) => () => void;

/** Asks for other credentials once a broker has refused those it got. */
export const askForCredentials = (session: MqttSession, store: UiStore): void => {
  const { status } = session;
  const state = store.getState();
  if (status.state !== 'refused' || !status.credentials) return;
  if (state.credentials !== undefined || state.seenRefusal === status) return;
  store.dispatch({ type: 'credentials-asked', username: session.username, refusal: status });
};

const handleTerminalEvent = (context: ActionContext, event: TerminalEvent): void => {
  // What the terminal says about itself is no sign that anyone is looking.
  if (event.kind === 'answer' || event.kind === 'keyboard' || event.kind === 'cursor') return;
  if (event.kind === 'focus') {
    handleFocus(context, event.hasFocus);
    return;
  }
  context.workspace.schedule.attended();
  if (event.kind === 'key') handleKey(context, event);
  else handleMouse(context, event);
};

/** Handles events from the keyboard, the clipboard and the terminal; each key may make another session the current one. */
export const useEvents = (
  current: () => ActionContext,
  onTerminalEvent: OnTerminalEvent | undefined,
): void => {
  useInput((input, key) => {
    current().workspace.schedule.attended();
    const { question } = current().state();
    for (const press of keyPresses(input, key)) {
      const context = current();
      // Text after the key that has led to a question was typed before it could be read.
      const asked = context.state().question;
      if (asked !== question && asked?.isTyped === true && 'text' in press) continue;
      // Someone who types is looking, whether or not the terminal has reported focus.
      takeFocus(context, true);
      handleKey(context, press);
    }
  });
  usePaste((text) => {
    const context = current();
    context.workspace.schedule.attended();
    paste(context, text);
  });
  useEffect(() => onTerminalEvent?.((event) => handleTerminalEvent(current(), event)));
};
