import type { MqttSession } from '../../session/session.ts';
import { chooseBy, completeInput } from './completion.ts';
import type { ActionContext } from '../action-context.ts';
import { count, plural } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { followDetailsSearch } from '../details/search.ts';
import {
  type EditName,
  edits,
  insert,
  type EditedLine,
  editedLine,
  textOf,
} from '../widgets/line-editor.ts';
import { recalledLine, rememberLine } from './recalled-line.ts';
import { likelyCommand, promptCommand } from './prompt-command.ts';
import { runCommand } from '../commands/run-command.ts';
import { publishText } from '../publish/publish-text.ts';
import { askIfDoubtful } from '../people/ask-doubt.ts';
import { askIfLocked } from '../rooms/unlock.ts';
import { activeLine, modeOf } from '../ui-state.ts';
import { walkLine } from '../widgets/line-walk.ts';

/** A paste of at least this many lines, or of more characters, is confirmed first. */
const askFrom = { lines: 2, characters: 2000 };

/** Pastes longer than this, in bytes, are refused: no message may be that long. */
const pasteLimit = 1024 * 1024;

const change = (
  { state, dispatch }: ActionContext,
  edit: (line: EditedLine) => EditedLine,
): void => {
  const line = activeLine(state());
  if (line === undefined) return;
  const edited = edit(line);
  if (edited === line) return;
  dispatch({ type: 'line-edited', line: edited });
};

/** Filters the tree while the filter is typed. */
const followFilter = ({ session, state, dispatch, tables }: ActionContext): void => {
  const { prompt } = state();
  if (prompt?.kind !== 'filter') return;
  // A command does not filter.
  const filter = promptCommand(tables, prompt) === undefined ? textOf(prompt.line) : '';
  session.monitor?.filters.set(filter, session.now);
  dispatch({ type: 'tree-filtered', filter: session.monitor?.filters.text ?? '' });
};

/** Applies a readline edit to whatever line is being typed. */
export const edit =
  (name: EditName) =>
  (context: ActionContext): void => {
    change(context, edits[name]);
    followFilter(context);
    followDetailsSearch(context);
  };

/** Inserts text into the line being typed. */
export const typeText = (context: ActionContext, text: string): void => {
  const state = context.state();
  const mode = modeOf(state);
  const isSingleLine = mode !== 'input' && !(mode === 'sheet' && state.sheet?.isMultiLine === true);
  change(context, (line) => insert(line, isSingleLine ? text.replaceAll(/[\r\n]+/g, ' ') : text));
  followFilter(context);
  followDetailsSearch(context);
};

/** Takes a paste; long ones are confirmed first, wherever they go. */
export const paste = (context: ActionContext, pasted: string): void => {
  const { session, state, dispatch } = context;
  const text = pasted.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
  const mode = modeOf(state());
  if (mode === 'question' || mode === 'reading') return;
  if (mode === 'sheet' && state().sheet?.line === undefined) return;
  const bytes = Buffer.byteLength(text);
  if (bytes > pasteLimit) {
    session.notify(
      `This paste of ${count(bytes)} bytes is too long: the limit is ${count(pasteLimit)}.`,
    );
    return;
  }
  if (activeLine(state()) === undefined) dispatch({ type: 'pane-focused', pane: 'input' });
  const lines = text.split('\n').length;
  const asks =
    modeOf(state()) === 'input' && (lines >= askFrom.lines || text.length > askFrom.characters);
  if (!asks) typeText(context, text);
  else
    dispatch({
      type: 'asked',
      question: {
        text: `Paste ${plural(lines, 'line', 'lines')}, ${size(bytes)}, into the input box?`,
        yes: () => dispatch({ type: 'line-edited', line: insert(state().input, text) }),
      },
    });
};

/** Where a text could go, if nothing is chosen. */
const placeNeeded = ({ chat, offeredChat }: MqttSession): string => {
  if (chat !== undefined) return 'Choose a room or a topic first.';
  return offeredChat === undefined
    ? 'Choose a topic first.'
    : 'Choose a topic first, or /join the chat.';
};

