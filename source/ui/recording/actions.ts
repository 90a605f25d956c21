import { refoundMessage } from '../../model/refound-message.ts';
import type { Recording } from '../../session/recording/recording.ts';
import type { ActionContext } from '../action-context.ts';

/** Shown when there is nothing to play. */
export const noRecording = 'Only an opened file has a timeline: mqtt-tui open FILE.';

/** Whether a recording is open. */
export const isRecording = ({ session }: ActionContext): boolean => session.recording !== undefined;

const withRecording =
  (act: (recording: Recording, context: ActionContext) => void) =>
  (context: ActionContext): void => {
    const { recording } = context.session;
    if (recording === undefined) context.session.notify(noRecording);
    else act(recording, context);
  };

/** Positions in the log no longer hold after the models were rebuilt. */
const afterMove = async (context: ActionContext, move: Promise<boolean>): Promise<void> => {
  if (!(await move)) return;
  const { session, state, dispatch } = context;
  const { sheet } = state();
  const tree = session.monitor?.tree;
  if (sheet?.kind === 'compare' && tree !== undefined) {
    const left = refoundMessage(tree, sheet.left);
    dispatch({
      type: 'sheet-changed',
      sheet: { ...sheet, left, right: refoundMessage(tree, sheet.right) },
    });
  }
  dispatch({ type: 'log-scrolled', anchor: undefined });
  dispatch({ type: 'message-marked', message: undefined });
};

/** Goes to a time in the recording, in ms since the epoch. */
export const goTo = (context: ActionContext, recording: Recording, time: number): void =>
  void afterMove(context, recording.goTo(time));

const step = (by: number): ((context: ActionContext) => void) =>
  withRecording((recording, context) => void afterMove(context, recording.step(by)));

/** What the keys do that move through a recording. */
export const recordingActions = {
  toggle: withRecording((recording, context) => {
    if (recording.isPlaying) recording.pause();
    else void afterMove(context, recording.play());
  }),
  back: step(-1),
  forward: step(1),
  slower: withRecording((recording) => recording.changeSpeed(-1)),
  faster: withRecording((recording) => recording.changeSpeed(1)),
  start: withRecording((recording, context) => goTo(context, recording, recording.index.firstTime)),
  end: withRecording((recording, context) => goTo(context, recording, recording.index.lastTime)),
} satisfies Record<string, (context: ActionContext) => void>;
