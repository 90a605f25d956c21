import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import { LockedRoom } from '../../session/chat/locked-room.ts';
import { EncryptedConversation } from '../../session/chat/encrypted-conversation.ts';
import type { MqttSession } from '../../session/session.ts';
import { type ActionContext, type ActionTables, findSlashCommand } from '../action-context.ts';
import { nameFormNote } from '../dialogs/name-form.ts';
import { roomName } from '../rooms/room-name.ts';
import { serverPrefix } from '../server-name.ts';
import { selectedNode, selectedRoom } from '../topics/tree-list.ts';
import { modeOf, type UiState } from '../ui-state.ts';
import type { Prompt } from '../prompt.ts';
import type { EditedLine } from '../widgets/line-editor.ts';
import { textOf } from '../widgets/line-editor.ts';
import { findSent } from './history-search.ts';
import type { HistorySearch } from './state.ts';
import { likelyCommand, promptCommand } from './prompt-command.ts';

/** A line being typed in the box, with a label before it. */
export type InputField = {
  readonly label: string;
  readonly line: EditedLine;
  /** Shown while nothing is typed: what typing does. */
  readonly placeholder?: string;
  /** Shown instead of each character of a secret. */
  readonly mask?: string;
  /** Whether it has the cursor. */
  readonly isActive: boolean;
};

/** What the box at the bottom shows, whatever it is used for. */
export type InputContent = { readonly title: string } & (
  | { readonly kind: 'question'; readonly text: string }
  | {
      readonly kind: 'fields';
      readonly fields: readonly InputField[];
      /** A text to choose instead, above them. */
      readonly offer?: { readonly label: string; readonly text: string };
      /** What the keys will do, below them. */
      readonly note?: string;
    }
  /** The text searched for in the history, and the match. */
  | { readonly kind: 'search'; readonly text: string; readonly beforeCursor: string }
);

const promptTitles: Readonly<Record<Exclude<Prompt['kind'], 'history' | 'passphrase'>, string>> = {
  filter: 'filter the topics · words, a/+/b, json:',
  search: 'search in the log',
  details: 'search in the payload',
};

const promptTitle = (
  session: MqttSession,
  tables: ActionTables,
  prompt: Prompt & { readonly kind: keyof typeof promptTitles },
): string => {
  if (promptCommand(tables, prompt) !== undefined) return 'a command, not a filter';
  const likely = likelyCommand(session, tables, prompt);
  if (likely !== undefined) return `no topic matches; /${likely.name} is a command`;
  const problem = prompt.kind === 'filter' ? session.monitor?.filters.problem : undefined;
  return problem === undefined ? promptTitles[prompt.kind] : `✗ ${problem}`;
};

const promptLabel = (tables: ActionTables, prompt: Prompt): string => {
  if (promptCommand(tables, prompt) !== undefined) return 'command: ';
  return prompt.kind === 'filter' ? 'filter: ' : 'search: ';
};

const credentialsContent = ({ credentials, seenRefusal }: UiState): InputContent => {
  const refused = seenRefusal === undefined ? '' : ' were refused';
  const title = `User name and password${refused}`;
  if (credentials === undefined) return { kind: 'fields', title, fields: [] };
  const { username, password, field } = credentials;
  return {
    kind: 'fields',
    title,
    fields: [
      { label: 'User name  ', line: username, isActive: field === 'username' },
      { label: 'Password   ', line: password, mask: '•', isActive: field === 'password' },
    ],
  };
};

/** What is said of a direct conversation that is not encrypted, before anything is sent. */
const plainness = (room: Room): string =>
  room instanceof DirectRoom &&
  !(room instanceof EncryptedConversation) &&
  room.peer.clientId !== ''
    ? ` · not encrypted: ${printable(room.peer.user, 100)}'s program has no key`
    : '';

/** How a command is used, once its name is typed. */
const usage = ({ commands }: ActionTables, typed: string): string => {
  const name = /^\/(\S+)\s/.exec(typed)?.[1];
  const command = name === undefined ? undefined : findSlashCommand(commands, name);
  if (command === undefined) return 'command';
  const { parameters, description } = command;
  return `/${command.name}${parameters === '' ? '' : ` ${parameters}`} · ${description}`;
};

/** What the box is for while nothing can be said: it tells the way into the chat, if there is one. */
const titleWithoutChat = ({ offeredChat }: MqttSession): string =>
  offeredChat === undefined ? 'commands' : 'only watching · /join joins the chat';

/** Where the text will go: for the title, the mark before it, and for what an empty box says. */
type Destination = { readonly title: string; readonly label: string; readonly typing?: string };

const isCommand = ({ input: { characters }, begun }: UiState): boolean =>
  begun !== undefined || (characters[0] === '/' && characters[1] !== '/');

