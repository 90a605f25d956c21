import { join } from 'node:path';
import { printable } from '../payload/printable.ts';
import { nickProblem } from '../session/nick.ts';
import { MqttSession } from '../session/session.ts';
import { within } from '../session/within.ts';
import type { DesktopForm } from '../ui/notifications.ts';
import { openScreen } from '../ui/open-screen.tsx';
import { historyFlags } from './history-flags.ts';
import type { Host } from './host.ts';
import { type InputHistory, openInputHistory } from './input-history.ts';
import type { FlagValues } from './parse-flags.ts';
import { withoutSecrets } from './secrets.ts';
import { sessionFlags } from './session-flags.ts';
import { xdgFolder } from './xdg-folder.ts';
import { UsageError } from './usage-error.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** The exit code of a program that Ctrl+C has ended. */
const interrupted = 130;

/** How long saying goodbye to the broker may take, ms. */
const goodbyeTime = 3000;

const nickFlag = (values: FlagValues): string | undefined => {
  const nick = values.text('nick')?.trim();
  const problem = nick === undefined ? undefined : nickProblem(nick);
  if (problem !== undefined) throw new UsageError(`--nick: ${problem}`);
  return nick;
};

/** Terminals that do not know OSC 9, but OSC 777. */
const desktopForm = ({ TERM = '', VTE_VERSION }: Host['environment']): DesktopForm =>
  VTE_VERSION !== undefined || /^(?:rxvt|foot)/.test(TERM) ? 'osc777' : 'osc9';

const inputHistory = (values: FlagValues, host: Host): InputHistory | undefined => {
  const folder = xdgFolder('state', host.environment, host.home);
  return folder === undefined || values.isOn('no-history')
    ? undefined
    : openInputHistory(join(folder, 'input-history'));
};

/** Opens the screen, and stays until it is closed. Resolves with the exit code. */
export const screenCommand = async (values: FlagValues, host: Host): Promise<number> => {
  const { options, localBroker, address } = sessionFlags(values);
  const nick = nickFlag(values);
  if (!host.stdin.isTTY || !host.stdout.isTTY) {
    host.stderr.write(
      'mqtt-tui: The screen needs a terminal, and standard input or output is none; run it without a pipe.\n',
    );
    return 1;
  }
  boundYoungGeneration();
  const kept = historyFlags(values, address, host);
  const session = new MqttSession({
    ...options,
    ...(options.chat === undefined || kept === undefined
      ? {}
      : { chat: { ...options.chat, history: kept } }),
  });
  if (nick !== undefined) session.setNick(nick);
  const history = inputHistory(values, host);
  if (history?.problem !== undefined) session.notify(history.problem);
  const ending = new AbortController();
  let isEditing = false;
  let exitCode = 0;
  let crash: unknown;
  const screen = openScreen({
    session,
    stdin: host.stdin,
    stdout: host.stdout,
    askForName: session.chat === undefined || nick !== undefined ? undefined : host.userName,
    askForPassword: values.isOn('ask-password'),
    mouse: !values.isOn('no-mouse'),
    showsDevices: values.isOn('devices'),
    desktopForm: desktopForm(host.environment),
    colours: (host.environment['NO_COLOR'] ?? '') === '',
    isDumb: host.environment['TERM'] === 'dumb',
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
      if (problem !== undefined) session.notify(problem);
    },
  });
  const end = (code: number): void => {
    // Ctrl+C in an editor is the editor's, but the terminal sends it to us as well.
    if (isEditing && code === interrupted) return;
    exitCode = code;
    ending.abort();
    screen.close();
  };
  host.onEnd(end);
  host.onCrash((error) => {
    crash ??= error;
    end(1);
  });
  session.open();
  // Now that the screen stands: a database takes its time.
  void session.chat?.history?.open();
  await screen.closed.catch((error: unknown) => {
    crash ??= error;
    exitCode = 1;
  });
  await within(
    goodbyeTime,
    session.close().then(() => localBroker?.close()),
  );
  if (crash !== undefined)
    host.stderr.write(`mqtt-tui crashed: ${crashReport(crash, session.passwords)}\n`);
  return exitCode;
};

const crashReport = (crash: unknown, passwords: readonly string[]): string => {
  const text = crash instanceof Error ? (crash.stack ?? crash.message) : String(crash);
  return withoutSecrets(text, passwords)
    .split('\n')
    .map((line) => printable(line, 500))
    .join('\n');
};
