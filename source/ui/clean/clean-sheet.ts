import { sharedSubscription, topicFilterProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { RetainedCleaning } from '../../session/retained/retained-cleaning.ts';
import { fit, wrapCells } from '../draw/cells.ts';
import { cleanSentence } from './clean-sentence.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { count, plural, size } from '../draw/figures.ts';
import { endOfName } from '../draw/name-end.ts';
import { palette } from '../draw/palette.ts';
import type { RowsSheet, View } from '../sheets/sheet-kind.ts';
import { payloadLine } from '../draw/payload-line.ts';
import { row } from '../draw/row.ts';
import type { SheetBase } from '../sheets/sheet-base.ts';

/** What is retained on the topics that filters match, to be cleared. */
export type CleanSheet = SheetBase & {
  readonly kind: 'clean';
  /** It only lists. */
  readonly isDry: boolean;
  /** The first topic that is shown. */
  readonly top: number;
};

const sizeWidth = 10;

/** So much of a topic is looked at for its end, characters. */
const longestName = 400;

/** Above the list stands the sentence; where it takes one row, the second is empty. */
const rowsAbove = 2;

const topicRow = (
  { session, state }: View,
  cleaning: RetainedCleaning,
  topic: string,
  width: number,
): string => {
  const isCleared = cleaning.isCleared(topic);
  const last = isCleared ? undefined : session.monitor?.last(topic);
  const nameWidth = Math.min(Math.floor(width / 2), 60);
  return row(
    [
      {
        text: fit(endOfName(printable(topic, longestName), nameWidth - 1), nameWidth),
        style: palette.topic,
      },
      {
        text: fit(isCleared ? 'cleared' : size(cleaning.sizeOf(topic)), sizeWidth, 'end'),
        style: isCleared ? palette.dim : palette.plain,
      },
      { text: '  ' },
      {
        text: last === undefined ? '' : payloadLine(session, state)(last, width),
        style: palette.dim,
      },
    ],
    width,
  );
};

const footnote = (cleaning: RetainedCleaning | undefined, isDry: boolean): string => {
  if (cleaning?.state === 'clearing') return 'Esc stops it, after a question · ↑↓ scrolls';
  const clears = cleaning?.state === 'found' && cleaning.topics.length > 0 && !isDry;
  return `${clears ? 'Enter clears, after a question · ' : ''}Esc closes · ↑↓ scrolls`;
};

/** How the sheet looks. */
export const cleanSheet: RowsSheet<CleanSheet> = {
  draw: (sheet, view, { columns, rows: height }) => {
    const { cleaning } = view.session;
    const topics = cleaning?.topics ?? [];
    const room = Math.max(1, height - rowsAbove);
    const top = Math.max(0, Math.min(sheet.top, topics.length - room));
    const { text, style } =
      cleaning === undefined
        ? { text: '', style: palette.plain }
        : cleanSentence(cleaning, sheet.isDry);
    const parts = wrapCells(printable(text, 600), columns);
    // What is longer than the rows above the list is cut in the last of them.
    const sentence = [parts[0] ?? '', parts.slice(1).join(' ')];
    return {
      title: `Retained: ${printable(cleaning?.filters.join(' ') ?? '', columns)}`,
      ...(topics.length === 0
        ? {}
        : {
            note: `${count(top + 1)}–${count(Math.min(topics.length, top + room))} of ${plural(topics.length, 'topic', 'topics')}`,
          }),
      footnote: footnote(cleaning, sheet.isDry),
      rows: [
        ...sentence.map((part) => row([{ text: part, style }], columns)),
        ...(cleaning === undefined
          ? []
          : topics.slice(top, top + room).map((topic) => topicRow(view, cleaning, topic, columns))),
      ],
    };
  },
  scroll: (controls, by) => moveBy(controls, by),
};

const openSheet = ({ state }: Controls): CleanSheet | undefined => {
  const { sheet } = state();
  return sheet?.kind === 'clean' ? sheet : undefined;
};

/** Rows of the list, and of what stands around it on the screen. */
const roomOf = ({ boxes }: Controls): number => Math.max(1, boxes.inside('sheet').rows - rowsAbove);

const moveBy = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls);
  if (sheet === undefined) return;
  const last = (controls.session.cleaning?.topics.length ?? 0) - roomOf(controls);
  const top = Math.max(0, Math.min(last, Math.max(0, Math.min(sheet.top, last)) + by));
  controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, top } });
};

