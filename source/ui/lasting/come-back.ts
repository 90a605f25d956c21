import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { changeSelection } from '../topics/change-selection.ts';
import type { Selection } from '../topics/state.ts';
import type { UiState } from '../ui-state.ts';

/** How long after connecting, in ms, a room or topic may appear and still be selected: later it would surprise. */
const patience = 5000;

/** What changes in these parts is somebody's doing: then the selection is theirs. */
const touched = [
  'selected',
  'input',
  'prompt',
  'begun',
  'sheet',
  'reading',
  'question',
] as const satisfies readonly (keyof UiState)[];

const isThere = ({ chat, monitor }: MqttSession, { kind, topic }: Selection): boolean =>
  (kind === 'room' ? chat?.conversation(topic) : monitor?.tree.find(topic)) !== undefined;

/**
 * Selects what was selected last as soon as it is there, soon after connecting, unless the user has begun
 * something else. Returns how to give that up.
 */
export const comeBack = (context: ActionContext, selection: Selection): (() => void) => {
  const { session, state, dispatch } = context;
  const first = state();
  let connectedAt: number | undefined;
  const look = (): void => {
    const now = state();
    if (session.status.state === 'connected') connectedAt ??= performance.now();
    const isLate = connectedAt !== undefined && performance.now() - connectedAt > patience;
    if (isLate || touched.some((part) => now[part] !== first[part])) stop();
    // A name or a password is asked for.
    else if (
      now.name === undefined &&
      now.credentials === undefined &&
      isThere(session, selection)
    ) {
      stop();
      changeSelection(context, selection);
      if (selection.kind === 'topic') dispatch({ type: 'pane-focused', pane: 'tree' });
    }
  };
  const stop = session.clock.subscribe(look);
  look();
  return stop;
};
