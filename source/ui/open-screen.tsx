import { EventEmitter } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';
import { render, useApp } from 'ink';
import type { ReactNode } from 'react';
import { frameParts } from '../session/frame-parts.ts';
import type { MqttSession } from '../session/session.ts';
import { App } from './app.tsx';
import type { TerminalControls } from './controls.ts';
import { createNotifier, type DesktopForm } from './terminal/notifications.ts';
import { setLooks } from './draw/palette.ts';
import { tables } from './tables.ts';
import { roomName } from './rooms/room-name.ts';
import { type TerminalEvent, TerminalInput } from './terminal/terminal-input.ts';
import { initialUiState } from './ui-state.ts';
import { createUiStore, type UiStore } from './ui-store.ts';

/** Report clicks and the wheel (1000), in the form that knows more than 223 columns (1006). */
const mouseOn = '\u001b[?1000h\u001b[?1006h';
const mouseOff = '\u001b[?1006l\u001b[?1000l';

/** Tell of getting and losing the focus. */
const focusOn = '\u001b[?1004h';
const focusOff = '\u001b[?1004l';

/** A row that the terminal draws wider than we think must not run into the next one (DECAWM). */
const wrapOff = '\u001b[?7l';
const wrapOn = '\u001b[?7h';

/** What the screen needs of the program around it. */
export type ScreenOptions = {
  readonly session: MqttSession;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** The name to offer where one must be asked for; `undefined` when it is known. */
  readonly askForName: string | undefined;
  readonly askForPassword: boolean;
  readonly mouse: boolean;
  /** Devices stand among the people from the start. */
  readonly showsDevices: boolean;
  readonly desktopForm: DesktopForm;
  readonly colours: boolean;
  /** The terminal knows no attributes, no mouse. */
  readonly isDumb: boolean;
  /** Stops the process as Ctrl+Z does; resolves when it goes on. */
  readonly stop: () => Promise<void>;
  /** Runs the person's editor on a text; rejects with one sentence. */
  readonly edit: (text: string) => Promise<string>;
  /** What was typed in earlier runs, the oldest first. */
  readonly sent: readonly string[];
  /** Keeps a line that was sent for the next runs. */
  readonly remember: (line: string) => void;
};

/** A screen that is drawn. */
export type OpenScreen = {
  /** Gives the terminal back as it was. */
  readonly close: () => void;
  /** Settles when the screen is gone; rejects when drawing failed. */
  readonly closed: Promise<unknown>;
};

const firstStore = ({
  session,
  sent,
  showsDevices,
  askForName,
  askForPassword,
}: ScreenOptions): UiStore => {
  const [room] = session.chat?.rooms.values() ?? [];
  room?.setShown(true);
  const store = createUiStore(
    initialUiState({
      sent,
      showsDevices,
      ...(askForName === undefined ? {} : { name: askForName }),
      place: room === undefined ? undefined : { kind: 'room', topic: room.topic },
    }),
  );
  if (room === undefined) store.dispatch({ type: 'pane-focused', pane: 'tree' });
  if (askForPassword) store.dispatch({ type: 'credentials-asked', username: session.username });
  return store;
};

/** Takes the terminal over and draws the screen until it is closed. */
export const openScreen = (options: ScreenOptions): OpenScreen => {
  const { session, stdin, stdout, isDumb } = options;
  setLooks({ colours: options.colours && !isDumb, attributes: !isDumb });
  const hasMouse = options.mouse && !isDumb;
  const entering = isDumb ? '' : wrapOff + focusOn + (hasMouse ? mouseOn : '');
  const leaving = isDumb ? '' : wrapOn + focusOff + (hasMouse ? mouseOff : '');
  const events = new EventEmitter<{ event: [TerminalEvent] }>();
  const input = new TerminalInput(stdin, (event) => events.emit('event', event));
  // Now, not with the first frame: what is typed meanwhile must not be echoed or lost.
  stdin.setRawMode(true);
  const store = firstStore(options);
  const onTerminalEvent = (listener: (event: TerminalEvent) => void): (() => void) => {
    events.on('event', listener);
    return () => events.off('event', listener);
  };
  let isClosed = false;
  /** The terminal is somebody else's for a while. */
  let isLent = false;
  const write = (sequence: string): void => {
    if (stdout.writable) stdout.write(sequence);
  };
  const { chat } = session;
  if (chat !== undefined && !isDumb) {
    const notificationOf = createNotifier(chat.attention, options.desktopForm);
    chat.onMention = (room, line) => {
      if (isClosed || isLent) return;
      const { user } = line;
      const say = room.isPrivate ? undefined : line.say;
      const { isShown } = room;
      write(notificationOf({ room: roomName(session, room), user, say, isShown }, Date.now()));
    };
  }

  const Root = (): ReactNode => {
    const { exit, suspendTerminal } = useApp();
    const terminal: TerminalControls = {
      copy: (text) => {
        if (!isDumb) write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
      },
      repaint: () => {
        if (!isDumb) write('\u001b[2J\u001b[H');
        instance.clear();
        session.clock.changedNow(...frameParts);
      },
      suspend: () =>
        void suspendTerminal(async () => {
          write(leaving);
          await options.stop();
          // A stopped program may be told to end: then the terminal is no longer ours.
          if (!isClosed) write(entering);
        }),
      quit: () => exit(),
      edit: async (text) => {
        let edited = text;
        await suspendTerminal(async () => {
          write(leaving);
          isLent = true;
          // What is typed now is the editor's.
          stdin.pause();
          try {
            edited = await options.edit(text);
          } finally {
            isLent = false;
            if (!isClosed) {
              stdin.resume();
              write(entering);
            }
          }
        });
        return edited;
      },
      remember: options.remember,
    };
    return (
      <App
        session={session}
        store={store}
        tables={tables}
        terminal={terminal}
        onTerminalEvent={onTerminalEvent}
      />
    );
  };

  const instance = render(<Root />, {
    stdin: input,
    stdout,
    exitOnCtrlC: false,
    interactive: true,
    alternateScreen: !isDumb,
    incrementalRendering: true,
    // Frames are spaced by the session's clock; what a key has changed is drawn at once.
    maxFps: 1000,
    kittyKeyboard: { mode: isDumb ? 'disabled' : 'auto' },
    onRender: () => session.clock.drawn(),
  });
  write(entering);
  return {
    close: () => {
      isClosed = true;
      instance.unmount();
    },
    closed: instance.waitUntilExit().finally(() => {
      isClosed = true;
      write(leaving);
    }),
  };
};