/** Whether Enter would clear something. */
const canClear = (controls: Controls): boolean => {
  const { cleaning } = controls.session;
  return (
    cleaning?.state === 'found' &&
    cleaning.topics.length > 0 &&
    openSheet(controls)?.isDry === false
  );
};

const askToClear = (controls: Controls): void => {
  const { cleaning } = controls.session;
  const sheet = openSheet(controls);
  if (sheet === undefined || cleaning?.state !== 'found' || cleaning.topics.length === 0) return;
  if (sheet.isDry) {
    controls.session.notify('This only lists; /clean without --dry-run clears.');
    return;
  }
  const what = plural(cleaning.topics.length, 'retained message', 'retained messages');
  controls.dispatch({
    type: 'asked',
    question: {
      text: `Clear ${what} at ${printable(cleaning.filters.join(' '), 200)}? This cannot be undone.`,
      ask: { about: 'clear-retained' },
    },
  });
};

/** Closes it; what is being cleared is stopped only after a question. */
const leave = (controls: Controls): void => {
  const { cleaning } = controls.session;
  if (cleaning?.state === 'clearing') {
    const { cleared, total } = cleaning.progress;
    cleaning.holdWhile(() => controls.state().question?.ask.about === 'stop-clearing');
    controls.dispatch({
      type: 'asked',
      question: {
        text: `Stop clearing? ${count(cleared)} of ${count(total)} are cleared, and stay so.`,
        ask: { about: 'stop-clearing' },
      },
    });
    return;
  }
  cleaning?.close();
  controls.dispatch({ type: 'sheet-changed', sheet: undefined });
};

/** Looks for what is retained on the topics that filters match, and lists it. */
export const openClean = (
  { session, dispatch }: Controls,
  filters: readonly string[],
  isDry: boolean,
): void => {
  if (session.recording !== undefined) {
    session.notify('This is a recording: there is no broker to clean.');
    return;
  }
  session.findRetained(filters);
  dispatch({ type: 'sheet-changed', sheet: { kind: 'clean', isDry, top: 0 } });
};

/** `/clean [FILTER]… [--dry-run]`; without a filter at and below the topic that is shown. */
export const cleanCommand = (controls: Controls, text: string): string | undefined => {
  const filters: string[] = [];
  let isDry = false;
  for (let left = text.trim(); left !== '';) {
    const problem = quoteProblem(left);
    if (problem !== undefined) return problem;
    const { first, rest } = takeArgument(left);
    if (first === '--dry-run') isDry = true;
    else filters.push(first);
    left = rest.trim();
  }
  const { selected } = controls.state();
  if (filters.length === 0 && selected?.kind === 'topic') filters.push(`${selected.topic}/#`);
  if (filters.length === 0) return 'Below which topic filter? /clean FILTER';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
    if (sharedSubscription(filter) !== undefined)
      return 'A shared subscription gets no retained messages; give the filter in it.';
  }
  openClean(controls, filters, isDry);
  return undefined;
};

/** The keys of the sheet. */
export const cleanBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'k'], where: 'clean', does: 'scroll up', run: (c) => moveBy(c, -1) },
  { keys: ['Down', 'j'], where: 'clean', does: 'scroll down', run: (c) => moveBy(c, 1) },
  { keys: ['PageUp'], where: 'clean', does: 'a page up', run: (c) => moveBy(c, -roomOf(c)) },
  {
    keys: ['PageDown', 'Space'],
    where: 'clean',
    does: 'a page down',
    run: (c) => moveBy(c, roomOf(c)),
  },
  { keys: ['Home'], where: 'clean', does: 'to the first', run: (c) => moveBy(c, -Infinity) },
  { keys: ['End'], where: 'clean', does: 'to the last', run: (c) => moveBy(c, Infinity) },
  {
    keys: ['Enter'],
    where: 'clean',
    does: 'clear all that is listed, after a question',
    hint: 'clear',
    hintWhen: canClear,
    run: askToClear,
  },
  {
    keys: ['Esc', 'Ctrl+C'],
    where: 'clean',
    does: 'close it; while it clears, ask whether to stop',
    hint: 'close',
    run: leave,
  },
];
