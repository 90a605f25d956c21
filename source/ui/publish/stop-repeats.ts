import type { Publisher } from '../../session/publish/publisher.ts';
import type { ActionContext } from '../action-context.ts';
import { count, plural } from '../../format/count.ts';

/** Stops every message that is repeated; returns in one sentence what was stopped, `undefined` where nothing was. */
export const stopRepeats = ({ repeats }: Publisher): string | undefined => {
  const sent = repeats.list.reduce((sum, repeat) => sum + repeat.sent, 0);
  const stopped = repeats.stopAll();
  return stopped === 0
    ? undefined
    : `Stopped ${plural(stopped, 'repeated message', 'repeated messages')}; ${count(sent)} sent.`;
};

/** Whether something is repeated and no line but that of the input box is being typed. */
export const mayStopRepeats = ({ session, state }: ActionContext): boolean =>
  session.publisher.repeats.count > 0 && state().prompt === undefined;

/** What the key does that stops repeating while the panes are shown. */
export const stopFromPanes = ({ session }: ActionContext): void => {
  const stopped = stopRepeats(session.publisher);
  if (stopped !== undefined) session.notify(stopped);
};
