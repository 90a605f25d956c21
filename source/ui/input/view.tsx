import { Box, type DOMElement, useWindowSize } from 'ink';
import { type ReactNode, use, useRef } from 'react';
import { TablesContext } from '../tables-context.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTextCursor } from '../layout/text-cursor.ts';
import { modeOf } from '../ui-state.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUiState } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { inputBox } from './input-box.ts';

/** The box grows with what is typed, to this share of the screen. */
const share = 1 / 3;

/** The box at the bottom; when the text is longer than the box, the part with the cursor. */
export const InputPane = (): ReactNode => {
  const session = useMqttSession('connection', 'rooms');
  const tables = use(TablesContext);
  const state = useUiState();
  const screen = useWindowSize();
  const pane = usePaneBox('input');
  const text = useRef<DOMElement>(null);
  const { title, rows, cursor } = inputBox({ session, tables }, state, Math.max(1, pane.columns));
  const height = Math.min(rows.length, Math.max(1, Math.floor(screen.rows * share)));
  const top = cursor === undefined ? 0 : Math.max(0, cursor.y - height + 1);
  useTextCursor(text, cursor === undefined ? undefined : { x: cursor.x, y: cursor.y - top });
  const mode = modeOf(state);
  const isFocused = mode !== 'tree' && mode !== 'log' && mode !== 'details';
  return (
    <Pane box={pane} title={title} isFocused={isFocused} height={height + 2}>
      <Box ref={text}>
        <StyledRows rows={pane.columns === 0 ? [] : rows.slice(top, top + height)} />
      </Box>
    </Pane>
  );
};
