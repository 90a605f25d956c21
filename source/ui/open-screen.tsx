import { EventEmitter } from 'node:events';
import chalk from 'chalk';
import { render, useApp } from 'ink';
import { type ReactNode, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { frameParts } from '../session/frame-parts.ts';
import { App } from './app.tsx';
import type { TerminalServices } from './action-context.ts';
import { connectionsOpened } from './connections/list.ts';
import { onWidthsChanged, setTerminalWidths } from './draw/terminal-widths.ts';
import { firstStore } from './first-store.ts';
import { MeasuredBoxes, ScreenBoxesContext } from './layout/screen-boxes.ts';
import { TextCursor, TextCursorContext } from './layout/text-cursor.ts';
import { KeysInForce } from './keys/keys-in-force.ts';
import { notifyOfMentions } from './notify-of-mentions.ts';
import { SessionStores } from './session-stores.ts';
import { SpokenLines } from './screen-reader/spoken-lines.ts';
import { SpokenLinesContext } from './screen-reader/view.tsx';
import type { OpenScreen, ScreenOptions } from './screen-options.ts';
import { tables } from './tables.ts';
import { askForBackground } from './terminal/background.ts';
import { createClipboard } from './terminal/clipboard.ts';
import { HeldTerminal } from './terminal/held-terminal.ts';
import { InkOutput } from './terminal/ink-output.ts';
import { Keyboard } from './terminal/keyboard.ts';
import { terminalModes } from './terminal/modes.ts';
import { type TerminalEvent, TerminalInput } from './terminal/terminal-input.ts';
import { canAskForWidths, WidthAnswers, widthQuestions } from './terminal/width-questions.ts';
import { tellWelcome } from './tour/welcome.ts';
import { LinksContext } from './theme/theme-context.ts';
import { keepView } from './lasting/keep-view.ts';
import type { Looks } from './theme/built-in.ts';
import { painted } from './theme/painted.ts';
import { Themed } from './theme/themed.tsx';
import { wantedTheme } from './themes/wanted-theme.ts';

/** Bold, dim and inverse are not colours: Ink should draw them even with NO_COLOR set. */
const keepAttributes = (): void => {
  if (chalk.level === 0) chalk.level = 1;
};

/** Takes over the terminal and draws the screen until it is closed. */
export const openScreen = (options: ScreenOptions): OpenScreen => {
  const { workspace, stdin, stdout, isDumb, isScreenReader } = options;
  keepAttributes();
  /** Ink writes to the terminal itself, without our escape sequences. */
  const isPlain = isDumb || isScreenReader;
  const events = new EventEmitter<{ event: [TerminalEvent] }>();
  const input = new TerminalInput(stdin, (event) => events.emit('event', event));
  const output = new InkOutput({ stdout, passesThrough: isPlain });
  output.onFlushed = () => workspace.schedule.drawn();
  const keyboard = new Keyboard(options.term);
  const keys = new KeysInForce(tables.keys, options.keys);
  const tablesHere = {
    ...tables,
    keys: keys.rows(),
    canReport: (key: string) => keyboard.canReport(key),
    presets: keys,
  };
  const held = new HeldTerminal({
    stdin,
    stdout,
    output,
    modes: terminalModes({ isPlain, mouse: options.mouse, keyboard }),
  });
  // Now rather than with the first frame: keys typed before it must not be echoed or lost.
  held.take();
  const stores = new SessionStores(workspace, (opened) => firstStore(opened, options));
  if (options.profiles !== undefined && workspace.current.isEmpty)
    stores.of(workspace.current).dispatch(connectionsOpened(options.profiles));
  if (options.welcome !== undefined) tellWelcome(workspace.current, tablesHere, options.welcome);
  const onTerminalEvent = (listener: (event: TerminalEvent) => void): (() => void) => {
    events.on('event', listener);
    return () => events.off('event', listener);
  };
  onTerminalEvent((event) => {
    if (event.kind !== 'keyboard') return;
    held.write(keyboard.answered(event));
    input.encodesEscape = keyboard.encodesEscape;
  });
  const looks: Looks = { ...options, isColourful: chalk.level > 1 };
  const theme = wantedTheme(workspace, stores);
  const widthAnswers = new WidthAnswers();
  onTerminalEvent((event) => {
    const widths = event.kind === 'cursor' ? widthAnswers.take(event) : undefined;
    if (widths !== undefined) setTerminalWidths(widths);
  });
  onWidthsChanged(() => output.forget());
  const boxes = new MeasuredBoxes(() => output.hold());
  const spoken = new SpokenLines();
  const cursor = new TextCursor(() => output.setCursor(() => cursor.position()));
  let isClosed = false;
  const copy = createClipboard({
    environment: options.environment,
    isDumb,
    write: (sequence) => held.write(sequence),
  });
  if (!isDumb) notifyOfMentions(workspace, held, options.desktopForm);
  const stopKeeping = workspace.each(({ session, view }) =>
    view === undefined ? () => undefined : keepView(session, stores.of(session), view),
  );

  const end = (): void => {
    isClosed = true;
    held.give();
    stopKeeping();
  };
  /** Ink neither draws nor reads until the promise settles; `undefined` before the first frame. */
  let suspendInk: ((borrow: () => Promise<void>) => Promise<unknown>) | undefined;
  /** Lends the terminal to another program until the promise settles. */
  const lend = async (borrow: () => Promise<void>): Promise<void> => {
    await suspendInk?.(async () => {
      held.give();
      try {
        await borrow();
      } finally {
        // The program may have been closed in the meantime.
        if (!isClosed) held.take();
      }
    });
  };
  const suspend = (): void => {
    // An editor that has borrowed the terminal must not have it restored under it, now or at the end.
    void (held.isHeld ? lend(options.stop) : options.stop());
  };
  const servicesOf = (exit: () => void): TerminalServices => ({
    copy,
    repaint: () => {
      // Where Ink writes by itself, it must forget its last frame.
      if (isPlain) instance.clear();
      held.repaint();
      workspace.current.clock.changedNow(...frameParts);
    },
    suspend: () => {
      // Ctrl+Z pressed twice in quick succession means one suspend.
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
    keepTheme: options.themes.keep,
    ...(isScreenReader ? { print: (lines: readonly string[]) => spoken.add(lines) } : {}),
  });

  const Root = (): ReactNode => {
    const { exit, suspendTerminal } = useApp();
    const terminal = useMemo(() => servicesOf(exit), [exit]);
    const rows = useSyncExternalStore(keys.subscribe, keys.rows);
    const tablesNow = useMemo(() => ({ ...tablesHere, keys: rows }), [rows]);
    useLayoutEffect(() => {
      suspendInk = suspendTerminal;
    }, [suspendTerminal]);
    // However Ink ends: on request, by a crash, or with the process.
    useLayoutEffect(() => end, []);
    return (
      <Themed
        looks={looks}
        wanted={theme}
        onGround={(ground) => output.setGround(painted(' ', ground))}
        onTerminalEvent={onTerminalEvent}
      >
        <LinksContext value={!isPlain}>
          <ScreenBoxesContext value={boxes}>
            <TextCursorContext value={cursor}>
              <SpokenLinesContext value={spoken}>
                <App
                  workspace={workspace}
                  stores={stores}
                  tables={tablesNow}
                  terminal={terminal}
                  profiles={options.profiles}
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
    // The frame writer compares whole frames; without it, Ink has to.
    incrementalRendering: isPlain,
    // The session's clock paces the frames; the effect of a key is drawn at once.
    maxFps: 1000,
    onRender: () => output.drawn(),
  });
  // The first frame covers what the questions draw; answers may arrive any time later.
  if (!isPlain && canAskForWidths(stdout)) held.write(widthQuestions);
  // Draw the panes at once and their contents as soon as they are measured.
  output.flush();
  if (!isPlain) held.write(askForBackground);
  return {
    close: () => instance.unmount(),
    suspend,
    resume: () => {
      if (held.isHeld) void lend(async () => undefined);
    },
    closed: instance.waitUntilExit().finally(end),
  };
};
