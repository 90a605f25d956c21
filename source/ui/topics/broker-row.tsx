import { type ReactNode, use } from 'react';
import type { MqttSession } from '../../session/session.ts';
import { unreadIn } from '../rooms/unread-in.ts';
import { serverName } from '../server-name.ts';
import { SessionStoresContext } from '../session-stores.ts';
import { stateSign } from '../status/state-sign.ts';
import type { Look } from '../theme/theme.ts';
import type { UiState } from '../ui-state.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { Row } from '../widgets/row.tsx';
import { unreadSpans } from './room-row.tsx';
import { selectionMark } from './topic-row.tsx';
import { leadingMarks } from './topic-marks.ts';

/** What a broker waits for that is not the current one: its forms do not take the keys from another. */
const wantedOf = ({ credentials, name }: Pick<UiState, 'credentials' | 'name'>): string => {
  if (credentials !== undefined) return 'password?';
  return name === undefined ? '' : 'name?';
};

type BrokerRowProps = {
  readonly session: MqttSession;
  readonly isFolded: boolean;
  readonly width: number;
  /** The look of the selected row; otherwise `undefined`. */
  readonly selection: Look | undefined;
  /** Whether it stays while the rows below it scroll past. */
  readonly isAbove: boolean;
};

/** The heading of a broker: its name, whether it is connected, and what is unread in all its rooms. */
export const BrokerRow = ({
  session,
  isFolded,
  width,
  selection,
  isAbove,
}: BrokerRowProps): ReactNode => {
  const { current } = useMqttSession('all', 'connection', 'rooms');
  const state = use(SessionStoresContext)?.of(session).getState();
  const wanted = session === current || state === undefined ? '' : wantedOf(state);
  const { unread, mentions } = unreadIn(session);
  return (
    <Row
      width={width}
      start={[
        selectionMark(selection),
        leadingMarks[isFolded ? 'closed' : 'open'],
        stateSign(session.status),
        { text: ` ${serverName(session)}`, look: 'strong' },
      ]}
      end={[
        ...(session.isReadOnly ? [{ text: ' read-only ', look: 'dim' } as const] : []),
        ...(wanted === '' ? [] : [{ text: ` ${wanted} `, look: 'attention' } as const]),
        ...unreadSpans(unread, mentions),
      ]}
      look={selection ?? (isAbove ? 'dim' : undefined)}
    />
  );
};
