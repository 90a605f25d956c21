import { candidatesFor, commandCandidates } from './candidates.ts';
import type { Candidate } from './state.ts';
import { type ActionContext, findSlashCommand } from '../action-context.ts';
import { asArgument } from './command-arguments.ts';
import type { Completion } from './state.ts';

/** How many candidates are offered at most. */
const limit = 100;

/** From this many characters on, candidates that merely contain them are offered too. */
const containedFrom = 2;

/** Whether the cursor is past the topic of a /pub: a payload is completed from nothing. */
const isPayload = (left: string): boolean =>
  /^\/pub\s+(?:-r\s+|-q\s*[0-2]\s+)*(?:"[^"]*"|[^\s"-]\S*)\s/.test(left);

/** What fits a piece that was typed, whatever the case: first what begins with it, then what contains it. */
const fitting = (candidates: readonly Candidate[], typed: string): Candidate[] => {
  const start = typed.toLowerCase();
  const begin: Candidate[] = [];
  const contain: Candidate[] = [];
  for (const candidate of candidates) {
    const at = candidate.text.toLowerCase().indexOf(start);
    if (at === 0) begin.push(candidate);
    else if (at > 0 && start.length >= containedFrom) contain.push(candidate);
  }
  return [...begin, ...contain].slice(0, limit);
};

/** The piece before the cursor that Tab completes, and what it may become; `undefined` for nothing. */
export const completeInput = ({
  session,
  state: stateNow,
  tables: { commands },
}: Pick<ActionContext, 'session' | 'state' | 'tables'>): Completion | undefined => {
  const state = stateNow();
  const typed = state.input;
  const left = typed.characters.slice(0, typed.cursor).join('');
  const after = typed.characters.slice(typed.cursor).join('');
  const offer = (before: string, candidates: readonly Candidate[]): Completion | undefined =>
    candidates.length === 0 ? undefined : { typed, before, after, candidates, index: 0 };
  const command = /^\/(\S*)\s/.exec(left);
  if (command === null && left.startsWith('/') && !left.startsWith('//'))
    return offer('/', fitting(commandCandidates(commands), left.slice(1)));
  const piece = (command === null ? /\S*$/ : /(?:"[^"]*|\S*)$/).exec(left)?.[0] ?? '';
  const start = piece.replace(/^"/, '');
  const kind =
    command === null ? 'nick' : (findSlashCommand(commands, command[1] ?? '')?.completes ?? 'none');
  const isAddress = kind === 'nick' && piece === left;
  const known = isPayload(left) ? [] : fitting(candidatesFor(kind, start, session, state), start);
  return offer(
    left.slice(0, left.length - piece.length),
    known.map((candidate) => {
      const text = command === null ? candidate.text : asArgument(candidate.text);
      return { ...candidate, label: candidate.text, text: isAddress ? `${text}: ` : text };
    }),
  );
};

/** The next of the candidates that are offered (1), or the one before (-1), round and round. */
export const chooseBy = (completion: Completion, by: 1 | -1): Completion => {
  const { length } = completion.candidates;
  return { ...completion, index: (completion.index + by + length) % length };
};
