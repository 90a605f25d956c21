import { join } from 'node:path';
import { ChatSession } from '../session/chat/chat-session.ts';
import { emptySession } from '../session/empty-session.ts';
import { Workspace } from '../session/workspace.ts';
import type { Welcome } from '../ui/tour/welcome.ts';
import { checkDemoFlags, withoutFolders } from './demo-flags.ts';
import { passphraseCommandsIn } from './config/config.ts';
import { configPlace } from './config/read-config.ts';
import { isFirstRun } from './first-run.ts';
import type { Host } from './host.ts';
import { type InputHistory, openInputHistory } from './input-history.ts';
import type { FlagValues } from './flags.ts';
import { lastUsed } from './last-used.ts';
import { sessionOf } from './open-session.ts';
import { profileOpener } from './open-profile.ts';
import { ConfigBook } from './profiles/config-book.ts';
import { type Setup, typedConfig } from './read-command-line.ts';
import { hasTerminal, isScreenReader, runScreen } from './run-screen.ts';
import { xdgFolder } from './xdg-folder.ts';
import { themeKeeper } from './kept-theme.ts';
import { timeFormatFlag } from './time-flag.ts';

const inputHistory = (values: FlagValues<'screen'>, host: Host): InputHistory | undefined => {
  const folder = xdgFolder('state', host.environment, host.home);
  return folder === undefined || values['no-history']
    ? undefined
    : openInputHistory(join(folder, 'input-history'));
};

/** Whom the screen welcomes; a screen reader would have to read it all before anything else. */
const welcomed = (values: FlagValues<'screen'>, host: Host): Welcome | undefined => {
  if (values.demo) return 'demo';
  const folder = xdgFolder('state', host.environment, host.home);
  return folder !== undefined &&
    !values['no-history'] &&
    !isScreenReader(values, host) &&
    isFirstRun(join(folder, 'welcomed'))
    ? 'first run'
    : undefined;
};

/** Opens the screen, and stays until it is closed. Resolves with the exit code. */
export const screenCommand = async (
  values: FlagValues<'screen'>,
  host: Host,
  _positionals: readonly string[],
  { config, profile, asksForProfile }: Pick<Setup, 'config' | 'profile' | 'asksForProfile'>,
): Promise<number> => {
  if (values.demo) checkDemoFlags(values);
  const demo = values.demo ? new (await import('../demo/demo.ts')).Demo(ChatSession) : undefined;
  const open = await sessionOf(values, host, {
    demo,
    name: profile,
    passphraseCommands: passphraseCommandsIn(config, profile),
  });
  const keeper = values.demo ? withoutFolders(host) : host;
  const timeFormat = timeFormatFlag(values);
  if (!hasTerminal(host)) return 1;
  const first = asksForProfile ? { session: emptySession(values.fps) } : await open();
  const { session } = first;
  const openProfile = values.demo ? undefined : profileOpener(host);
  const workspace = new Workspace({ first, openProfile });
  const used = lastUsed(values, keeper);
  if (profile !== undefined) used?.keep(profile, Date.now());
  const history = inputHistory(values, keeper);
  if (history?.problem !== undefined)
    session.notify([history.problem, session.notice?.text].filter(Boolean).join(' '));
  return runScreen({
    workspace,
    profiles:
      openProfile === undefined
        ? undefined
        : new ConfigBook({
            host,
            place: configPlace(typedConfig(host.argv), host),
            config,
            workspace,
            used,
            openHere: () => openProfile(undefined, workspace.sessions),
          }),
    values,
    host,
    history,
    showsDevices: values.devices,
    timeFormat,
    themes: themeKeeper({
      values,
      config,
      profile,
      host: keeper,
      isKept: !values['no-history'],
      isFresh: values.fresh,
    }),
    isDemo: values.demo,
    welcome: welcomed(values, keeper),
    keys: config.keys,
  });
};
