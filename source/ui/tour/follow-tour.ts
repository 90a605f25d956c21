import type { MqttSession } from '../../session/session.ts';
import type { ActionTables } from '../action-context.ts';
import type { UiStore } from '../ui-store.ts';
import { followStep, tourText } from './actions.ts';

/**
 * Goes on with the tour whenever what a step asks for has been done. `say` gets each new sentence,
 * where it is not drawn. Returns how to stop.
 */
export const followTour = (
  session: MqttSession,
  store: UiStore,
  tables: ActionTables,
  say?: (text: string) => void,
): (() => void) => {
  let said: string | undefined;
  const look = (): void => {
    followStep({ session, state: store.getState, dispatch: store.dispatch, tables });
    const text = tourText(tables, store.getState().tour);
    if (text !== undefined && text !== said) say?.(text);
    said = text;
  };
  const stops = [store.subscribe(look), session.clock.subscribe(look)];
  return () => stops.forEach((stop) => stop());
};