/** Enter in the input box: says it, runs it or publishes it. */
const send = (context: ActionContext): void => {
  const { session, state, dispatch } = context;
  const before = state();
  const text = textOf(before.input);
  const isCommand = text.startsWith('/') && !text.startsWith('//');
  if (!isCommand && askIfLocked(context)) return;
  if (text.trim() === '') return;
  if (!isCommand && askIfDoubtful(context, () => send(context))) return;
  const { selected } = before;
  const said = text.replace(/^\/\//, '/');
  session.forgetNotice();
  // Before it is sent: a command may lead to a selection that has a draft.
  dispatch({ type: 'line-sent', text: recalledLine(context, text) });
  let problem: string | undefined = placeNeeded(session);
  if (isCommand) problem = runCommand(context, text);
  else if (selected?.kind === 'room') {
    problem = session.chat?.send(selected.topic, said);
    dispatch({ type: 'log-scrolled', anchor: undefined });
    if (session.status.state === 'waiting') session.retryNow();
  } else if (selected?.kind === 'topic')
    problem = publishText(context, selected.topic, said, { qos: 0, retain: false });
  if (problem !== undefined) {
    dispatch({ type: 'line-returned', before });
    session.notify(problem);
  } else rememberLine(context, before, text);
};

const takeCredentials = ({ session, state, dispatch }: ActionContext): void => {
  const form = state().credentials;
  if (form === undefined) return;
  const username = textOf(form.username);
  const password = textOf(form.password);
  dispatch({ type: 'credentials-closed' });
  session.updateCredentials({
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
  });
};

const changeField = ({ state, dispatch }: ActionContext): void =>
  dispatch({
    type: 'credentials-field-changed',
    field: state().credentials?.field === 'username' ? 'password' : 'username',
  });

const keepFilter = (context: ActionContext): void => {
  const { prompt } = context.state();
  // Only Enter runs a command.
  if (promptCommand(context.tables, prompt) !== undefined) return;
  const problem = context.session.monitor?.filters.problem;
  if (problem !== undefined) {
    context.session.notify(problem);
    return;
  }
  context.session.forgetNotice();
  const command = likelyCommand(context.session, context.tables, prompt);
  if (command !== undefined)
    context.session.notify(
      `No topic matches this filter; type the command /${command.name} in the input box: Esc twice takes you there.`,
    );
  context.dispatch({ type: 'prompt-closed' });
  context.dispatch({ type: 'pane-focused', pane: 'tree' });
};

/** Up and down: through the lines of the text, then on through what was sent. */
const walk =
  (by: 1 | -1) =>
  ({ state, dispatch }: ActionContext): void => {
    const line = walkLine(state().input, by === 1 ? -1 : 1);
    dispatch(line === undefined ? { type: 'history-walked', by } : { type: 'line-edited', line });
  };

const choose =
  (by: 1 | -1) =>
  ({ state, dispatch }: ActionContext): void => {
    const { completion } = state();
    if (completion !== undefined)
      dispatch({ type: 'line-completed', completion: chooseBy(completion, by) });
  };

/** What the keys of the input box and the forms do. */
export const inputActions = {
  send,
  takeCredentials,
  changeField,
  keepFilter,
  enterField: (context: ActionContext): void =>
    context.state().credentials?.field === 'username'
      ? changeField(context)
      : takeCredentials(context),
  newLine: (context: ActionContext): void => change(context, (line) => insert(line, '\n')),
  complete: (context: ActionContext): void => {
    const completion = completeInput(context);
    if (completion !== undefined) context.dispatch({ type: 'line-completed', completion });
  },
  /** Turns the typed filter into a command, without running it. */
  makeCommand: (context: ActionContext): void => {
    change(context, (line) => editedLine(`/${textOf(line).trimStart()}`, line.killed));
    followFilter(context);
  },
  nextCandidate: choose(1),
  previousCandidate: choose(-1),
  takeCandidate: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'completion-closed', takes: true }),
  leaveCandidates: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'completion-closed', takes: false }),
  older: walk(1),
  newer: walk(-1),
} satisfies Record<string, (context: ActionContext) => void>;
