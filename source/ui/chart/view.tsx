import type { BoxProps } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { chartContent } from './chart-content.ts';

/** The chart, in the place of the log. */
export const Chart = (box: Pick<BoxProps, 'flexGrow' | 'flexBasis'>): ReactNode => {
  const session = useMqttSession('messages');
  const ui = useUi('selected', 'chart');
  const isFocused = useMode() === 'log';
  const pane = usePaneBox('log');
  const { rows, ...edges } = chartContent(session, ui, pane, isFocused) ?? { rows: [], title: '' };
  return (
    <Pane box={pane} isFocused={isFocused} {...edges} {...box}>
      <StyledRows rows={rows} />
    </Pane>
  );
};
