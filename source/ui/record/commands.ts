import { topicFilterProblem } from '../../mqtt/topic.ts';
import { plural } from '../../format/count.ts';
import { printable } from '../../payload/printable.ts';
import { KnownRetained } from '../../session/monitor/known-retained.ts';
import type { RecordingStart } from '../../session/recording/recording-control.ts';
import { FileExists } from '../../session/recording/writable-file.ts';
import type { ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { readFileArguments } from '../input/file-arguments.ts';
import { stopRecording } from './actions.ts';

/** What is in the file from the start, as the end of a sentence. */
const startInWords = ({ retained, leftOut }: RecordingStart): string => {
  const cut =
    leftOut === 0
      ? ''
      : ` ${plural(leftOut, 'retained message is', 'retained messages are')} left out: only a part of each is still in memory.`;
  const first =
    retained === 0 ? '' : `, ${plural(retained, 'retained message', 'retained messages')} first`;
  return `${first}; /record stop ends it.${cut}`;
};

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
    .start({
      path: session.publisher.placeOf(path),
      mode: asked.mode,
      filters,
      retained: (isWanted) => new KnownRetained(session.monitor, isWanted),
    })
    .then(
      (start) => session.notify(`Recording to ${shown}${startInWords(start)}`),
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
