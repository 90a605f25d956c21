import type { BoxProps } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { detailedMessage } from './detailed-message.ts';
import { detailsContent } from './details-pane.ts';
import { detailsView } from './details-view.ts';

/** One message in full. */
export const Details = (box: Pick<BoxProps, 'flexGrow' | 'flexBasis'>): ReactNode => {
  const session = useMqttSession('messages');
  const ui = useUi('selected', 'cursor', 'showsDetails', 'details', 'prompt');
  const isFocused = useMode() === 'details';
  const pane = usePaneBox('details');
  const view = detailsView(session, ui, detailedMessage(session, ui), pane);
  const { rows, ...edges } =
    view === undefined
      ? { rows: [] }
      : detailsContent(
          view,
          isFocused || ui.prompt?.kind === 'details',
          ui.details.cursor !== undefined,
        );
  const title = ui.cursor === undefined ? 'Newest' : 'Pointed at';
  return (
    <Pane
      box={pane}
      title={view === undefined ? 'Details' : title}
      isFocused={isFocused}
      {...edges}
      {...box}
    >
      <StyledRows rows={rows} />
    </Pane>
  );
};
