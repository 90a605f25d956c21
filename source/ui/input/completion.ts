import { commandCandidates, nicks } from './candidates.ts';
import type { Candidate } from './state.ts';
import { type ActionContext, findSlashCommand } from '../action-context.ts';
import { asArgument } from './command-arguments.ts';
import type { Completion } from './state.ts';

/** The most candidates to offer. */
const limit = 100;

/** From this many characters on, candidates that merely contain them are offered too. */
const containedFrom = 2;

/** The candidates for a typed piece, ignoring case: first those that begin with it, then those that contain it. */
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

/** The piece before the cursor and its completions; `undefined` if there are none. */
export const completeInput = (
  context: Pick<ActionContext, 'session' | 'state' | 'tables'>,
): Completion | undefined => {
  const typed = context.state().input;
  const left = typed.characters.slice(0, typed.cursor).join('');
  const after = typed.characters.slice(typed.cursor).join('');
  const offer = (before: string, candidates: readonly Candidate[]): Completion | undefined =>
    candidates.length === 0 ? undefined : { typed, before, after, candidates, index: 0 };
  const [beginning, name] = /^\/(\S*)\s/.exec(left) ?? [];
  const isCommand = beginning !== undefined;
  if (!isCommand && left.startsWith('/') && !left.startsWith('//'))
    return offer('/', fitting(commandCandidates(context), left.slice(1)));
  const quoted = (isCommand ? /(?:"[^"]*|\S*)$/ : /\S*$/).exec(left)?.[0] ?? '';
  const before = left.slice(0, left.length - quoted.length);
  const piece = quoted.replace(/^"/, '');
  const complete = isCommand
    ? findSlashCommand(context.tables.commands, name ?? '')?.complete
    : nicks;
  const known = complete?.(context, { before: before.slice(beginning?.length), piece }) ?? [];
  return offer(
    before,
    fitting(known, piece).map((candidate) => {
      const text = isCommand ? asArgument(candidate.text) : candidate.text;
      const isAddress = !isCommand && before === '';
      return { ...candidate, label: candidate.text, text: isAddress ? `${text}: ` : text };
    }),
  );
};

/** Chooses the next (1) or previous (-1) candidate, wrapping around. */
export const chooseBy = (completion: Completion, by: 1 | -1): Completion => {
  const { length } = completion.candidates;
  return { ...completion, index: (completion.index + by + length) % length };
};
