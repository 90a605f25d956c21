import { Box, useBoxMetrics, type DOMElement } from 'ink';
import { type ReactNode, useRef } from 'react';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMode, useUi } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { candidateRows, candidateWindow } from './completion-rows.ts';

/** What Tab offers, over the lower part of what stands above the input box. */
export const CompletionList = (): ReactNode => {
  const { completion } = useUi('completion');
  const isTyped = useMode() === 'input';
  const around = useRef<DOMElement>(null);
  const { height } = useBoxMetrics(around);
  const pane = usePaneBox('completion');
  if (completion === undefined || !isTyped) return null;
  const [top, end] = candidateWindow(completion, height);
  return (
    <Box
      ref={around}
      position="absolute"
      top={0}
      bottom={0}
      left={0}
      right={0}
      justifyContent="flex-end"
      flexDirection="column"
    >
      <Pane
        box={pane}
        title="Enter takes · Esc leaves"
        note={`${completion.index + 1} of ${completion.candidates.length}`}
        isFocused
        height={end - top + 2}
      >
        <StyledRows rows={candidateRows(completion, [top, end], pane.columns)} />
      </Pane>
    </Box>
  );
};
