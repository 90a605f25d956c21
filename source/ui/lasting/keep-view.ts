import type { MqttSession } from '../../session/session.ts';
import type { KeptView } from '../../session/workspace.ts';
import type { UiStore } from '../ui-store.ts';
import { lastingView } from './lasting-view.ts';
import { readView } from './read-view.ts';

/** How long a change waits to be written, in ms: this much is lost if the program is killed. */
const writesAfter = 2000;

/** All that lasts, to be compared: a part has changed if it is another. */
const partsOf = ({ monitor }: MqttSession, { getState }: UiStore): readonly unknown[] => {
  const { selected, showsDetails, showsPeople, sizes, chart } = getState();
  const tree = monitor?.tree;
  return [
    selected,
    showsDetails,
    showsPeople,
    sizes,
    chart,
    tree?.view.order,
    tree?.view.branches.version,
    tree?.rooms.open.size,
  ];
};

/** Keeps a session's view up to date on the disk once something in it has changed. Returns how to stop, which writes the rest. */
export const keepView = (
  session: MqttSession,
  store: UiStore,
  { before, keep }: KeptView,
): (() => void) => {
  const restored = readView(before);
  let parts = partsOf(session, store);
  let timer: NodeJS.Timeout | undefined;
  let hasFailed = false;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const problem = keep(lastingView(session, store.getState(), restored));
    if (problem !== undefined && !hasFailed) session.notify(problem);
    hasFailed = problem !== undefined;
  };
  const look = (): void => {
    const now = partsOf(session, store);
    if (now.every((part, index) => part === parts[index])) return;
    parts = now;
    timer ??= setTimeout(write, writesAfter);
  };
  const stops = [store.subscribe(look), session.clock.subscribe(look)];
  return () => {
    for (const stop of stops) stop();
    look();
    if (timer !== undefined) write();
  };
};
