import { nickProblem } from '../session/nick.ts';
import type { MqttSession } from '../session/session.ts';
import { textOf } from './line-editor.ts';
import { findCommand, slashCommands, type ArgumentKind } from './slash-commands.ts';
import { selectedRoom } from './tree-list.ts';
import type { Completion, UiState } from './ui-state.ts';

/** So many candidates are gone through at most. */
const limit = 100;

const candidatesFor = (
  kind: ArgumentKind,
  start: string,
  session: MqttSession,
  state: UiState,
): readonly string[] => {
  switch (kind) {
    case 'room':
      return [...(session.chat?.rooms.keys() ?? [])];
    case 'nick':
      return (
        selectedRoom(session, state)
          ?.people.list()
          .map(({ user }) => user)
          // A name from the network may be anything.
          .filter((user) => nickProblem(user) === undefined) ?? []
      );
    case 'filter':
      return [...(session.monitor?.subscriptions.keys() ?? [])];
    case 'topic':
      return session.monitor?.tree.topicsStartingWith(start, limit) ?? [];
    case 'none':
      return [];
  }
};

/** Whether the cursor is past the topic of a /pub: a payload is completed from nothing. */
const isPayload = (left: string): boolean =>
  /^\/pub\s+(?:-r\s+|-q\s*[0-2]\s+)*(?:"[^"]*"|[^\s"-]\S*)\s/.test(left);

/** An argument with blanks goes in double quotes. */
const quoted = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);

/** The piece before the cursor that Tab completes, and what it may become. */
const findCandidates = (session: MqttSession, state: UiState): Omit<Completion, 'index'> => {
  const { characters, cursor } = state.input;
  const left = characters.slice(0, cursor).join('');
  const after = characters.slice(cursor).join('');
  const command = /^\/(\S*)\s/.exec(left);
  if (command === null && left.startsWith('/') && !left.startsWith('//'))
    return {
      before: '/',
      after,
      candidates: slashCommands
        .map(({ name }) => `${name} `)
        .filter((name) => name.startsWith(left.slice(1))),
    };
  const typed = (command === null ? /\S*$/ : /(?:"[^"]*|\S*)$/).exec(left)?.[0] ?? '';
  const start = typed.replace(/^"/, '');
  const kind = command === null ? 'nick' : (findCommand(command[1] ?? '')?.completes ?? 'none');
  const isFirst = typed === left;
  const known = (isPayload(left) ? [] : candidatesFor(kind, start, session, state))
    .filter((candidate) => candidate.toLowerCase().startsWith(start.toLowerCase()))
    .map((candidate) => (command === null ? candidate : quoted(candidate)))
    .map((candidate) => (kind === 'nick' && isFirst ? `${candidate}: ` : candidate));
  return {
    before: left.slice(0, left.length - typed.length),
    after,
    candidates: known.slice(0, limit),
  };
};

/** What Tab makes of the input: the next candidate of the ones offered, or the first of new ones. */
export const completeInput = (session: MqttSession, state: UiState): Completion | undefined => {
  const current = state.completion;
  if (
    current !== undefined &&
    current.candidates.length > 1 &&
    textOf(state.input) === current.before + current.candidates[current.index] + current.after
  )
    return { ...current, index: (current.index + 1) % current.candidates.length };
  const found = findCandidates(session, state);
  return found.candidates.length === 0 ? undefined : { ...found, index: 0 };
};
