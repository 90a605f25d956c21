import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { plural } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { offerFile } from '../input/file-arguments.ts';

/** Ends the current recording, and shows a notice with what it contains. */
export const stopRecording = async ({ session }: ActionContext): Promise<void> => {
  const made = await session.recordingControl.stop();
  if (made === undefined || made.problem !== undefined) return;
  const left =
    made.leftOut === 0
      ? ''
      : ` ${plural(made.leftOut, 'message was', 'messages were')} too long and left out.`;
  session.notify(
    `Recorded ${plural(made.messages, 'message', 'messages')} (${size(made.bytes)}) in ${printable(made.path, 300)}.${left}`,
  );
};

/** Ends the current recording, or offers the command that starts one. */
export const toggleRecording = (context: ActionContext): void => {
  if (context.session.recordingControl.recorder === undefined)
    offerFile(context, 'record', 'jsonl');
  else void stopRecording(context);
};
