import { EventEmitter } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';
import chalk from 'chalk';
import { render, useApp } from 'ink';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { frameParts } from '../session/frame-parts.ts';
import { App } from './app.tsx';
import type { TerminalControls } from './action-context.ts';
import { onWidthsChanged, setTerminalWidths } from './draw/terminal-widths.ts';
import { firstStore, type FirstStoreOptions } from './first-store.ts';
import { MeasuredBoxes, ScreenBoxesContext } from './layout/screen-boxes.ts';
import { TextCursor, TextCursorContext } from './layout/text-cursor.ts';
import { roomName } from './rooms/room-name.ts';
import { SpokenLines } from './screen-reader/spoken-lines.ts';
import { SpokenLinesContext } from './screen-reader/view.tsx';
import { tables } from './tables.ts';
import { askForBackground } from './terminal/background.ts';
import { createClipboard } from './terminal/clipboard.ts';
import { HeldTerminal } from './terminal/held-terminal.ts';
import { InkOutput } from './terminal/ink-output.ts';
import { Keyboard } from './terminal/keyboard.ts';
import { terminalModes } from './terminal/modes.ts';
import { createNotifier, type DesktopForm } from './terminal/notifications.ts';
import { type TerminalEvent, TerminalInput } from './terminal/terminal-input.ts';
import { canAskForWidths, WidthAnswers, widthQuestions } from './terminal/width-questions.ts';
import { LinksContext } from './theme/theme-context.ts';
import { type Looks, Themed } from './theme/themed.tsx';

/** What the screen needs of the program around it. */
export type ScreenOptions = Looks &
  FirstStoreOptions & {
    readonly stdin: ReadStream;
    readonly stdout: WriteStream;
    readonly mouse: boolean;
    /** The name of the terminal, as in `TERM`. */
    readonly term: string | undefined;
    /** On the main screen, line by line, for a screen reader. */
    readonly isScreenReader: boolean;
    readonly desktopForm: DesktopForm;
    /** The variables of the program. */
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** Stops the process as Ctrl+Z does; resolves when it goes on. */
    readonly stop: () => Promise<void>;
    /** Runs the person's editor on a text; rejects with one sentence. */
    readonly edit: (text: string) => Promise<string>;
    /** Keeps a line that was sent for the next runs. */
    readonly remember: (line: string) => void;
  };

