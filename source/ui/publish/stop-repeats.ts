import type { Publisher } from '../../session/publish/publisher.ts';
import type { ActionContext } from '../action-context.ts';
import { count, plural } from '../../format/count.ts';

/** Stops all repeated messages; returns what was stopped in one sentence, `undefined` if nothing was. */
export const stopRepeats = ({ repeats }: Publisher): string | undefined => {
  const sent = repeats.list.reduce((sum, repeat) => sum + repeat.sent, 0);
  const stopped = repeats.stopAll();
  return stopped === 0
    ? undefined
    : `Stopped ${plural(stopped, 'repeated message', 'repeated messages')}; ${count(sent)} sent.`;
};

/** Whether something is repeated and no line except the input box is being typed in. */
export const mayStopRepeats = ({ session, state }: ActionContext): boolean =>
  session.publisher.repeats.count > 0 && state().prompt === undefined;

/** Handles the key that stops repeated messages while the panes are shown. */
export const stopFromPanes = ({ session }: ActionContext): void => {
  const stopped = stopRepeats(session.publisher);
  if (stopped !== undefined) session.notify(stopped);
};
