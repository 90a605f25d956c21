import { printable } from '../payload/printable.ts';
import { nickProblem } from '../session/nick.ts';
import { MqttSession } from '../session/session.ts';
import { within } from '../session/within.ts';
import { openScreen } from '../ui/open-screen.tsx';
import type { Host } from './host.ts';
import type { FlagValues } from './parse-flags.ts';
import { withoutSecrets } from './secrets.ts';
import { sessionFlags } from './session-flags.ts';
import { UsageError } from './usage-error.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** How long saying goodbye to the broker may take, ms. */
const goodbyeTime = 3000;

const nickFlag = (values: FlagValues): string | undefined => {
  const nick = values.text('nick')?.trim();
  const problem = nick === undefined ? undefined : nickProblem(nick);
  if (problem !== undefined) throw new UsageError(`--nick: ${problem}`);
  return nick;
};

/** Opens the screen, and stays until it is closed. Resolves with the exit code. */
export const screenCommand = async (values: FlagValues, host: Host): Promise<number> => {
  const { options, localBroker } = sessionFlags(values);
  const nick = nickFlag(values);
  if (!host.stdin.isTTY || !host.stdout.isTTY) {
    host.stderr.write(
      'mqtt-tui: The screen needs a terminal, and standard input or output is none; run it without a pipe.\n',
    );
    return 1;
  }
  boundYoungGeneration();
  const session = new MqttSession(options);
  if (nick !== undefined) session.setNick(nick);
  let exitCode = 0;
  let crash: unknown;
  const screen = openScreen({
    session,
    stdin: host.stdin,
    stdout: host.stdout,
    askForName: session.chat === undefined || nick !== undefined ? undefined : host.userName,
    askForPassword: values.isOn('ask-password'),
    mouse: !values.isOn('no-mouse'),
    colours: (host.environment['NO_COLOR'] ?? '') === '',
    isDumb: host.environment['TERM'] === 'dumb',
    stop: host.stop,
  });
  const end = (code: number): void => {
    exitCode = code;
    screen.close();
  };
  host.onEnd(end);
  host.onCrash((error) => {
    crash ??= error;
    end(1);
  });
  session.open();
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
