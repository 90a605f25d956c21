import { join } from 'node:path';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { Server, ServerList } from '../mqtt/server-list.ts';
import { Identity } from '../chat/identity.ts';
import { ChatSession } from '../session/chat/chat-session.ts';
import { nickProblem } from '../session/chat/nick.ts';
import { MqttSession } from '../session/session.ts';
import type { Welcome } from '../ui/tour/welcome.ts';
import { decodeFlags } from './decode-flags.ts';
import { checkDemoFlags, demoNick, withoutFolders } from './demo-flags.ts';
import { isFirstRun } from './first-run.ts';
import { brokerName, historyFlags } from './history-flags.ts';
import type { Host } from './host.ts';
import { type OpenedIdentity, openIdentity } from './identity-file.ts';
import { type InputHistory, openInputHistory } from './input-history.ts';
import type { FlagValues } from './flags.ts';
import { withKeyPassword } from './key-password.ts';
import { type KnownNames, openNames } from './known-names.ts';
import { hasTerminal, isScreenReader, runScreen } from './run-screen.ts';
import { sessionFlags } from './session-flags.ts';
import { bookmarkPlace } from './tree-flags.ts';
import { xdgFolder } from './xdg-folder.ts';
import { timeFormatFlag } from './time-flag.ts';
import { UsageError } from './usage-error.ts';
import { boundYoungGeneration } from './young-generation.ts';

const nickFlag = (values: FlagValues<'screen'>): string | undefined => {
  const nick = values.nick?.trim();
  const problem = nick === undefined ? undefined : nickProblem(nick);
  if (problem !== undefined) throw new UsageError(`--nick: ${problem}`);
  return nick;
};

const inputHistory = (values: FlagValues<'screen'>, host: Host): InputHistory | undefined => {
  const folder = xdgFolder('state', host.environment, host.home);
  return folder === undefined || values['no-history']
    ? undefined
    : openInputHistory(join(folder, 'input-history'));
};

/** The names that were used in the chats of brokers; `undefined` if none are kept, or there is no chat. */
const knownNames = (
  values: FlagValues<'screen'>,
  address: ServerAddress | undefined,
  host: Host,
): KnownNames | undefined => {
  const folder = xdgFolder('state', host.environment, host.home);
  return folder === undefined || values['no-history'] || values['no-chat']
    ? undefined
    : openNames(join(folder, 'names.json'), brokerName(address, values.port));
};

/** Remembers our name in the chat as soon as the broker has it. */
const rememberName = (session: MqttSession, names: KnownNames): void => {
  session.clock.subscribe(() => {
    const { chat } = session;
    if (chat?.nick === undefined || chat.connection.status.state !== 'connected') return;
    const problem = names.keep(chat.nick);
    // A notice would hide the one about the history in the same folder.
    if (problem !== undefined) [...chat.rooms.values()][0]?.tell(problem, Date.now());
  });
};

/** The key pair that signs what we say; with `--no-history` nothing is written, and it is temporary. */
const identityOf = (values: FlagValues<'screen'>, host: Host): OpenedIdentity => {
  const folder = xdgFolder('data', host.environment, host.home);
  return folder === undefined || values['no-history']
    ? { identity: Identity.create(true) }
    : openIdentity(join(folder, 'signing-key'));
};

const templatesFile = (host: Host): string | undefined => {
  const folder = xdgFolder('data', host.environment, host.home);
  return folder === undefined ? undefined : join(folder, 'templates.json');
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
export const screenCommand = async (values: FlagValues<'screen'>, host: Host): Promise<number> => {
  if (values.demo) checkDemoFlags(values);
  const demo = values.demo ? new (await import('../demo/demo.ts')).Demo(ChatSession) : undefined;
  const { options, localBroker, addresses } = sessionFlags(values, host.environment, demo);
  const typedNick = nickFlag(values) ?? (values.demo ? demoNick(host) : undefined);
  const keeper = values.demo ? withoutFolders(host) : host;
  const payloads = await decodeFlags(values);
  const timeFormat = timeFormatFlag(values);
  if (!hasTerminal(host)) return 1;
  const opened = await withKeyPassword(addresses, host);
  // What is kept is kept under the first server, whichever is in use.
  const [address] = addresses;
  boundYoungGeneration();
  const kept = historyFlags(values, address, keeper);
  const bookmarks = bookmarkPlace(values, address, keeper);
  const signing = options.chat === undefined ? undefined : identityOf(values, keeper);
  const session = new MqttSession({
    ...options,
    ...(opened.length === 0
      ? {}
      : { server: new ServerList(opened.map((one) => new Server(one))) }),
    payloads,
    publishing: { templates: templatesFile(keeper), home: host.home },
    ...(options.chat === undefined || signing === undefined
      ? {}
      : {
          chat: {
            ...options.chat,
            identity: signing.identity,
            ...(kept === undefined ? {} : { history: kept }),
          },
        }),
    ...(options.monitor === undefined || bookmarks === undefined
      ? {}
      : { monitor: { ...options.monitor, bookmarks } }),
  });
  const names = knownNames(values, address, keeper);
  if (names !== undefined) rememberName(session, names);
  const nick = typedNick ?? names?.here;
  if (nick !== undefined) session.chat?.setNick(nick);
  const history = inputHistory(values, keeper);
  const problems = [history?.problem, names?.problem].filter((one) => one !== undefined);
  if (problems.length > 0) session.notify(problems.join(' '));
  // It is about what will be said, and too long to share the notices with others.
  const [room] = session.chat?.rooms.values() ?? [];
  if (signing?.problem !== undefined) room?.tell(signing.problem, Date.now());
  return runScreen({
    session,
    values,
    host,
    history,
    askForName:
      session.chat === undefined || nick !== undefined || session.isReadOnly
        ? undefined
        : (names?.last ?? host.userName),
    askForPassword: values['ask-password'],
    showsDevices: values.devices,
    timeFormat,
    isDemo: values.demo,
    welcome: welcomed(values, keeper),
    atEnd: async () => localBroker?.close(),
  });
};
