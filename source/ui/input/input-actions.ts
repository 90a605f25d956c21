import { choose, completeInput, isOffering, offeredCommands } from './completion.ts';
import type { ActionContext } from '../action-context.ts';
import { count } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { followDetailsSearch } from '../details/search.ts';
import { type EditName, edits, insert, type EditedLine, textOf } from '../widgets/line-editor.ts';
import { promptCommand } from './prompt-command.ts';
import { send } from './send.ts';
import { filterTree } from '../topics/filter-tree.ts';
import { activeLine, modeOf, type UiState } from '../ui-state.ts';
import { walkLine } from '../widgets/line-walk.ts';

/** A paste of at least this many lines is confirmed first. A single one, however long, waits in the box for Enter. */
const askFrom = 2;

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
const followFilter = (context: ActionContext): void => {
  const { prompt } = context.state();
  if (prompt?.kind !== 'filter') return;
  // A command does not filter.
  filterTree(
    context,
    promptCommand(context.tables, prompt) === undefined ? textOf(prompt.line) : '',
  );
};

/** Lists the commands while the name of one is typed. */
const offerCommands = (context: ActionContext): void => {
  if (modeOf(context.state()) !== 'input') return;
  const completion = offeredCommands(context);
  if (completion !== undefined) context.dispatch({ type: 'line-completed', completion });
};

/** Applies a readline edit to whatever line is being typed. */
export const edit =
  (name: EditName) =>
  (context: ActionContext): void => {
    change(context, edits[name]);
    followFilter(context);
    followDetailsSearch(context);
    offerCommands(context);
  };

/** A command typed or pasted with its slash into a command line, which begins with one, has a single slash. */
const withoutSecondSlash = ({ begun, input }: UiState, text: string): string =>
  begun !== undefined && textOf(input) === '/' ? text.replace(/^\//, '') : text;

/** Inserts text into the line being typed. */
export const typeText = (context: ActionContext, typed: string): void => {
  const state = context.state();
  const mode = modeOf(state);
  const text = mode === 'input' ? withoutSecondSlash(state, typed) : typed;
  const isSingleLine = mode !== 'input' && !(mode === 'sheet' && state.sheet?.isMultiLine === true);
  change(context, (line) => insert(line, isSingleLine ? text.replaceAll(/[\r\n]+/g, ' ') : text));
  followFilter(context);
  followDetailsSearch(context);
  offerCommands(context);
};

/** Takes a paste; one of several lines for the input box is confirmed first. */
export const paste = (context: ActionContext, pasted: string): void => {
  const { session, state, dispatch } = context;
  const text = pasted.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
  const mode = modeOf(state());
  const isLocked = mode === 'question' || mode === 'reading' || mode === 'sheet';
  if (isLocked && activeLine(state()) === undefined) return;
  const bytes = Buffer.byteLength(text);
  if (bytes > pasteLimit) {
    session.notify(
      `This paste of ${count(bytes)} bytes is too long: the limit is ${count(pasteLimit)}.`,
    );
    return;
  }
  const isForBox = mode === 'input' || activeLine(state()) === undefined;
  const take = (): void => {
    if (activeLine(state()) === undefined) dispatch({ type: 'pane-focused', pane: 'input' });
    typeText(context, text);
  };
  const lines = text.split('\n').length;
  if (isForBox && lines >= askFrom)
    dispatch({
      type: 'asked',
      question: {
        text: `Paste ${count(lines)} lines, ${size(bytes)}, into the input box?`,
        yes: take,
      },
    });
  else take();
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
  context.dispatch({ type: 'prompt-closed' });
};

/** Up and down: through the lines of the text, then on through what was sent. */
const walk =
  (by: 1 | -1) =>
  ({ state, dispatch }: ActionContext): void => {
    const line = walkLine(state().input, by === 1 ? -1 : 1);
    dispatch(line === undefined ? { type: 'history-walked', by } : { type: 'line-edited', line });
  };

/** Inserts the marked candidate, or the next or previous one. */
const chooseBy =
  (by: 1 | 0 | -1) =>
  ({ state, dispatch }: ActionContext): void => {
    const { completion } = state();
    if (completion !== undefined)
      dispatch({ type: 'line-completed', completion: choose(completion, completion.index + by) });
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
  /** Opens the command line over the pane that has the focus. */
  beginCommand: (context: ActionContext): void => {
    context.dispatch({ type: 'command-begun', text: '' });
    typeText(context, '/');
  },
  nextCandidate: chooseBy(1),
  previousCandidate: chooseBy(-1),
  completeCandidate: (context: ActionContext): void =>
    chooseBy(isOffering(context) ? 0 : 1)(context),
  takeCandidate: (context: ActionContext): void => {
    chooseBy(0)(context);
    context.dispatch({ type: 'completion-closed', takes: true });
  },
  leaveCandidates: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'completion-closed', takes: false }),
  older: walk(1),
  newer: walk(-1),
} satisfies Record<string, (context: ActionContext) => void>;
