import { refoundMessage } from '../../model/refound-message.ts';
import type { Recording } from '../../session/recording/recording.ts';
import type { Controls } from '../controls.ts';

/** Why nothing can be played. */
export const noRecording =
  'There is a time to move along in a recording alone: mqtt-tui open FILE shows one.';

/** What must not be done while a recording is shown: there is no chat, and nobody to send to. */
const needsBroker = new Set(
  'join part invite me msg nick names away ignore unignore mute unmute notify sub unsub subscriptions pub publish templates stop share record clean'.split(
    ' ',
  ),
);

/** Why a slash command cannot be run now, in one sentence. */
export const recordingRefusal = ({ session }: Controls, command: string): string | undefined =>
  session.recording !== undefined && needsBroker.has(command)
    ? `/${command} needs a broker, and this is a recording.`
    : undefined;

/** Whether a recording is shown. */
export const isRecording = ({ session }: Controls): boolean => session.recording !== undefined;

const withRecording =
  (act: (recording: Recording, controls: Controls) => void) =>
  (controls: Controls): void => {
    const { recording } = controls.session;
    if (recording === undefined) controls.session.notify(noRecording);
    else act(recording, controls);
  };

/** What stood in the log stands elsewhere in the models that were made again. */
const afterMove = async (controls: Controls, move: Promise<boolean>): Promise<void> => {
  if (!(await move)) return;
  const { session, state, dispatch } = controls;
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

/** Goes to a time of the recording, ms since the epoch. */
export const goTo = (controls: Controls, recording: Recording, time: number): void =>
  void afterMove(controls, recording.goTo(time));

const step = (by: number): ((controls: Controls) => void) =>
  withRecording((recording, controls) => void afterMove(controls, recording.step(by)));

/** What the keys do that move along the time of a recording. */
export const recordingActions = {
  toggle: withRecording((recording, controls) => {
    if (recording.isPlaying) recording.pause();
    else void afterMove(controls, recording.play());
  }),
  back: step(-1),
  forward: step(1),
  slower: withRecording((recording) => recording.changeSpeed(-1)),
  faster: withRecording((recording) => recording.changeSpeed(1)),
  start: withRecording((recording, controls) =>
    goTo(controls, recording, recording.index.firstTime),
  ),
  end: withRecording((recording, controls) => goTo(controls, recording, recording.index.lastTime)),
} satisfies Record<string, (controls: Controls) => void>;