/** A screen that is drawn. */
export type OpenScreen = {
  /** Gives the terminal back as it was. */
  readonly close: () => void;
  /** The process is asked to stop: gives the terminal back, and stops. */
  readonly suspend: () => void;
  /** The process goes on: where it was stopped without being asked, takes the terminal again. */
  readonly resume: () => void;
  /** Settles when the screen is gone; rejects when drawing failed. */
  readonly closed: Promise<unknown>;
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
  const events = new EventEmitter<{ event: [TerminalEvent] }>();
  const input = new TerminalInput(stdin, (event) => events.emit('event', event));
  const output = new InkOutput({ stdout, passesThrough: isPlain });
  output.onFlushed = () => session.clock.drawn();
  const keyboard = new Keyboard(options.term);
  const held = new HeldTerminal({
    stdin,
    stdout,
    output,
    modes: terminalModes({ isPlain, mouse: options.mouse, keyboard }),
  });
  // Now, not with the first frame: what is typed meanwhile must not be echoed or lost.
  held.take();
  const store = firstStore(options);
  const onTerminalEvent = (listener: (event: TerminalEvent) => void): (() => void) => {
    events.on('event', listener);
    return () => events.off('event', listener);
  };
  onTerminalEvent((event) => {
    if (event.kind !== 'keyboard') return;
    held.write(keyboard.answered(event));
    input.encodesEscape = keyboard.encodesEscape;
  });
  const widthAnswers = new WidthAnswers();
  onTerminalEvent((event) => {
    const widths = event.kind === 'cursor' ? widthAnswers.take(event) : undefined;
    if (widths !== undefined) setTerminalWidths(widths);
  });
  onWidthsChanged(() => output.forget());
  const boxes = new MeasuredBoxes(() => output.hold());
  const spoken = new SpokenLines();
  const cursor = new TextCursor(() => output.setCursor(() => cursor.position()));
  const told = { ...tables, tells: (key: string) => keyboard.tells(key) };
  let isClosed = false;
  const copy = createClipboard({
    environment: options.environment,
    isDumb,
    write: (sequence) => held.write(sequence),
  });
  const { chat } = session;
  if (chat !== undefined && !isDumb) {
    const notificationOf = createNotifier(chat.attention, options.desktopForm);
    chat.onMention = (room, line) => {
      if (!held.isHeld) return;
      const { user } = line;
      const say = room.isPrivate ? undefined : line.say;
      const { isShown } = room;
      held.write(notificationOf({ room: roomName(session, room), user, say, isShown }, Date.now()));
    };
  }

  const end = (): void => {
    isClosed = true;
    held.give();
  };
  /** Ink draws and reads nothing until the promise has settled; `undefined` before it has drawn. */
  let suspendInk: ((borrow: () => Promise<void>) => Promise<unknown>) | undefined;
  /** Gives the terminal to somebody else until the promise has settled. */
  const lend = async (borrow: () => Promise<void>): Promise<void> => {
    await suspendInk?.(async () => {
      held.give();
      try {
        await borrow();
      } finally {
        // Meanwhile the program may have been told to end.
        if (!isClosed) held.take();
      }
    });
  };
  const suspend = (): void => {
    // Where an editor has the terminal there is nothing to give back, nor at the end.
    void (held.isHeld ? lend(options.stop) : options.stop());
  };
  const controlsOf = (exit: () => void): TerminalControls => ({
    copy,
    repaint: () => {
      // Where Ink writes by itself, Ink must forget its last frame.
      if (isPlain) instance.clear();
      held.repaint();
      session.clock.changedNow(...frameParts);
    },
    suspend: () => {
      // Pressed twice at once, it was meant once.
      if (held.isHeld) suspend();
    },
    quit: exit,
    edit: async (text) => {
      if (!held.isHeld) return text;
      let edited = text;
      await lend(async () => {
        edited = await options.edit(text);
      });
      return edited;
    },
    remember: options.remember,
    ...(isScreenReader ? { print: (lines: readonly string[]) => spoken.add(lines) } : {}),
  });

  const Root = (): ReactNode => {
    const { exit, suspendTerminal } = useApp();
    const terminal = useMemo(() => controlsOf(exit), [exit]);
    useLayoutEffect(() => {
      suspendInk = suspendTerminal;
    }, [suspendTerminal]);
    // However Ink ends: asked to, by a crash, or with the process.
    useLayoutEffect(() => end, []);
    return (
      <Themed looks={options} onTerminalEvent={onTerminalEvent}>
        <LinksContext value={!isPlain}>
          <ScreenBoxesContext value={boxes}>
            <TextCursorContext value={cursor}>
              <SpokenLinesContext value={spoken}>
                <App
                  session={session}
                  store={store}
                  tables={told}
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
    alternateScreen: false,
    isScreenReaderEnabled: isScreenReader,
    // Behind it the writer compares whole frames; where there is none, Ink does.
    incrementalRendering: isPlain,
    // Frames are spaced by the session's clock; what a key has changed is drawn at once.
    maxFps: 1000,
    onRender: () => output.drawn(),
  });
  // The first frame covers what the questions draw; the answers come when they come.
  if (!isPlain && canAskForWidths(stdout)) held.write(widthQuestions);
  // The panes at once, what stands in them as soon as they are measured.
  output.flush();
  if (!isPlain && options.colours) held.write(askForBackground);
  return {
    close: () => instance.unmount(),
    suspend,
    resume: () => {
      if (held.isHeld) void lend(async () => undefined);
    },
    closed: instance.waitUntilExit().finally(end),
  };
};
