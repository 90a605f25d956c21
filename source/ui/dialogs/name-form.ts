import { plural } from '../../format/count.ts';
import { printable } from '../../payload/printable.ts';
import { nickProblem } from '../../session/chat/nick.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { keyOf } from '../keys/key-of.ts';
import { textOf } from '../widgets/line-editor.ts';
import type { NameForm } from './state.ts';

/** How many rooms are named; the others are counted. */
const mostNamed = 3;

const roomsInWords = (topics: readonly string[]): string => {
  if (topics.length === 0) return 'the chat';
  const named = topics.slice(0, mostNamed).map((topic) => `#${printable(topic, 100)}`);
  const more = topics.length - named.length;
  const last =
    more === 0
      ? named.length > 1
        ? named.pop()
        : undefined
      : plural(more, 'more room', 'more rooms');
  return last === undefined ? named.join(', ') : `${named.join(', ')} and ${last}`;
};

/** What the broker gets as soon as the rooms are joined, besides who is there. */
const sentInWords = ({ offeredChat }: MqttSession, topics: readonly string[]): string => {
  const greeting = offeredChat?.entrance.greeting ?? '';
  const waiting = offeredChat?.waiting ?? 0;
  const sent = [
    ...(greeting === '' || topics.length === 0 ? [] : [`says “${printable(greeting, 60)}” there`]),
    ...(waiting === 0 ? [] : [`sends ${plural(waiting, 'sentence', 'sentences')} that waited`]),
  ];
  return sent.length === 0 ? '' : `: ${sent.join(', ')}`;
};

/** Whether there is anything to see without the chat, if only of another broker. */
export const mayOnlyWatch = ({
  session,
  workspace,
}: Pick<ActionContext, 'session' | 'workspace'>): boolean =>
  session.monitor !== undefined || workspace.hasSeveral;

const take = ({ session, state, dispatch }: ActionContext): void => {
  const form = state().name;
  if (form === undefined) return;
  const nick = textOf(form.line).trim();
  const problem = nickProblem(nick);
  if (problem !== undefined) {
    session.notify(problem);
    return;
  }
  session.forgetNotice();
  if (form.topics === undefined) session.setNick(nick);
  else session.joinChat(nick, form.topics);
  dispatch({ type: 'name-closed' });
  form.joined?.();
};

const onlyWatch = (context: ActionContext): void => {
  const { session, state, dispatch } = context;
  session.forgetNotice();
  session.onlyWatch();
  dispatch({ type: 'name-closed' });
  if (state().selected?.kind !== 'room') return;
  changeSelection(context, undefined);
  dispatch({ type: 'pane-focused', pane: 'tree' });
};

/** What the keys of the form will do. */
export const nameFormNote = (
  context: Pick<ActionContext, 'session' | 'tables' | 'workspace'>,
  { line, topics }: NameForm,
): string => {
  const { session } = context;
  const joined = topics ?? session.offeredChat?.entrance.topics() ?? [];
  const nick = printable(textOf(line).trim(), 100);
  const joins = `${keyOf(context, take)} joins ${roomsInWords(joined)}${nick === '' ? '' : ` as ${nick}`}`;
  const watches = mayOnlyWatch(context) ? ` · ${keyOf(context, onlyWatch)} only watches` : '';
  return joins + sentInWords(session, joined) + watches;
};

/** What the keys of the name form do. */
export const nameFormActions = {
  take,
  onlyWatch,
  explain: (context: ActionContext): void =>
    context.session.notify(
      `Only a name is asked for here: ${keyOf(context, take)} joins the chat${mayOnlyWatch(context) ? `, ${keyOf(context, onlyWatch)} only watches` : ''}.`,
    ),
} satisfies Record<string, (context: ActionContext) => void>;
