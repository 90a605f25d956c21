import { EventEmitter } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';
import chalk from 'chalk';
import { render, useApp } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { frameParts } from '../session/frame-parts.ts';
import type { MqttSession } from '../session/session.ts';
import { App } from './app.tsx';
import type { TerminalControls } from './controls.ts';
import { MeasuredBoxes, ScreenBoxesContext } from './layout/screen-boxes.ts';
import { TextCursor, TextCursorContext } from './layout/text-cursor.ts';
import { roomName } from './rooms/room-name.ts';
import { SpokenLines } from './screen-reader/spoken-lines.ts';
import { SpokenLinesContext } from './screen-reader/view.tsx';
import { tables } from './tables.ts';
import { askForBackground } from './terminal/background.ts';
import { createClipboard } from './terminal/clipboard.ts';
import { InkOutput } from './terminal/ink-output.ts';
import { terminalModes } from './terminal/modes.ts';
import { createNotifier, type DesktopForm } from './terminal/notifications.ts';
import { type TerminalEvent, TerminalInput } from './terminal/terminal-input.ts';
import { LinksContext } from './theme/theme-context.ts';
import { type Looks, Themed } from './theme/themed.tsx';
import { initialUiState } from './ui-state.ts';
import { createUiStore, type UiStore } from './ui-store.ts';

/** What the screen needs of the program around it. */
export type ScreenOptions = Looks & {
  readonly session: MqttSession;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** The name to offer where one must be asked for; `undefined` when it is known. */
  readonly askForName: string | undefined;
  readonly askForPassword: boolean;
  readonly mouse: boolean;
  /** On the main screen, line by line, for a screen reader. */
  readonly isScreenReader: boolean;
  /** Devices stand among the people from the start. */
  readonly showsDevices: boolean;
  readonly desktopForm: DesktopForm;
  /** The variables of the program. */
  readonly environment: Readonly<Record<string, string | undefined>>;
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

/** Bold, dim and inverse are no colours: Ink draws them where NO_COLOR is set, too. */
const keepAttributes = (): void => {
  if (chalk.level === 0) chalk.level = 1;
};

/** Takes the terminal over and draws the screen until it is closed. */
export const openScreen = (options: ScreenOptions): OpenScreen => {
  const { session, stdin, stdout, isDumb, isScreenReader } = options;
  keepAttributes();
  /** Ink writes to the terminal by itself, without any of our escape sequences. */
  const isPlain = isDumb || isScreenReader;
  const { entering, leaving } = terminalModes({ isPlain, mouse: options.mouse });
  const events = new EventEmitter<{ event: [TerminalEvent] }>();
  const input = new TerminalInput(stdin, (event) => events.emit('event', event));
  // Now, not with the first frame: what is typed meanwhile must not be echoed or lost.
  stdin.setRawMode(true);
  const store = firstStore(options);
  const onTerminalEvent = (listener: (event: TerminalEvent) => void): (() => void) => {
    events.on('event', listener);
    return () => events.off('event', listener);
  };
  const output = new InkOutput({ stdout, passesThrough: isPlain });
  output.onFlushed = () => session.clock.drawn();
  const boxes = new MeasuredBoxes();
  const spoken = new SpokenLines();
  const cursor = new TextCursor(() => output.setCursor(() => cursor.position()));
  let isClosed = false;
  /** The terminal is somebody else's for a while. */
  let isLent = false;
  const write = (sequence: string): void => {
    if (stdout.writable) stdout.write(sequence);
  };
  const copy = createClipboard({ environment: options.environment, isDumb, write });
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

  const controlsOf = (
    exit: () => void,
    suspendTerminal: (callback: () => Promise<void>) => Promise<unknown>,
  ): TerminalControls => ({
    copy,
    repaint: () => {
      output.forget();
      session.clock.changedNow(...frameParts);
    },
    suspend: () =>
      void suspendTerminal(async () => {
        write(leaving);
        await options.stop();
        // A stopped program may be told to end: then the terminal is no longer ours.
        if (!isClosed) write(entering);
      }),
    quit: exit,
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
    ...(isScreenReader ? { print: (lines: readonly string[]) => spoken.add(lines) } : {}),
  });

  const Root = (): ReactNode => {
    const { exit, suspendTerminal } = useApp();
    const terminal = useMemo(() => controlsOf(exit, suspendTerminal), [exit, suspendTerminal]);
    return (
      <Themed looks={options} onTerminalEvent={onTerminalEvent}>
        <LinksContext value={!isPlain}>
          <ScreenBoxesContext value={boxes}>
            <TextCursorContext value={cursor}>
              <SpokenLinesContext value={spoken}>
                <App
                  session={session}
                  store={store}
                  tables={tables}
                  terminal={terminal}
                  onTerminalEvent={onTerminalEvent}
                />
              </SpokenLinesContext>
            </TextCursorContext>
          </ScreenBoxesContext>
        </LinksContext>
      </Themed>
    );
  };

  const instance = render(<Root />, {
    stdin: input,
    stdout: output.stream,
    exitOnCtrlC: false,
    interactive: true,
    alternateScreen: !isPlain,
    isScreenReaderEnabled: isScreenReader,
    // Behind it the writer compares whole frames; where there is none, Ink does.
    incrementalRendering: isPlain,
    // Frames are spaced by the session's clock; what a key has changed is drawn at once.
    maxFps: 1000,
    kittyKeyboard: { mode: isDumb ? 'disabled' : 'auto' },
  });
  write(entering);
  // The panes at once, what stands in them as soon as they are measured.
  output.flush();
  if (!isPlain && options.colours) write(askForBackground);
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
