import { nickProblem } from '../../session/chat/nick.ts';
import { chooseBy, completeInput } from './completion.ts';
import type { Controls } from '../controls.ts';
import { count, plural } from '../draw/figures.ts';
import { acceptDetailsSearch, followDetailsSearch } from '../details/search.ts';
import { takeFound } from './history-search.ts';
import { type EditName, edits, insert, type Line, lineOf, textOf } from '../widgets/line-editor.ts';
import { searchOlder } from '../log/search.ts';
import { mayKeep } from './may-keep.ts';
import { likelyCommand, promptCommand } from './prompt-command.ts';
import { takePassphrase, withoutInvite } from '../rooms/secret.ts';
import { runCommand } from '../commands/run-command.ts';
import { publishText } from '../publish/publish-text.ts';
import { askIfLocked } from '../rooms/unlock.ts';
import { activeLine, modeOf } from '../ui-state.ts';
import { walkLine } from '../widgets/line-walk.ts';

/** Pastes of more lines or characters than this are asked about first. */
const askFrom = { lines: 2, characters: 2000 };

/** Longer pastes, in bytes, are not taken: no message may be this long. */
const pasteLimit = 1024 * 1024;

const change = ({ state, dispatch }: Controls, edit: (line: Line) => Line): void => {
  const line = activeLine(state());
  if (line === undefined) return;
  const edited = edit(line);
  if (edited === line) return;
  dispatch({ type: 'line-edited', line: edited });
};

/** The tree follows its filter while it is typed. */
const followFilter = ({ session, state, dispatch, tables }: Controls): void => {
  const { prompt } = state();
  if (prompt?.kind !== 'filter') return;
  // What is a command filters nothing.
  const filter = promptCommand(tables, prompt) === undefined ? textOf(prompt.line) : '';
  session.monitor?.filters.set(filter, session.now);
  dispatch({ type: 'tree-filtered', filter: session.monitor?.filters.text ?? '' });
};

/** Applies one of readline's edits to whatever line is being typed. */
export const edit =
  (name: EditName) =>
  (controls: Controls): void => {
    change(controls, edits[name]);
    followFilter(controls);
    followDetailsSearch(controls);
  };

/** Puts typed text where text is being typed. */
export const typeText = (controls: Controls, text: string): void => {
  const state = controls.state();
  const mode = modeOf(state);
  const isSingleLine = mode !== 'input' && !(mode === 'sheet' && state.sheet?.isMultiLine === true);
  change(controls, (line) => insert(line, isSingleLine ? text.replaceAll(/[\r\n]+/g, ' ') : text));
  followFilter(controls);
  followDetailsSearch(controls);
};

/** Takes a paste: long ones are asked about, wherever they would go. */
export const paste = (controls: Controls, pasted: string): void => {
  const { session, state, dispatch } = controls;
  const text = pasted.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
  const mode = modeOf(state());
  if (mode === 'question' || mode === 'reading') return;
  if (mode === 'sheet' && state().sheet?.line === undefined) return;
  const bytes = Buffer.byteLength(text);
  if (bytes > pasteLimit) {
    session.notify(
      `A paste of ${count(bytes)} bytes is not taken: the input box takes ${count(pasteLimit)} at once.`,
    );
    return;
  }
  if (activeLine(state()) === undefined) dispatch({ type: 'pane-focused', pane: 'input' });
  const lines = text.split('\n').length;
  const asks =
    modeOf(state()) === 'input' && (lines >= askFrom.lines || text.length > askFrom.characters);
  if (!asks) typeText(controls, text);
  else
    dispatch({
      type: 'asked',
      question: {
        text: `Paste ${plural(lines, 'line', 'lines')}, ${plural(bytes, 'byte', 'bytes')}, into the input box?`,
        ask: { about: 'paste', text },
      },
    });
};

