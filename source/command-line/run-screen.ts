import { printable } from '../payload/printable.ts';
import type { Workspace } from '../session/workspace.ts';
import { withTimeout } from '../session/with-timeout.ts';
import type { DesktopForm } from '../ui/terminal/notifications.ts';
import type { ProfileBook } from '../ui/connections/profile-book.ts';
import { openScreen } from '../ui/open-screen.tsx';
import { isLightByEnvironment } from '../ui/terminal/background.ts';
import type { Shade } from '../ui/theme/built-in.ts';
import type { ThemeKeeper } from '../ui/themes/theme-keeper.ts';
import type { Welcome } from '../ui/tour/welcome.ts';
import type { TimeFormat } from '../ui/time/time-format.ts';
import type { Table } from './config/config.ts';
import type { Host } from './host.ts';
import type { InputHistory } from './input-history.ts';
import type { FlagValues } from './flags.ts';
import { withoutSecrets } from './secrets.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** The exit code of a program ended by Ctrl+C. */
const interrupted = 130;

/** How long disconnecting from the broker may take, ms. */
const disconnectTime = 3000;

/** Picks OSC 777 for terminals that do not know OSC 9. */
const desktopForm = ({ TERM = '', VTE_VERSION }: Host['environment']): DesktopForm =>
  VTE_VERSION !== undefined || /^(?:rxvt|foot)/.test(TERM) ? 'osc777' : 'osc9';

/** The terminal's background, as far as the environment tells. */
const shadeOf = ({ COLORFGBG }: Host['environment']): Shade | undefined => {
  const isLight = isLightByEnvironment(COLORFGBG);
  if (isLight === undefined) return undefined;
  return isLight ? 'light' : 'dark';
};

/** Whether there is a terminal to draw on; if not, says so. */
export const hasTerminal = ({ stdin, stdout, stderr }: Host): boolean => {
  if (stdin.isTTY && stdout.isTTY) return true;
  stderr.write(
    'mqtt-tui: The screen needs a terminal, but standard input or output is not one; run it without a pipe.\n',
  );
  return false;
};

/** Whether to print line by line, for a screen reader. */
export const isScreenReader = (values: FlagValues<'show'>, { environment }: Host): boolean =>
  values['screen-reader'] || environment['INK_SCREEN_READER'] === 'true';

/** What is shown, and where. */
export type ScreenRun = {
  readonly workspace: Workspace;
  readonly values: FlagValues<'show'>;
  readonly host: Host;
  /** What was typed before; `undefined` if nothing is kept. */
  readonly history: InputHistory | undefined;
  readonly showsDevices?: boolean;
  /** The configured connections; absent in the demo and where a file is open. */
  readonly profiles?: ProfileBook | undefined;
  /** How times are shown. */
  readonly timeFormat: TimeFormat;
  readonly themes: ThemeKeeper;
  readonly isDemo?: boolean;
  readonly welcome?: Welcome | undefined;
  /** `[keys]` of config.toml. */
  readonly keys?: Table | undefined;
};

/** Opens the sessions and their screen, and stays until it is closed. Resolves with the exit code. */
export const runScreen = async ({
  workspace,
  values,
  host,
  history,
  showsDevices = false,
  profiles,
  timeFormat,
  themes,
  isDemo = false,
  welcome,
  keys,
}: ScreenRun): Promise<number> => {
  const ending = new AbortController();
  let isEditing = false;
  let exitCode = 0;
  let crash: unknown;
  const screen = openScreen({
    workspace,
    profiles,
    stdin: host.stdin,
    stdout: host.stdout,
    mouse: !values['no-mouse'],
    term: host.environment['TERM'],
    showsDevices,
    timeFormat,
    isDemo,
    welcome,
    keys,
    desktopForm: desktopForm(host.environment),
    environment: host.environment,
    colours: (host.environment['NO_COLOR'] ?? '') === '',
    isScreenReader: isScreenReader(values, host),
    isDumb: host.environment['TERM'] === 'dumb',
    shade: shadeOf(host.environment),
    themes,
    stop: host.stop,
    edit: async (text) => {
      const { editText } = await import('./edit-text.ts');
      isEditing = true;
      try {
        return await editText(text, host.environment, ending.signal);
      } finally {
        isEditing = false;
      }
    },
    sent: history?.lines ?? [],
    remember: (line) => {
      const problem = history?.add(line);
      if (problem !== undefined) workspace.current.notify(problem);
    },
  });
  const end = (code: number): void => {
    // Ctrl+C in an editor is meant for the editor, but the terminal sends it to us as well.
    if (isEditing && code === interrupted) return;
    exitCode = code;
    ending.abort();
    screen.close();
  };
  host.onEnd(end);
  host.onStop(screen.suspend);
  host.onContinue(screen.resume);
  host.onCrash((error) => {
    crash ??= error;
    end(1);
  });
  workspace.open();
  boundYoungGeneration();
  await screen.closed.catch((error: unknown) => {
    crash ??= error;
    exitCode = 1;
  });
  await withTimeout(disconnectTime, workspace.close());
  if (crash !== undefined)
    host.stderr.write(`mqtt-tui crashed: ${crashReport(crash, workspace.passwords)}\n`);
  return exitCode;
};

const crashReport = (crash: unknown, passwords: readonly string[]): string => {
  const text = crash instanceof Error ? (crash.stack ?? crash.message) : String(crash);
  return withoutSecrets(text, passwords)
    .split('\n')
    .map((line) => printable(line, 500))
    .join('\n');
};
