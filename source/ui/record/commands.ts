import { topicFilterProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import { FileExists } from '../../session/recording/writable-file.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { readFileArguments } from '../input/file-arguments.ts';
import { noMonitor } from '../topics/no-monitor.ts';
import { stopRecording } from './actions.ts';

const record = (context: ActionContext, text: string): string | undefined => {
  const { session } = context;
  if (session.monitor === undefined) return noMonitor;
  const asked = readFileArguments(text);
  if (typeof asked === 'string') return asked;
  const [path, ...filters] = asked.words;
  if (path === 'stop' && filters.length === 0) {
    if (session.recordingControl.recorder === undefined) return 'Nothing is being recorded.';
    void stopRecording(context);
    return undefined;
  }
  if (path === undefined) return 'Into which file? /record FILE [FILTERS], and /record stop.';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
  }
  const shown = printable(path, 300);
  session.recordingControl
    .start({ path: session.publisher.placeOf(path), mode: asked.mode, filters })
    .then(
      () => session.notify(`Recording what is watched in ${shown}; /record stop ends it.`),
      (error: unknown) =>
        session.notify(
          error instanceof FileExists
            ? `${shown} exists already; --append writes behind what is in it, --force replaces it.`
            : (error as Error).message,
        ),
    );
  return undefined;
};

/** The slash command that writes what is watched into a file. */
export const recordSlashCommand: SlashCommand = {
  name: 'record',
  aliases: [],
  parameters: '[--append | --force] FILE [FILTERS] | stop',
  completes: 'none',
  description: 'write the messages that come into a file, to be opened or replayed; stop ends it',
  run: record,
};
