import type { MqttSession } from '../session/session.ts';
import type { ActionContext } from './action-context.ts';
import type { SessionStores } from './session-stores.ts';

/** What the contexts of all sessions share. */
type Shared = Pick<ActionContext, 'workspace' | 'boxes' | 'terminal' | 'tables' | 'profiles'>;

/** What keys and commands may use, for each session: what begins on one broker never ends on another. */
export const actionContexts = (
  shared: Shared,
  stores: Pick<SessionStores, 'of'>,
): ((session: MqttSession) => ActionContext) => {
  const known = new WeakMap<MqttSession, ActionContext>();
  const of = (session: MqttSession): ActionContext => {
    const before = known.get(session);
    if (before !== undefined) return before;
    const { getState, dispatch } = stores.of(session);
    const context = { ...shared, session, of, state: getState, dispatch };
    known.set(session, context);
    return context;
  };
  return of;
};
