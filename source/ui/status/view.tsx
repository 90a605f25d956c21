import { useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import type { ActionContext } from '../action-context.ts';
import { keyHints } from '../keys/handle-key.ts';
import { retriesOnEnter } from '../input/retry.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUiState } from '../use-ui.ts';
import { Row } from '../widgets/row.tsx';
import { statusSpans } from './status-spans.ts';

/** The status line: connection, nick, traffic and key hints. */
export const StatusLine = ({ context }: { readonly context: ActionContext }): ReactNode => {
  const session = useMqttSession('connection', 'rooms', 'topics', 'work');
  // Which keys are enabled may depend on any part of the state.
  useUiState();
  const { columns } = useWindowSize();
  const keys = { hints: keyHints(context), retriesOnEnter: retriesOnEnter(context) };
  return <Row width={columns} {...statusSpans(session, keys, columns, session.clock.reading)} />;
};
