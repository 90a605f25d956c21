import { showsChart } from '../chart/chart-content.ts';
import { chooseSide, compareHere, exchange, markMessage } from './compare-actions.ts';
import { comparePage, goToChange, scrollBy } from './compare-sheet.ts';
import type { Controls, KeyBinding, SlashCommand } from '../controls.ts';
import { inTopicLog, isOnTopic } from '../log/on-topic.ts';

const toggleTable = (controls: Controls): string | undefined => {
  const { state, dispatch } = controls;
  const { isTable, chart } = state();
  if (!isOnTopic(controls) && !showsChart(state()))
    return 'Choose a topic first: the table is of its messages.';
  // What is asked for is to be seen.
  dispatch({ type: 'table-shown', isShown: chart.isShown || !isTable });
  dispatch({ type: 'chart-changed', chart: { ...chart, isShown: false } });
  return undefined;
};

/** Does something, and tells why it could not. */
const told =
  (run: (controls: Controls) => string | undefined) =>
  (controls: Controls): void => {
    const problem = run(controls);
    if (problem !== undefined) controls.session.notify(problem);
  };

/** The rows of the table of keys that are about messages beside each other. */
export const compareBindings: readonly KeyBinding[] = [
  inTopicLog({
    keys: ['t'],
    does: 'the messages as a table, and back',
    hint: 'table',
    run: told(toggleTable),
  }),
  inTopicLog({
    keys: ['m'],
    does: 'mark a message to compare others with it',
    run: told(markMessage),
  }),
  inTopicLog({
    keys: ['='],
    does: 'compare with the marked message, or with the one before',
    run: told(compareHere),
  }),
  {
    keys: ['='],
    where: 'details',
    does: 'compare with the marked message, or with the one before',
    run: told(compareHere),
  },
  { keys: ['n'], where: 'compare', does: 'the next change', run: (c) => goToChange(c, 1) },
  { keys: ['N'], where: 'compare', does: 'the change before', run: (c) => goToChange(c, -1) },
  {
    keys: ['Left', 'h'],
    where: 'compare',
    does: 'to the left (or upper) message',
    run: (c) => chooseSide(c, 'left'),
  },
  {
    keys: ['Right', 'l'],
    where: 'compare',
    does: 'to the right (or lower) message',
    run: (c) => chooseSide(c, 'right'),
  },
  { keys: ['<'], where: 'compare', does: 'an older one in its place', run: (c) => exchange(c, -1) },
  { keys: ['>'], where: 'compare', does: 'a newer one in its place', run: (c) => exchange(c, 1) },
  { keys: ['Up', 'k'], where: 'compare', does: 'scroll up', run: (c) => scrollBy(c, -1) },
  { keys: ['Down', 'j'], where: 'compare', does: 'scroll down', run: (c) => scrollBy(c, 1) },
  {
    keys: ['PageUp'],
    where: 'compare',
    does: 'a page up',
    run: (c) => scrollBy(c, -comparePage(c)),
  },
  {
    keys: ['PageDown', 'Space'],
    where: 'compare',
    does: 'a page down',
    run: (c) => scrollBy(c, comparePage(c)),
  },
  { keys: ['Home'], where: 'compare', does: 'to the start', run: (c) => scrollBy(c, -Infinity) },
  { keys: ['End'], where: 'compare', does: 'to the end', run: (c) => scrollBy(c, Infinity) },
];

/** The slash commands that are about messages beside each other. */
export const compareCommands: readonly SlashCommand[] = [
  {
    name: 'table',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'the messages of the topic as a table, and back',
    run: toggleTable,
  },
  {
    name: 'mark',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'mark the message pointed at, or the newest, to compare others with it',
    run: markMessage,
  },
  {
    name: 'compare',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'compare the message pointed at with the marked one, or with the one before',
    run: compareHere,
  },
];
