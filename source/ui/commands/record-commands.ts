import { topicFilterProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import { FileExists } from '../../session/recording/writable-file.ts';
import type { Controls, KeyBinding, SlashCommand } from '../controls.ts';
import { plural, size } from '../draw/figures.ts';
import { offerFile, readFileArguments } from '../input/file-arguments.ts';
import { inTopicLog } from '../log/on-topic.ts';
import { noMonitor } from './topic-commands.ts';

const stop = async ({ session }: Controls): Promise<void> => {
  const made = await session.tape.stop();
  if (made === undefined || made.problem !== undefined) return;
  const left =
    made.leftOut === 0 ? '' : ` ${plural(made.leftOut, 'message', 'messages')} too long for it.`;
  session.notify(
    `Recorded ${plural(made.messages, 'message', 'messages')} (${size(made.bytes)}) in ${printable(made.path, 300)}.${left}`,
  );
};

const record = (controls: Controls, text: string): string | undefined => {
  const { session } = controls;
  if (session.monitor === undefined) return noMonitor;
  const asked = readFileArguments(text);
  if (typeof asked === 'string') return asked;
  const [path, ...filters] = asked.words;
  if (path === 'stop' && filters.length === 0) {
    if (session.tape.recorder === undefined) return 'Nothing is being recorded.';
    void stop(controls);
    return undefined;
  }
  if (path === undefined) return 'Into which file? /record FILE [FILTERS], and /record stop.';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
  }
  const shown = printable(path, 300);
  session.tape.start({ path: session.desk.placeOf(path), mode: asked.mode, filters }).then(
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

/** Ends the recording that goes on; else offers the command that begins one. */
const toggle = (controls: Controls): void => {
  if (controls.session.tape.recorder === undefined) offerFile(controls, 'record', 'jsonl');
  else void stop(controls);
};

/** The slash commands that write what is watched into files. */
export const recordCommands: readonly SlashCommand[] = [
  {
    name: 'record',
    aliases: [],
    usage: '[--append | --force] FILE [FILTERS] | stop',
    completes: 'none',
    does: 'write the messages that come into a file, to be opened or replayed; stop ends it',
    run: record,
  },
];

const recordKey = {
  keys: ['R'],
  does: 'record in a file; again: end the recording',
  run: toggle,
} as const;

/** The keys that write what is watched into files. */
export const recordBindings: readonly KeyBinding[] = [
  { ...recordKey, where: 'tree' },
  inTopicLog(recordKey),
];
