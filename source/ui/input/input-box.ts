import type { Controls, Tables } from '../controls.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { fit, widthOf, wrapCells } from '../draw/cells.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { historySearchBox } from './history-search.ts';
import type { Line } from '../widgets/line-editor.ts';
import { textOf } from '../widgets/line-editor.ts';
import { palette } from '../draw/palette.ts';
import { likelyCommand, promptCommand } from './prompt-command.ts';
import { roomName } from '../room-name.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { modeOf, type Prompt, type UiState } from '../ui-state.ts';

/** What stands in the box at the bottom: rows of `width` cells, and the cursor where text is typed. */
export type InputBox = {
  readonly title: string;
  readonly rows: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
};

const promptTitles: Readonly<Record<Exclude<Prompt['kind'], 'history' | 'passphrase'>, string>> = {
  filter: 'filter the topics · words, a/+/b, json: (F1) · Enter keeps · Esc drops',
  search: 'search in the log · Enter the one before · Esc ends',
  details: 'search in the payload · Enter keeps it, then n N go on · Esc ends',
};

const promptTitle = (
  session: MqttSession,
  tables: Tables,
  prompt: Prompt & { readonly kind: keyof typeof promptTitles },
): string => {
  if (promptCommand(tables, prompt) !== undefined)
    return 'a command, not a filter · Enter runs it · Esc leaves it';
  const likely = likelyCommand(session, tables, prompt);
  if (likely !== undefined)
    return `no topic passes · Tab: the command /${likely.name} · Enter keeps · Esc drops`;
  const problem = prompt.kind === 'filter' ? session.monitor?.filters.problem : undefined;
  return problem === undefined ? promptTitles[prompt.kind] : `✗ ${problem}`;
};

const promptLabel = (tables: Tables, prompt: Prompt): string => {
  if (promptCommand(tables, prompt) !== undefined) return 'command: ';
  return prompt.kind === 'filter' ? 'filter: ' : 'search: ';
};

/** A label and the text behind it, continued below itself. */
const labelled = (
  label: string,
  line: Line,
  width: number,
  mask?: string,
): Omit<InputBox, 'title'> => {
  const indent = Math.min(widthOf(label), Math.floor(width / 2));
  const { rows, cursor } = editorRows(line, width - indent, mask);
  return {
    rows: rows.map(
      (text, index) =>
        palette.strong(fit(index === 0 ? label : '', indent)) + fit(text, width - indent),
    ),
    cursor: { x: indent + cursor.x, y: cursor.y },
  };
};

const credentialsBox = (state: UiState, width: number): InputBox => {
  const form = state.credentials;
  if (form === undefined) return { title: '', rows: [], cursor: undefined };
  const user = labelled('User name  ', form.username, width);
  const password = labelled('Password   ', form.password, width, '•');
  const inPassword = form.field === 'password';
  return {
    title: `User name and password${state.seenRefusal === undefined ? '' : ' were refused'} · Enter connects · Esc leaves it`,
    rows: [...user.rows, ...password.rows],
    cursor:
      inPassword && password.cursor !== undefined
        ? { x: password.cursor.x, y: user.rows.length + password.cursor.y }
        : user.cursor,
  };
};

/** Where Enter will send to, for the title and the mark before the text. */
const destination = (session: MqttSession, state: UiState): { title: string; label: string } => {
  // The name of an empty level, as the tree shows it.
  const topic = printable(state.selected?.topic ?? '', 200) || '(empty)';
  const isCommand = state.input.characters[0] === '/' && state.input.characters[1] !== '/';
  if (isCommand) return { title: 'command', label: '› ' };
  if (session.recording !== undefined) return { title: 'commands', label: '› ' };
  const room = selectedRoom(session, state);
  if (room !== undefined) return { title: roomName(session, room), label: '› ' };
  if (state.selected?.kind === 'topic')
    return {
      title: modeOf(state) === 'input' ? `Enter publishes to ${topic}` : `publish to ${topic}`,
      label: textOf(state.input) === '' ? '› ' : `/pub ${topic} › `,
    };
  return {
    title: session.chat === undefined ? 'commands' : 'choose a room or a topic',
    label: '› ',
  };
};

/** The box at the bottom, whatever it is used for just now. */
export const inputBox = (
  { session, tables }: Pick<Controls, 'session' | 'tables'>,
  state: UiState,
  width: number,
): InputBox => {
  const mode = modeOf(state);
  if (mode === 'question')
    return {
      title: 'Question · Enter or y: yes · Esc or n: no',
      rows: wrapCells(state.question?.text ?? '', width).map((text) => fit(text, width)),
      cursor: undefined,
    };
  if (mode === 'credentials') return credentialsBox(state, width);
  if (mode === 'name' && state.name !== undefined)
    return {
      title: 'Your name in the chat · Enter takes it',
      ...labelled('Name  ', state.name, width),
    };
  if (state.prompt?.kind === 'passphrase')
    return {
      title: `Passphrase of #${printable(state.prompt.room, 200)} · Enter joins · Esc leaves it`,
      ...labelled(
        state.prompt.first === undefined ? 'Passphrase  ' : 'Once more   ',
        state.prompt.line,
        width,
        '•',
      ),
    };
  if (state.prompt?.kind === 'history') return historySearchBox(state, state.prompt, width);
  if (state.prompt !== undefined)
    return {
      title: promptTitle(session, tables, state.prompt),
      ...labelled(promptLabel(tables, state.prompt), state.prompt.line, width),
    };
  const { title: place, label } = destination(session, state);
  const title = state.pendingKey === undefined ? place : `${state.pendingKey} …`;
  const box = labelled(label, state.input, width);
  return { title, rows: box.rows, cursor: mode === 'input' ? box.cursor : undefined };
};
