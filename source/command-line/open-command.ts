import { openRecording, RecordingError } from '../session/recording/open-recording.ts';
import { MqttSession } from '../session/session.ts';
import { Workspace } from '../session/workspace.ts';
import { decodeFlags } from './decode-flags.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import type { Setup } from './read-command-line.ts';
import { hasTerminal, runScreen } from './run-screen.ts';
import { treeLimits } from './session-flags.ts';
import { treeFlags } from './tree-flags.ts';
import { themeKeeper } from './kept-theme.ts';
import { timeFormatFlag } from './time-flag.ts';
import { UsageError } from './usage-error.ts';

/** Shows a recording on the screen until it is closed. Resolves with the exit code; throws `UsageError`. */
export const openCommand = async (
  values: FlagValues<'open'>,
  host: Host,
  [path]: readonly string[],
  { config }: Pick<Setup, 'config'>,
): Promise<number> => {
  if (path === undefined) throw new UsageError('Which file? Use mqtt-tui open FILE.');
  const payloads = await decodeFlags(values);
  const timeFormat = timeFormatFlag(values);
  if (!hasTerminal(host)) return 1;
  const limits = treeLimits(values);
  try {
    const recording = await openRecording(path, limits.topics);
    const session = new MqttSession({
      recording,
      // Nothing connects: a recording has no broker.
      server: () => Promise.reject(new Error('a file has no broker')),
      credentials: {},
      keepAlive: 0,
      protocolVersion: 'auto',
      clientId: '',
      isTransient: true,
      monitor: { filters: ['#', '$SYS/#'], qos: 0, limits, ...treeFlags(values) },
      payloads,
      mostFrames: values.fps,
    });
    return await runScreen({
      workspace: new Workspace({ first: { session } }),
      values,
      host,
      history: undefined,
      timeFormat,
      themes: themeKeeper({ values, config, profile: undefined, host, isKept: true }),
      keys: config.keys,
    });
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    host.stderr.write(`mqtt-tui: ${error.message}\n`);
    return 1;
  }
};
