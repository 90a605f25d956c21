import { commandCandidates, mentionable } from './candidates.ts';
import { gradeOf, grades } from '../fuzzy/grade.ts';
import { withoutAccents } from '../fuzzy/without-accents.ts';
import { textOf } from '../widgets/line-editor.ts';
import type { Candidate } from './state.ts';
import { type ActionContext, findSlashCommand } from '../action-context.ts';
import { asArgument } from '../../format/command-arguments.ts';
import type { Completion } from './state.ts';

/** The most candidates to offer. */
const limit = 100;

/** From this many characters on, candidates that merely contain them are offered too. */
const containedFrom = 2;

const folded = (text: string): string => withoutAccents(text).toLowerCase();

/** The candidates for a typed piece, ignoring case and accents: first those that begin with it, then those that contain it. */
const fitting = (candidates: readonly Candidate[], typed: string): Candidate[] => {
  const start = folded(typed);
  const begin: Candidate[] = [];
  const contain: Candidate[] = [];
  for (const candidate of candidates) {
    const at = folded(candidate.text).indexOf(start);
    if (at === 0) begin.push(candidate);
    else if (at > 0 && start.length >= containedFrom) contain.push(candidate);
  }
  return [...begin, ...contain].slice(0, limit);
};

/** The fewest letters by which a command is found other than by its start. */
const fewest: Readonly<Record<number, number>> = {
  [grades.inOnePiece]: containedFrom,
  [grades.scattered]: containedFrom,
  [grades.described]: 3,
};

/** The commands for a typed name, best first. */
const commandsFor = (candidates: readonly Candidate[], typed: string): readonly Candidate[] => {
  if (typed === '') return candidates.slice(0, limit);
  const graded = candidates.flatMap((candidate) => {
    const grade = gradeOf(`/${candidate.text.trim()}`, candidate.about, typed);
    return grade !== undefined && typed.length >= (fewest[grade] ?? 0)
      ? [{ candidate, grade }]
      : [];
  });
  return graded
    .toSorted((one, other) => other.grade - one.grade)
    .map(({ candidate }) => candidate)
    .slice(0, limit);
};

/** The piece before the cursor and its completions; `undefined` if there are none. */
export const completeInput = (
  context: Pick<ActionContext, 'session' | 'state' | 'tables' | 'profiles' | 'workspace'>,
): Completion | undefined => {
  const typed = context.state().input;
  const left = typed.characters.slice(0, typed.cursor).join('');
  const after = typed.characters.slice(typed.cursor).join('');
  const offer = (before: string, candidates: readonly Candidate[]): Completion | undefined =>
    candidates.length === 0
      ? undefined
      : { typed, before, after, candidates, index: 0, isOffered: false };
  const [beginning, name] = /^\/(\S*)\s/.exec(left) ?? [];
  const isCommand = beginning !== undefined;
  if (!isCommand && left.startsWith('/') && !left.startsWith('//'))
    return offer('/', commandsFor(commandCandidates(context), left.slice(1)));
  const quoted = (isCommand ? /(?:"[^"]*|\S*)$/ : /\S*$/).exec(left)?.[0] ?? '';
  const before = left.slice(0, left.length - quoted.length);
  const piece = quoted.replace(/^"/, '');
  const complete = isCommand
    ? findSlashCommand(context.tables.commands, name ?? '')?.complete
    : mentionable;
  const known = complete?.(context, { before: before.slice(beginning?.length), piece }) ?? [];
  return offer(
    before,
    fitting(known, piece).map((candidate) => {
      const text = isCommand ? asArgument(candidate.text) : candidate.text;
      const isAddress = !isCommand && before === '' && !piece.startsWith('@');
      return { ...candidate, label: candidate.text, text: isAddress ? `${text}: ` : text };
    }),
  );
};

/** The commands to offer while the name of one is typed; `undefined` anywhere else. */
export const offeredCommands = (
  context: Pick<ActionContext, 'session' | 'state' | 'tables' | 'profiles' | 'workspace'>,
): Completion | undefined => {
  const { input } = context.state();
  const isName = /^\/[^\s/]*$/.test(textOf(input)) && input.cursor === input.characters.length;
  const completion = isName ? completeInput(context) : undefined;
  return completion === undefined ? undefined : { ...completion, isOffered: true };
};

/** Whether commands are listed while the name of one is typed. */
export const isOffering = ({ state }: ActionContext): boolean =>
  state().completion?.isOffered === true;

/** Whether the whole name of a command is typed, so that Enter runs it. */
export const isWholeCommand = ({ state, tables }: ActionContext): boolean =>
  findSlashCommand(tables.commands, textOf(state().input).slice(1)) !== undefined;

/** Inserts the candidate at an index, counted on from the end to the start and back. */
export const choose = (completion: Completion, index: number): Completion => {
  const { length } = completion.candidates;
  return { ...completion, index: (index + length) % length, isOffered: false };
};
