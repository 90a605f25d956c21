import type { ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { goTo, recordingActions } from './actions.ts';
import { goalOf } from './goal.ts';
import { recordingTimeText } from './time-axis.ts';

/** The slowest and fastest speed. */
const slowest = 0.01;
const fastest = 100_000;

/** How far outside the recording a typed time may lie, in ms: a second that has only begun counts too. */
const tolerance = 1000;

const play = (context: ContextWith<'recording'>, text: string): string | undefined => {
  const { recording } = context.session;
  const typed = text.trim().replace(/[×x]$/, '');
  if (typed === '') {
    recordingActions.toggle(context);
    return undefined;
  }
  const speed = /^\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(speed >= slowest && speed <= fastest))
    return `/play takes a speed from ${slowest} to ${fastest}, where 1 is the original: /play 10.`;
  recording.speed = speed;
  if (!recording.isPlaying) recordingActions.toggle(context);
  return undefined;
};

const go = (context: ContextWith<'recording'>, text: string): string | undefined => {
  const { recording } = context.session;
  const goal = goalOf(text, recording);
  if (typeof goal === 'string') return goal;
  const { firstTime, lastTime } = recording.index;
  if (goal < firstTime - tolerance || goal > lastTime + tolerance)
    context.session.notify(
      `The file goes from ${recordingTimeText(recording, firstTime)} to ${recordingTimeText(recording, lastTime)}.`,
    );
  goTo(context, recording, goal);
  return undefined;
};

/** The slash commands for moving through a recording. */
export const recordingCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'play',
    parameters: '[SPEED]',
    description: 'play the open file at a speed, 2 for twice as fast; alone: play or pause',
    needs: ['recording'],
    run: play,
  }),
  slashCommand({
    name: 'go',
    parameters: 'TIME',
    description:
      'go to a time in the open file: start, end, next, previous, 21:03:04, 50%, +30s, -5m',
    needs: ['recording'],
    run: go,
  }),
];
