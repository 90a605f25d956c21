import { Box, Text } from 'ink';
import { type ReactNode, use } from 'react';
import { printable } from '../../payload/printable.ts';
import { payloadLine } from '../details/payload-line.ts';
import type { Completion } from '../input/state.ts';
import { inputContent, type InputField } from '../input/input-content.ts';
import { TablesContext } from '../tables-context.ts';
import { paneEntries, paneIndexOf } from '../topics/pane-list.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi, useUiState } from '../use-ui.ts';
import { spokenLine, spokenMessage, spokenName } from './spoken-text.ts';

const typed = ({ line, mask }: InputField): string =>
  mask === undefined ? printable(line.characters.join('')) : mask.repeat(line.characters.length);

const offered = (offer: { readonly label: string; readonly text: string } | undefined): string =>
  offer === undefined ? '' : `${offer.label.trim()}, generated: ${offer.text}. `;

/** How a command is used is said when its name is typed, and not again with each letter after it. */
const spokenTitle = (title: string, text: string, candidate: string): string =>
  title.startsWith('/') && (candidate !== '' || !/^\S+\s$/.test(text)) ? 'command' : title;

/** The candidate that Tab takes, of the list that is open. */
const spokenCandidate = (completion: Completion | undefined): string => {
  const candidate = completion?.candidates[completion.index];
  if (completion === undefined || candidate === undefined) return '';
  const { text, label = text, about, key = '' } = candidate;
  const said = [label, about, key === '' ? '' : `key ${key}`].filter((part) => part !== '');
  return ` (${completion.index + 1} of ${completion.candidates.length}: ${printable(said.join(', '))})`;
};

const noted = (note: string | undefined): string => (note === undefined ? '' : ` (${note})`);

/** The line being typed, or the question being asked. */
const Typed = (): ReactNode => {
  const session = useMqttSession('connection', 'rooms');
  const workspace = useMqttSession('all');
  const tables = use(TablesContext);
  const state = useUiState();
  const content = inputContent({ session, tables, workspace }, state);
  if (content.kind === 'question')
    return <Text>{`${content.title}: ${printable(content.text)}`}</Text>;
  if (content.kind === 'search') return <Text>{content.text}</Text>;
  const field = content.fields.find(({ isActive }) => isActive);
  if (field === undefined) return <Text>{content.title}</Text>;
  const text = typed(field);
  const candidate = spokenCandidate(state.completion);
  const label =
    field.label.trim() === '›' ? spokenTitle(content.title, text, candidate) : field.label.trim();
  return (
    <Box aria-role="textbox">
      <Text>{`${offered(content.offer)}${label}: ${text}${candidate}${noted(content.note)}`}</Text>
    </Box>
  );
};

/**
 * The selected row of the left pane, without its figures: with them it would be read again on every
 * message. `/tree` prints them.
 */
const Selected = (): ReactNode => {
  const workspace = useMqttSession('all', 'rooms', 'topics');
  const ui = useUi('selected', 'folded');
  const index = paneIndexOf({ workspace, session: workspace.current }, ui, ui.selected);
  const [entry] = paneEntries(workspace, ui, Math.max(0, index), 1);
  return (
    <Box aria-role="listitem">
      <Text>{entry === undefined ? 'no room and no topic yet' : spokenName(entry, ui)}</Text>
    </Box>
  );
};

/** The entry at the log's cursor. */
const Pointed = (): ReactNode => {
  const session = useMqttSession('conversation', 'messages');
  const state = useUiState();
  const { cursor } = state;
  const room = selectedRoom(session, state);
  const line = cursor === undefined ? undefined : (state.past?.lines ?? room?.lines)?.at(cursor);
  const message = cursor === undefined ? undefined : session.monitor?.log?.at(cursor);
  if (room !== undefined && line !== undefined)
    return <Text>{spokenLine(line, state.timeFormat)}</Text>;
  if (room === undefined && message !== undefined)
    return <Text>{spokenMessage(message, payloadLine(session, state))}</Text>;
  return <Text>log: the arrows point at its lines</Text>;
};

/** The one line that changes: what is being typed, or the selection in the focused pane. */
export const LiveLine = (): ReactNode => {
  const mode = useMode();
  if (mode === 'tree') return <Selected />;
  if (mode === 'log') return <Pointed />;
  if (mode === 'details') return <Text>details: /details prints them</Text>;
  return <Typed />;
};
