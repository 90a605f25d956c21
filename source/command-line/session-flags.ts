import { randomBytes } from 'node:crypto';
import { notifyModes } from '../model/attention.ts';
import type { TreeLimits } from '../model/tree-limits.ts';
import { LocalBroker } from '../mqtt/local-broker.ts';
import type { QoS } from '../mqtt/message.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { topicFilterProblem } from '../mqtt/topic.ts';
import { roomProblem } from '../session/chat/room-problem.ts';
import type { ChatOptions } from '../session/chat/chat-options.ts';
import type { SessionOptions } from '../session/session-options.ts';
import { protocolVersionFlag, refuse, willFlags } from './connection-flags.ts';
import { credentialFlags } from './credential-flags.ts';
import type { FlagValues } from './flag-values.ts';
import { serverFlags } from './server-flags.ts';
import { treeFlags } from './tree-flags.ts';
import { UsageError } from './usage-error.ts';

const greeting = 'Hello,anyone!';
const kib = 1024;
const mib = 1024 * kib;

const orElse = (given: readonly string[], fallback: string): readonly string[] =>
  given.length > 0 ? given : [fallback];

export type SessionFromFlags = {
  readonly options: SessionOptions;
  /** Runs or finds the broker of this machine; to be closed at the end. */
  readonly localBroker: LocalBroker | undefined;
  /** Where the broker is, if that is told. */
  readonly address: ServerAddress | undefined;
};

/** How many words may be asked for, and of how many characters: each sentence is searched for them all. */
const highlightLimits = { words: 50, characters: 100 };

const attentionFlags = (values: FlagValues): Pick<ChatOptions, 'highlights' | 'notify'> => {
  const highlights = values.texts('highlight');
  const notify = notifyModes.find((mode) => mode === values.text('notify'));
  if (highlights.length > highlightLimits.words)
    throw new UsageError(`--highlight takes at most ${highlightLimits.words} words.`);
  if (highlights.some((word) => word.trim() === '' || word.length > highlightLimits.characters))
    throw new UsageError(`--highlight: a word has 1 to ${highlightLimits.characters} characters.`);
  return { highlights, ...(notify === undefined ? {} : { notify }) };
};

const expiryFlag = (values: FlagValues): Pick<ChatOptions, 'sessionExpiry'> => {
  const sessionExpiry = values.whole('session-expiry');
  if (sessionExpiry === undefined) return {};
  if (values.text('client-id') === undefined)
    throw new UsageError(
      '--session-expiry needs --client-id ID, the same at every start: by it the broker knows what to keep for you.',
    );
  return { sessionExpiry };
};

/** How much is kept of what is watched. */
export const treeLimits = (values: FlagValues): TreeLimits => ({
  history: values.whole('history') ?? 100,
  memory: (values.whole('memory') ?? 256) * mib,
  topics: values.whole('max-topics') ?? 200_000,
  payload: (values.whole('payload-limit') ?? 1024) * kib,
});

/** Everything that the session needs, from the flags. Throws `UsageError`. */
export const sessionFlags = (values: FlagValues): SessionFromFlags => {
  if (values.isOn('no-chat') && values.isOn('no-monitor'))
    throw new UsageError('--no-chat and --no-monitor together leave nothing to do.');
  const server = serverFlags(values);
  const rooms = orElse(values.texts('room'), 'chat');
  const filters = orElse(values.texts('topic'), server.filter ?? '#');
  for (const room of rooms) refuse('room', roomProblem(room));
  for (const filter of filters) refuse('topic', topicFilterProblem(filter));
  const will = willFlags(values);
  const { address } = server;
  const localBroker = address === undefined ? new LocalBroker(values.whole('port')) : undefined;
  return {
    localBroker,
    address,
    options: {
      server: async () => address ?? (localBroker as LocalBroker).locate(),
      serverNote: () => localBroker?.note ?? '',
      credentials: credentialFlags(values, server),
      keepAlive: values.whole('keepalive') ?? 60,
      protocolVersion: protocolVersionFlag(values),
      clientId: values.text('client-id') ?? `mqtt-tui-${randomBytes(4).toString('hex')}`,
      isTransient: values.text('client-id') === undefined,
      waitForCredentials: values.isOn('ask-password'),
      mostFrames: values.whole('fps'),
      ...(will === undefined ? {} : { will }),
      ...(values.isOn('no-chat')
        ? {}
        : {
            chat: {
              rooms,
              greeting: values.text('greeting') ?? greeting,
              ...attentionFlags(values),
              ...expiryFlag(values),
            },
          }),
      ...(values.isOn('no-monitor')
        ? {}
        : {
            monitor: {
              filters,
              qos: (values.whole('qos') ?? 0) as QoS,
              limits: treeLimits(values),
              ...treeFlags(values),
            },
          }),
    },
  };
};
