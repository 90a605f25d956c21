import { randomBytes } from 'node:crypto';
import { KiB, MiB } from '../format/size.ts';
import type { TreeLimits } from '../model/tree-limits.ts';
import { LocalBroker } from '../mqtt/local-broker.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { Server, ServerList } from '../mqtt/server-list.ts';
import { topicFilterProblem } from '../mqtt/topic.ts';
import { roomProblem } from '../session/chat/room-problem.ts';
import type { ChatOptions } from '../session/chat/chat-options.ts';
import type { SessionOptions } from '../session/session-options.ts';
import {
  connectPropertyFlags,
  filterFlags,
  protocolVersionFlag,
  refuse,
  throughProxy,
  willFlags,
} from './connection-flags.ts';
import { credentialFlags, type GivenCredentials } from './credential-flags.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import type { SecretCommand } from './secret-command.ts';
import { serverFlags } from './server-flags.ts';
import { keyPasswordCommand } from './tls-flags.ts';
import { treeFlags } from './tree-flags.ts';
import { UsageError } from './usage-error.ts';

/** A broker that needs no address. */
export type OwnBroker = Pick<LocalBroker, 'locate' | 'note' | 'close'>;

/** The options of a session, and the broker that the flags mean. */
export type SessionFromFlags = {
  readonly options: SessionOptions;
  /** Finds or runs the broker of this machine, or the demo's; close it at the end. */
  readonly localBroker: OwnBroker | undefined;
  /** The addresses of the broker's servers, if a flag gives them. */
  readonly addresses: readonly ServerAddress[];
  /** With the program that prints the password, if that counts. */
  readonly given: GivenCredentials;
  /** The program that prints the password of the key, if that counts. */
  readonly keyPasswordCommand: SecretCommand | undefined;
};

/** The most words, and characters in each: every sentence is searched for all of them. */
const highlightLimits = { words: 50, characters: 100 };

const attentionFlags = (
  values: FlagValues<'screen'>,
): Pick<ChatOptions, 'highlights' | 'notify'> => {
  const highlights = values.highlight;
  if (highlights.length > highlightLimits.words)
    throw new UsageError(`--highlight takes at most ${highlightLimits.words} words.`);
  if (highlights.some((word) => word.trim() === '' || word.length > highlightLimits.characters))
    throw new UsageError(
      `--highlight: a word must have 1 to ${highlightLimits.characters} characters.`,
    );
  return { highlights, notify: values.notify };
};

const expiryFlag = (values: FlagValues<'screen'>): Pick<ChatOptions, 'sessionExpiry'> => {
  const sessionExpiry = values['session-expiry'];
  if (sessionExpiry === undefined) return {};
  if (values['client-id'] === undefined)
    throw new UsageError(
      '--session-expiry needs --client-id ID, the same at every start: the broker keeps messages for that ID.',
    );
  return { sessionExpiry };
};

/** How much is kept of the watched topics. */
export const treeLimits = (values: FlagValues<'show'>): TreeLimits => ({
  history: values.history,
  memory: values.memory * MiB,
  topics: values['max-topics'],
  payload: values['payload-limit'] * KiB,
});

/** The options of the session, from the flags; it is the demo's if there is one. Throws `UsageError`. */
export const sessionFlags = (
  values: FlagValues<'screen'>,
  environment: Host['environment'],
  demo?: OwnBroker,
): SessionFromFlags => {
  if (values['no-chat'] && values['no-monitor'])
    throw new UsageError('--no-chat and --no-monitor together leave nothing to show.');
  const server = serverFlags(values);
  const rooms = values.room;
  const filters = filterFlags(values, server.filter);
  for (const room of rooms) refuse('room', roomProblem(room));
  for (const filter of filters) refuse('topic', topicFilterProblem(filter));
  const will = willFlags(values);
  const addresses = server.addresses.map((one) => throughProxy(values, one, environment));
  const given = credentialFlags(values);
  const localBroker = addresses.length === 0 ? (demo ?? new LocalBroker(values.port)) : undefined;
  return {
    localBroker,
    addresses,
    // With --ask-password no program runs.
    given: values['ask-password'] ? { ...given, command: undefined } : given,
    keyPasswordCommand: keyPasswordCommand(values),
    options: {
      server:
        localBroker === undefined
          ? new ServerList(addresses.map((one) => new Server(one)))
          : async () => localBroker.locate(),
      serverNote: () => localBroker?.note ?? '',
      credentials: given.credentials,
      keepAlive: values.keepalive,
      ...connectPropertyFlags(values),
      isReadOnly: values['read-only'],
      // The embedded broker knows no other.
      protocolVersion: demo === undefined ? protocolVersionFlag(values) : 4,
      clientId: values['client-id'] ?? `mqtt-tui-${randomBytes(4).toString('hex')}`,
      isTransient: values['client-id'] === undefined,
      waitForCredentials: values['ask-password'],
      mostFrames: values.fps,
      ...(will === undefined ? {} : { will }),
      ...(values['no-chat']
        ? {}
        : {
            chat: {
              rooms,
              greeting: values.greeting,
              ...attentionFlags(values),
              ...expiryFlag(values),
            },
          }),
      ...(values['no-monitor']
        ? {}
        : {
            monitor: {
              filters,
              qos: values.qos,
              limits: treeLimits(values),
              ...treeFlags(values),
            },
          }),
    },
  };
};
