import { stripVTControlCharacters } from 'node:util';
import { Box, renderToString } from 'ink';
import type { ReactNode } from 'react';
import type { CellSize } from '../../source/ui/layout/cell-size.ts';
import { UiStoreContext } from '../../source/ui/use-ui.ts';
import { Workspace } from '../../source/session/workspace.ts';
import { SessionContext } from '../../source/ui/use-mqtt-session.ts';
import type { AtScreen } from './at-screen.ts';

/** The rows of one part of a person's screen, drawn in a separate box; without colours. */
export const drawPart = (
  { session, store }: Pick<AtScreen, 'session' | 'store'>,
  part: ReactNode,
  { columns, rows }: CellSize,
): string[] =>
  stripVTControlCharacters(
    renderToString(
      <SessionContext value={new Workspace({ first: { session } })}>
        <UiStoreContext value={store}>
          <Box width={columns} height={rows}>
            {part}
          </Box>
        </UiStoreContext>
      </SessionContext>,
      { columns },
    ),
  ).split('\n');
