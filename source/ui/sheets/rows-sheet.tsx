import { Box, type DOMElement } from 'ink';
import { type ReactNode, useRef } from 'react';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTextCursor } from '../layout/text-cursor.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUiState } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import type { RowsSheet, SheetKind } from './sheet-kind.ts';

/** A sheet that makes its own rows, as a component. */
export const rowsSheet = <S,>({ draw, ...kind }: RowsSheet<S>): SheetKind<S> => {
  const View = ({ sheet }: { readonly sheet: S }): ReactNode => {
    const session = useMqttSession('connection', 'rooms', 'topics', 'messages', 'work');
    const state = useUiState();
    const isWorkedIn = useMode() === 'sheet';
    const pane = usePaneBox('sheet');
    const text = useRef<DOMElement>(null);
    const { rows, cursor, ...edges } =
      pane.columns === 0
        ? { rows: [], cursor: undefined, title: '' }
        : draw(sheet, { session, state, now: session.clock.moment.now }, pane);
    useTextCursor(text, isWorkedIn ? cursor : undefined);
    return (
      <Pane box={pane} isFocused flexGrow={1} {...edges}>
        <Box ref={text}>
          <StyledRows rows={rows.slice(0, pane.rows)} />
        </Box>
      </Pane>
    );
  };
  return { View, ...kind };
};
