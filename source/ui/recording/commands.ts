import type { ActionContext, SlashCommand } from '../action-context.ts';
import { goTo, noRecording, recordingActions } from './actions.ts';
import { goalOf } from './goal.ts';
import { recordingTimeText } from './time-axis.ts';

/** Speeds that can be asked for. */
const slowest = 0.01;
const fastest = 100_000;

/** A second that has only begun is meant as well, ms. */
const tolerance = 1000;

const play = (context: ActionContext, text: string): string | undefined => {
  const { recording } = context.session;
  if (recording === undefined) return noRecording;
  const typed = text.trim().replace(/[×x]$/, '');
  if (typed === '') {
    recordingActions.toggle(context);
    return undefined;
  }
  const speed = /^\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(speed >= slowest && speed <= fastest))
    return `/play takes how many times faster than it was, from ${slowest} to ${fastest}: /play 10.`;
  recording.speed = speed;
  if (!recording.isPlaying) recordingActions.toggle(context);
  return undefined;
};

const go = (context: ActionContext, text: string): string | undefined => {
  const { recording } = context.session;
  if (recording === undefined) return noRecording;
  const goal = goalOf(text, recording);
  if (typeof goal === 'string') return goal;
  const { firstTime, lastTime } = recording.index;
  if (goal < firstTime - tolerance || goal > lastTime + tolerance)
    context.session.notify(
      `The recording goes from ${recordingTimeText(recording, firstTime)} to ${recordingTimeText(recording, lastTime)}.`,
    );
  goTo(context, recording, goal);
  return undefined;
};

/** The slash commands that are about the time of a recording. */
export const recordingCommands: readonly SlashCommand[] = [
  {
    name: 'play',
    aliases: [],
    parameters: '[SPEED]',
    completes: 'none',
    description: 'play a recording this many times faster; alone: play, pause',
    run: play,
  },
  {
    name: 'go',
    aliases: [],
    parameters: 'TIME',
    completes: 'none',
    description:
      'go to a time of a recording: start, end, next, previous, 21:03:04, 50%, +30s, -5m',
    run: go,
  },
];
