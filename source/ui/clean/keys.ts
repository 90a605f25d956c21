import { printable } from '../../payload/printable.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { count, plural } from '../draw/figures.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import { firstShown } from '../widgets/list-window.ts';
import { rowsAbove } from './state.ts';

/** Rows of the list. */
const roomOf = ({ boxes }: Controls): number => Math.max(1, boxes.inside('sheet').rows - rowsAbove);

/** Scrolls the list down (or, negative, up) by rows, as far as there are some. */
export const scrollClean = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls, 'clean');
  if (sheet === undefined) return;
  const topics = controls.session.cleaning?.topics.length ?? 0;
  const room = roomOf(controls);
  const top = firstShown(firstShown(sheet.top, topics, room) + by, topics, room);
  controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, top } });
};

/** Whether Enter would clear something. */
const canClear = (controls: Controls): boolean => {
  const { cleaning } = controls.session;
  return (
    cleaning?.state === 'found' &&
    cleaning.topics.length > 0 &&
    openSheet(controls, 'clean')?.isDry === false
  );
};

const askToClear = (controls: Controls): void => {
  const { cleaning } = controls.session;
  const sheet = openSheet(controls, 'clean');
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

const where = 'clean';

/** The keys of the sheet. */
export const cleanBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'k'], where, does: 'scroll up', run: (c) => scrollClean(c, -1) },
  { keys: ['Down', 'j'], where, does: 'scroll down', run: (c) => scrollClean(c, 1) },
  { keys: ['PageUp'], where, does: 'a page up', run: (c) => scrollClean(c, -roomOf(c)) },
  {
    keys: ['PageDown', 'Space'],
    where,
    does: 'a page down',
    run: (c) => scrollClean(c, roomOf(c)),
  },
  { keys: ['Home'], where, does: 'to the first', run: (c) => scrollClean(c, -Infinity) },
  { keys: ['End'], where, does: 'to the last', run: (c) => scrollClean(c, Infinity) },
  {
    keys: ['Enter'],
    where,
    does: 'clear all that is listed, after a question',
    hint: 'clear',
    hintWhen: canClear,
    run: askToClear,
  },
  {
    keys: ['Esc', 'Ctrl+C'],
    where,
    does: 'close it; while it clears, ask whether to stop',
    hint: 'close',
    run: leave,
  },
];
