import { useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import type { ActionContext } from '../action-context.ts';
import { keyHints } from '../keys/handle-key.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { modeOf } from '../ui-state.ts';
import { useUiState } from '../use-ui.ts';
import { Row } from '../widgets/row.tsx';
import { statusSpans } from './status-spans.ts';

/** The status line: connection, nick and key hints. */
export const StatusLine = ({ context }: { readonly context: ActionContext }): ReactNode => {
  const session = useMqttSession('topics', 'work');
  const workspace = useMqttSession('all', 'connection', 'rooms');
  // Which keys are enabled may depend on any part of the state.
  const state = useUiState();
  const { columns } = useWindowSize();
  const hinted = { hints: keyHints(context), isInPane: modeOf(state) === state.focus };
  const { start, end } = statusSpans(workspace, hinted, columns, session.clock.reading);
  return <Row width={columns} start={start} end={end} />;
};
