import { readOnlySentence } from '../../mqtt/read-only.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { runCommand } from '../commands/run-command.ts';
import { askIfDoubtful } from '../people/ask-doubt.ts';
import { askToPublish } from '../publish/ask-to-publish.ts';
import { publishText } from '../publish/publish-text.ts';
import { askIfLocked } from '../rooms/unlock.ts';
import { textOf } from '../widgets/line-editor.ts';
import { askToFilter } from './ask-to-filter.ts';
import { recalledLine, rememberLine } from './recalled-line.ts';

/** Empties the box and does what its text asks for; what cannot be done comes back, with a notice. */
const take = (context: ActionContext, text: string, act: () => string | undefined): void => {
  const { session, state, dispatch } = context;
  const before = state();
  session.forgetNotice();
  // First, because a command may lead to another pane, or to a selection that has a draft.
  dispatch({ type: 'line-sent', text: recalledLine(context, text) });
  const problem = act();
  if (problem === undefined) rememberLine(context, before, text);
  else {
    dispatch({ type: 'line-returned', before });
    session.notify(problem);
  }
};

/** Where a text could go, if nothing is chosen. */
const placeNeeded = ({ chat, offeredChat }: MqttSession): string => {
  if (chat !== undefined) return 'Choose a room or a topic first.';
  return offeredChat === undefined
    ? 'Choose a topic first.'
    : 'Choose a topic first, or /join the chat.';
};

const say = (context: ActionContext, text: string): void => {
  const { session, state, dispatch } = context;
  const { selected } = state();
  const said = text.replace(/^\/\//, '/');
  take(context, text, () => {
    if (selected === undefined) return placeNeeded(session);
    if (selected.kind === 'topic')
      return publishText(context, selected.topic, said, { qos: 0, retain: false });
    const problem = session.chat?.send(selected.topic, said);
    dispatch({ type: 'log-scrolled', anchor: undefined });
    if (session.status.state === 'waiting') session.retryNow();
    return problem;
  });
};

/** Runs a command, or offers to filter the topics by what is none. */
const command = (context: ActionContext, text: string): void => {
  if (!askToFilter(context, text)) take(context, text, () => runCommand(context, text));
};

/** Enter in the input box: says it, runs it or publishes it. */
export const send = (context: ActionContext): void => {
  const { input, begun } = context.state();
  const text = textOf(input);
  // Whatever stands in a command line is a command: nobody else gets it.
  if (begun !== undefined) command(context, text.startsWith('/') ? text : `/${text}`);
  else if (text.startsWith('/') && !text.startsWith('//')) command(context, text);
  else if (askIfLocked(context)) return;
  else if (text.trim() === '') return;
  else if (context.session.isReadOnly) context.session.notify(readOnlySentence);
  else if (!askIfDoubtful(context, () => send(context)))
    if (!askToPublish(context, () => say(context, text))) say(context, text);
};
