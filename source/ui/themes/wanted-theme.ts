import type { Workspace } from '../../session/workspace.ts';
import type { SessionStores } from '../session-stores.ts';
import type { WantedTheme } from '../theme/themed.tsx';
import { shownTheme } from './shown-theme.ts';

/** The theme of the current session. */
export const wantedTheme = (workspace: Workspace, stores: SessionStores): WantedTheme => ({
  get: () => shownTheme(stores.of(workspace.current).getState()),
  subscribe: (listener) => {
    const stops = [
      workspace.subscribe(listener),
      workspace.each(({ session }) => stores.of(session).subscribe(listener)),
    ];
    return () => stops.forEach((stop) => stop());
  },
});
