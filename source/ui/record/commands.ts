import { topicFilterProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import { FileExists } from '../../session/recording/writable-file.ts';
import type { ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { readFileArguments } from '../input/file-arguments.ts';
import { stopRecording } from './actions.ts';

const record = (context: ContextWith<'broker' | 'topics'>, text: string): string | undefined => {
  const { session } = context;
  const asked = readFileArguments(text);
  if (typeof asked === 'string') return asked;
  const [path, ...filters] = asked.words;
  if (path === 'stop' && filters.length === 0) {
    if (session.recordingControl.recorder === undefined) return 'Nothing is being recorded.';
    void stopRecording(context);
    return undefined;
  }
  if (path === undefined) return 'Which file? /record FILE [FILTERS]; /record stop ends it.';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
  }
  const shown = printable(path, 300);
  session.recordingControl
    .start({ path: session.publisher.placeOf(path), mode: asked.mode, filters })
    .then(
      () => session.notify(`Recording to ${shown}; /record stop ends it.`),
      (error: unknown) =>
        session.notify(
          error instanceof FileExists
            ? `${shown} exists already; --append adds to it, --force replaces it.`
            : (error as Error).message,
        ),
    );
  return undefined;
};

/** The slash command that records the watched messages to a file. */
export const recordCommand = slashCommand({
  name: 'record',
  parameters: '[--append | --force] FILE [FILTERS] | stop',
  description: 'record incoming messages to a file, to open or replay later; stop ends it',
  needs: ['broker', 'topics'],
  run: record,
});