const destination = (
  { session, tables }: Pick<ActionContext, 'session' | 'tables'>,
  state: UiState,
): Destination => {
  // The name of an empty level, as the tree shows it.
  const topic = printable(state.selected?.topic ?? '', 200) || '(empty)';
  if (isCommand(state)) return { title: usage(tables, textOf(state.input)), label: '› ' };
  if (session.recording !== undefined) return { title: 'commands', label: '› ' };
  const room = selectedRoom(session, state);
  if (room !== undefined)
    return {
      title: roomName(session, room) + plainness(room),
      label: '› ',
      typing:
        room instanceof LockedRoom
          ? 'Locked by a passphrase'
          : session.isReadOnly
            ? 'read-only'
            : 'Say something',
    };
  if (session.isReadOnly && state.selected?.kind === 'topic')
    return { title: topic, label: '› ', typing: 'read-only' };
  if (state.selected?.kind === 'topic' && selectedNode(session, state)?.isFold !== true)
    return {
      title: `publish to ${topic}`,
      label: textOf(state.input) === '' ? '› ' : `/pub ${topic} › `,
      typing: `Publish to ${topic}`,
    };
  return {
    title: session.chat === undefined ? titleWithoutChat(session) : 'choose a room or a topic',
    label: '› ',
  };
};

/** The history search in the input box, as `(search) text: match`. */
const historySearchContent = (state: UiState, search: HistorySearch): InputContent => {
  const found = findSent(state.sent, search);
  const { characters, cursor } = search.line;
  const typed = printable(textOf(search.line));
  const label = typed !== '' && found === undefined ? '(not found) ' : '(search) ';
  const shown = (found ?? '')
    .split('\n')
    .map((text) => printable(text))
    .join(' ↵ ');
  return {
    kind: 'search',
    title: 'search what was sent',
    text: `${label}${typed}: ${shown}`,
    beforeCursor: label + printable(characters.slice(0, cursor).join('')),
  };
};

const passphraseContent = ({
  room,
  line,
  generated,
  first,
}: Prompt & { readonly kind: 'passphrase' }): InputContent => {
  const isOffered = generated !== undefined && textOf(line) === '';
  const label = first === undefined ? 'Passphrase  ' : 'Once more   ';
  return {
    kind: 'fields',
    title: `Passphrase of #${printable(room, 200)}`,
    ...(isOffered ? { offer: { label, text: generated } } : {}),
    fields: [{ label: isOffered ? 'Or your own ' : label, line, mask: '•', isActive: true }],
  };
};

const promptContent = (
  { session, tables }: Pick<ActionContext, 'session' | 'tables'>,
  state: UiState,
  prompt: Prompt,
): InputContent => {
  const { line } = prompt;
  if (prompt.kind === 'passphrase') return passphraseContent(prompt);
  if (prompt.kind === 'history') return historySearchContent(state, prompt);
  return {
    kind: 'fields',
    title: promptTitle(session, tables, prompt),
    fields: [{ label: promptLabel(tables, prompt), line, isActive: true }],
  };
};

/** Whether what the box is used for concerns no broker in particular. */
const concernsNone = (state: UiState): boolean =>
  modeOf(state) === 'question' || state.prompt?.kind === 'history' || isCommand(state);

/** What the box at the bottom shows now; where there are several brokers, its title says whose it is. */
export const inputContent = (
  source: Pick<ActionContext, 'session' | 'tables' | 'workspace'>,
  state: UiState,
): InputContent => {
  const content = contentOf(source, state);
  const server = concernsNone(state) ? '' : serverPrefix(source.workspace, source.session);
  return { ...content, title: server + content.title };
};

const contentOf = (
  source: Pick<ActionContext, 'session' | 'tables' | 'workspace'>,
  state: UiState,
): InputContent => {
  const mode = modeOf(state);
  if (state.question !== undefined) {
    const { text, typed = '', number } = state.question;
    return {
      kind: 'question',
      title: number === undefined ? 'Question' : `Question · typing ${number} means yes too`,
      text: typed === '' ? text : `${text} ${typed}`,
    };
  }
  if (mode === 'credentials') return credentialsContent(state);
  if (mode === 'name' && state.name !== undefined)
    return {
      kind: 'fields',
      title: 'Your name in the chat',
      fields: [{ label: 'Name  ', line: state.name.line, isActive: true }],
      note: nameFormNote(source, state.name),
    };
  if (state.prompt !== undefined) return promptContent(source, state, state.prompt);
  const { title, label, typing } = destination(source, state);
  const placeholder = [...(typing === undefined ? [] : [typing]), '/ for commands'].join(' · ');
  return {
    kind: 'fields',
    title: state.pendingKey === undefined ? title : `${state.pendingKey} …`,
    fields: [{ label, line: state.input, placeholder, isActive: mode === 'input' }],
  };
};