/** What Enter does with the input: says it, runs it, publishes it, or tries to connect when it is empty. */
const send = (controls: Controls): void => {
  const { session, state, dispatch, terminal } = controls;
  const before = state();
  const text = textOf(before.input);
  const isCommand = text.startsWith('/') && !text.startsWith('//');
  if (!isCommand && askIfLocked(controls)) return;
  if (text.trim() === '') {
    session.retryNow();
    return;
  }
  const { selected } = before;
  const said = text.replace(/^\/\//, '/');
  session.forgetNotice();
  // Before it is done: a command may lead to a place with a draft of its own.
  dispatch({ type: 'line-sent', text: withoutInvite(text) });
  let problem: string | undefined = 'Choose a room or a topic first.';
  if (isCommand) problem = runCommand(controls, text);
  else if (selected?.kind === 'room') {
    problem = session.chat?.say(selected.topic, said);
    dispatch({ type: 'log-scrolled', anchor: undefined });
    if (session.status.state === 'waiting') session.retryNow();
  } else if (selected?.kind === 'topic')
    problem = publishText(controls, selected.topic, said, { qos: 0, retain: false });
  if (problem !== undefined) {
    dispatch({ type: 'line-returned', before });
    session.notify(problem);
  } else if (text !== before.sent.at(-1) && mayKeep(controls, before, text))
    terminal.remember(text);
};

const takeName = ({ session, state, dispatch }: Controls): void => {
  const nick = textOf(state().name ?? lineOf('')).trim();
  const problem = nickProblem(nick);
  if (problem !== undefined) {
    session.notify(problem);
    return;
  }
  session.setNick(nick);
  dispatch({ type: 'named' });
};

const takeCredentials = ({ session, state, dispatch }: Controls): void => {
  const form = state().credentials;
  if (form === undefined) return;
  const username = textOf(form.username);
  const password = textOf(form.password);
  dispatch({ type: 'credentials-closed' });
  session.correct({
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
  });
};

const changeField = ({ state, dispatch }: Controls): void =>
  dispatch({
    type: 'credentials-field-changed',
    field: state().credentials?.field === 'username' ? 'password' : 'username',
  });

const acceptPrompt = (controls: Controls): void => {
  const { prompt } = controls.state();
  if (prompt?.kind === 'history') {
    takeFound(controls);
    return;
  }
  if (prompt?.kind === 'passphrase') {
    takePassphrase(controls, prompt);
    return;
  }
  if (prompt?.kind === 'details') {
    acceptDetailsSearch(controls);
    return;
  }
  if (prompt?.kind === 'search') {
    if (textOf(prompt.line) !== '') searchOlder(controls, textOf(prompt.line));
    return;
  }
  // Only Enter runs a command.
  if (promptCommand(controls.tables, prompt) !== undefined) return;
  const problem = prompt === undefined ? undefined : controls.session.monitor?.filters.problem;
  if (problem !== undefined) {
    controls.session.notify(problem);
    return;
  }
  controls.session.forgetNotice();
  const command = likelyCommand(controls.session, controls.tables, prompt);
  if (command !== undefined)
    controls.session.notify(
      `No topic passes this filter; the command /${command.name} is typed in the input box: Esc twice leads there.`,
    );
  controls.dispatch({ type: 'prompt-closed' });
  controls.dispatch({ type: 'pane-focused', pane: 'tree' });
};

/** Up and down: between the lines of what is typed, and beyond them through what was sent. */
const walk =
  (by: 1 | -1) =>
  ({ state, dispatch }: Controls): void => {
    const line = walkLine(state().input, by === 1 ? -1 : 1);
    dispatch(line === undefined ? { type: 'history-walked', by } : { type: 'line-edited', line });
  };

const choose =
  (by: 1 | -1) =>
  ({ state, dispatch }: Controls): void => {
    const { completion } = state();
    if (completion !== undefined)
      dispatch({ type: 'line-completed', completion: chooseBy(completion, by) });
  };

/** What the keys of the input box and the forms do. */
export const inputActions = {
  send,
  takeName,
  takeCredentials,
  changeField,
  acceptPrompt,
  enterField: (controls: Controls): void =>
    controls.state().credentials?.field === 'username'
      ? changeField(controls)
      : takeCredentials(controls),
  newLine: (controls: Controls): void => change(controls, (line) => insert(line, '\n')),
  complete: (controls: Controls): void => {
    const completion = completeInput(controls);
    if (completion !== undefined) controls.dispatch({ type: 'line-completed', completion });
  },
  /** Makes a command of what is typed in place of a filter; it is not run yet. */
  makeCommand: (controls: Controls): void => {
    change(controls, (line) => lineOf(`/${textOf(line).trimStart()}`, line.killed));
    followFilter(controls);
  },
  nextCandidate: choose(1),
  previousCandidate: choose(-1),
  takeCandidate: ({ dispatch }: Controls): void =>
    dispatch({ type: 'completion-closed', takes: true }),
  leaveCandidates: ({ dispatch }: Controls): void =>
    dispatch({ type: 'completion-closed', takes: false }),
  older: walk(1),
  newer: walk(-1),
} satisfies Record<string, (controls: Controls) => void>;
