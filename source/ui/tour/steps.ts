import type { MqttSession } from '../../session/session.ts';
import { newestAt } from '../../model/staleness.ts';
import type { ActionContext } from '../action-context.ts';
import { toggleSeries } from '../chart/actions.ts';
import { showsChart } from '../chart/state.ts';
import { inputActions } from '../input/input-actions.ts';
import { keyOf, keyOfCommand } from '../keys/key-of.ts';
import { chooseMarked } from '../palette/keys.ts';
import { goToFirstRoom } from '../rooms/keys.ts';
import { screenActions } from '../screen-actions.ts';
import type { UiState } from '../ui-state.ts';

/** What a step is judged by. */
export type TourView = { readonly session: MqttSession; readonly state: UiState };

/** A step of the tour. */
export type TourStep = {
  /** What to do, in one sentence; it names no pane by its place, which depends on the screen's size. */
  readonly sentence: (context: Pick<ActionContext, 'tables'>) => string;
  /** Whether the person has done it, by what is on the screen and on the broker, not by the key. */
  readonly isDone: (view: TourView, since: number) => boolean;
};

/** What the demo's house has, as this tour knows it. */
const place = {
  thermometer: 'zigbee2mqtt/lounge/climate',
  command: 'cmnd/boiler/POWER',
  answer: 'stat/boiler/POWER',
} as const;

/** How many of the newest lines may be what the person has said. */
const newestLines = 50;

const hasSpoken = ({ session }: TourView, since: number): boolean =>
  [...(session.chat?.rooms.values() ?? [])].some(({ lines }) =>
    Array.from({ length: newestLines }, (_, index) => lines.at(lines.end - 1 - index)).some(
      (line) => line?.kind === 'said' && line.delivery !== undefined && line.at >= since,
    ),
  );

const hasAnswered = ({ session }: TourView, since: number): boolean => {
  const tree = session.monitor?.tree;
  const node = tree?.find(place.answer);
  return tree !== undefined && node !== undefined && (newestAt(tree, node) ?? 0) >= since;
};

/** Watch, chart, compare, publish, chat. */
export const tourSteps: readonly TourStep[] = [
  {
    sentence: (c) =>
      `Watch: ${keyOf(c, screenActions.nextPane)} goes from pane to pane: go to the tree with the topics of the house.`,
    isDone: ({ state }) => state.focus === 'tree',
  },
  {
    sentence: (c) =>
      `${keyOfCommand(c, 'jump')} finds anything: type lounge climate, and press ${keyOf(c, chooseMarked)}.`,
    isDone: ({ state }) => state.selected?.topic === place.thermometer,
  },
  {
    sentence: (c) =>
      `Chart: ${keyOf(c, toggleSeries)} offers the numbers of this topic to draw over time.`,
    // A line, and the comparison that follows, take two messages.
    isDone: ({ session, state }) =>
      showsChart(state) && (session.monitor?.tree.find(place.thermometer)?.kept ?? 0) > 1,
  },
  {
    sentence: (c) =>
      `Compare: ${keyOfCommand(c, 'compare')} compares the two newest messages of this topic.`,
    isDone: ({ state }) => state.sheet?.kind === 'compare',
  },
  {
    sentence: (c) =>
      `Publish: ${keyOf(c, screenActions.closeSheet)} goes back, ${keyOf(c, inputActions.beginCommand)} opens the command line: type pub ${place.command} off, and the boiler answers on ${place.answer}.`,
    isDone: hasAnswered,
  },
  {
    sentence: (c) =>
      `Chat: ${keyOf(c, goToFirstRoom)} goes to the room. Say hello, and see who answers.`,
    isDone: hasSpoken,
  },
];
