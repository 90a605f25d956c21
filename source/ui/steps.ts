import { type ChartState, showsChart } from './chart/state.ts';
import type { PanesState } from './layout/state.ts';
import type { PaneName } from './layout/visible-panes.ts';
import { type LogPlace, logPlace } from './log/state.ts';
import type { TopicsState } from './topics/state.ts';

/** One step away from the input box, which Esc takes back. */
export type Step =
  | { readonly kind: 'pane'; readonly pane: PaneName }
  | { readonly kind: 'filter' | 'zoom' | 'chart' }
  /** An entry of the log was selected; `from` is where the log was. */
  | { readonly kind: 'entry'; readonly from: LogPlace };

/** The parts of the screen's state that steps are made of. */
type Stepping = Pick<PanesState, 'focus' | 'isZoomed'> &
  Pick<TopicsState, 'filter' | 'selected'> &
  LogPlace & { readonly chart: ChartState };

const isOn = {
  filter: ({ filter }: Stepping) => filter !== '',
  zoom: ({ isZoomed }: Stepping) => isZoomed,
  chart: showsChart,
  entry: ({ cursor }: Stepping) => cursor !== undefined,
} satisfies Record<Exclude<Step['kind'], 'pane'>, (state: Stepping) => boolean>;

const isPane = (step: Step, pane?: PaneName): boolean =>
  step.kind === 'pane' && (pane === undefined || step.pane === pane);

/** A pane that was left for another one comes up again without what was visited since. */
const walk = (steps: readonly Step[], to: PaneName): readonly Step[] => {
  const at = steps.findIndex((step) => isPane(step, to));
  if (at === -1 && to !== 'input') return [...steps, { kind: 'pane', pane: to }];
  return steps.filter((step, index) => index <= at || !isPane(step));
};

/** The filter is taken back in the tree alone, so its step comes behind the one into the tree. */
const placeFilter = (steps: readonly Step[], after: Stepping): readonly Step[] => {
  const tree = steps.findIndex((step) => isPane(step, 'tree'));
  if (tree === -1) return steps.filter(({ kind }) => kind !== 'filter');
  if (!isOn.filter(after) || steps.some(({ kind }) => kind === 'filter')) return steps;
  return steps.toSpliced(after.focus === 'tree' ? steps.length : tree + 1, 0, { kind: 'filter' });
};

/** The steps that led to a state, the last one made at the end. Pure. */
export const stepsAfter = (
  before: Stepping & { readonly steps: readonly Step[] },
  after: Stepping,
): readonly Step[] => {
  const changed = (['filter', 'zoom', 'chart', 'entry'] as const).filter(
    (kind) => isOn[kind](before) !== isOn[kind](after),
  );
  if (changed.length === 0 && before.focus === after.focus) return before.steps;
  const walked = before.focus === after.focus ? before.steps : walk(before.steps, after.focus);
  const kept = walked.filter((step) => step.kind === 'pane' || isOn[step.kind](after));
  const made = changed
    .filter((kind) => isOn[kind](after) && kind !== 'filter')
    .map((kind): Step => (kind === 'entry' ? { kind, from: logPlace(before) } : { kind }));
  return placeFilter([...kept, ...made], after);
};
