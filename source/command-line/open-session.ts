import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { Server, ServerList } from '../mqtt/server-list.ts';
import { Identity } from '../chat/identity.ts';
import { printable } from '../payload/printable.ts';
import { nickProblem } from '../session/chat/nick.ts';
import { MqttSession } from '../session/session.ts';
import type { OpenedSession } from '../session/workspace.ts';
import { credentialSource } from './credential-flags.ts';
import { clientOf, isTaken, rememberClient } from './client-identifier.ts';
import { decodeFlags } from './decode-flags.ts';
import { demoNick, withoutFolders } from './demo-flags.ts';
import { exposedFiles } from './exposed-files.ts';
import type { FlagValues } from './flags.ts';
import { brokerName, historyFlags } from './history-flags.ts';
import type { Host } from './host.ts';
import { type OpenedIdentity, openIdentity } from './identity-file.ts';
import { type OpenedView, openView } from './kept-view.ts';
import { withKeyPassword } from './key-password.ts';
import { type KnownNames, openNames } from './known-names.ts';
import { secretWithNote } from './secret-with-note.ts';
import { type OwnBroker, sessionFlags } from './session-flags.ts';
import { bookmarkPlace } from './tree-flags.ts';
import { UsageError } from './usage-error.ts';
import { xdgFolder } from './xdg-folder.ts';

/** The nick of `--nick`. Throws `UsageError`. */
export const nickFlag = (values: FlagValues<'screen'>): string | undefined => {
  const nick = values.nick?.trim();
  const problem = nick === undefined ? undefined : nickProblem(nick);
  if (problem !== undefined) throw new UsageError(`--nick: ${problem}`);
  return nick;
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

/** What is kept of the screen of a profile, or of a broker without one; `undefined` if nothing is. */
const keptView = (
  values: FlagValues<'screen'>,
  name: string,
  host: Host,
): OpenedView | undefined => {
  const folder = xdgFolder('state', host.environment, host.home);
  if (folder === undefined || values['no-history']) return undefined;
  const view = openView(join(folder, 'views.json'), name, values.fresh);
  // A room that is typed is shown first.
  return values.sourceOf('room') === 'typed' && view.before !== undefined
    ? { ...view, before: { ...view.before, selected: undefined } }
    : view;
};

/** What a session is opened for. */
type OpenSessionOptions = {
  /** The name of the profile; `undefined` without one. */
  readonly name?: string | undefined;
  /** The broker of the demo. */
  readonly demo?: OwnBroker | undefined;
  /** The programs that print the passphrases of private rooms, by the room's topic. */
  readonly passphraseCommands?: ReadonlyMap<string, readonly string[]>;
  /** The sessions that are open already, if there is a screen: then nobody can be asked on the terminal. */
  readonly others?: readonly MqttSession[];
};

/**
 * Checks what the flags say of a session; throws `UsageError`. Resolves with how to open it, which may run
 * programs that print passwords, or ask for that of a key on the terminal.
 */
export const sessionOf = async (
  values: FlagValues<'screen'>,
  host: Host,
  { name, demo, others, passphraseCommands }: OpenSessionOptions = {},
): Promise<() => Promise<OpenedSession>> => {
  const { options, localBroker, addresses, given, keyPasswordCommand } = sessionFlags(
    values,
    host.environment,
    demo,
  );
  const typedNick = nickFlag(values) ?? (demo === undefined ? undefined : demoNick(host));
  const keeper = demo === undefined ? host : withoutFolders(host);
  const payloads = await decodeFlags(values);
  return async () => {
    const isBehindScreen = others !== undefined;
    const opened = await withKeyPassword(addresses, {
      host,
      command: keyPasswordCommand,
      isBehindScreen: () => isBehindScreen,
    });
    const shown: { session?: MqttSession } = {};
    const place = {
      host,
      // What is run again later is run behind the screen.
      isBehindScreen: () => isBehindScreen || shown.session !== undefined,
      tell: (sentence: string) => shown.session?.notify(sentence),
    };
    const source = credentialSource(given, place);
    const credentials = (await source?.first()) ?? options.credentials;
    // What is kept is kept under the first server, whichever is in use.
    const [address] = addresses;
    const kept = historyFlags(values, address, keeper);
    const bookmarks = bookmarkPlace(values, address, keeper);
    const signing = options.chat === undefined ? undefined : identityOf(values, keeper);
    const wanted = clientOf(options.clientId, addresses, values.port);
    const clientId = isTaken(wanted, others ?? [])
      ? `${options.clientId}-${randomBytes(2).toString('hex')}`
      : options.clientId;
    const session = new MqttSession({
      ...options,
      credentials,
      credentialSource: source,
      name,
      clientId,
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
              passphraseOf: (topic) => {
                const words = passphraseCommands?.get(topic);
                if (words === undefined) return undefined;
                const command = { name: `passphrase-commands."${printable(topic, 60)}"`, words };
                return secretWithNote(command, { ...place, isBehindScreen: () => true }).then(
                  (passphrase) => {
                    shown.session?.passwords.push(passphrase);
                    return passphrase;
                  },
                );
              },
              ...(kept === undefined ? {} : { history: kept }),
            },
          }),
      ...(options.monitor === undefined || bookmarks === undefined
        ? {}
        : { monitor: { ...options.monitor, bookmarks } }),
    });
    rememberClient(session, { ...wanted, clientId });
    shown.session = session;
    const names = knownNames(values, address, keeper);
    if (names !== undefined) rememberName(session, names);
    const view = keptView(values, name ?? brokerName(address, values.port), keeper);
    const nick = typedNick ?? (values.fresh ? undefined : names?.here);
    if (nick !== undefined) session.chat?.setNick(nick);
    const problems = [
      ...exposedFiles(values),
      names?.problem,
      view?.problem,
      clientId === options.clientId
        ? undefined
        : `${options.clientId} is on this broker already: here the client identifier is ${clientId}.`,
    ].filter((problem) => problem !== undefined);
    if (problems.length > 0) session.notify(problems.join(' '));
    // It is about what will be said, and too long to share the notices with others.
    const [room] = session.chat?.rooms.values() ?? [];
    if (signing?.problem !== undefined) room?.tell(signing.problem, Date.now());
    return {
      session,
      askForName:
        session.chat === undefined || nick !== undefined || session.isReadOnly
          ? undefined
          : (names?.here ?? names?.last ?? host.userName),
      askForPassword: values['ask-password'],
      view,
      atEnd: async () => localBroker?.close(),
    };
  };
};
