import type { ReactNode } from 'react';
import { plural } from '../draw/figures.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUi } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { peopleOf, peopleRows } from './people-list.ts';

/** Columns of the list, border included. */
const width = 22;

/** Who is in the room that is shown; nothing to go to. */
export const People = (): ReactNode => {
  const session = useMqttSession('rooms', 'conversation');
  const ui = useUi('selected', 'showsDevices');
  const pane = usePaneBox();
  const room = peopleOf(session, ui);
  if (room === undefined) return null;
  const { rows, more } = peopleRows(session, room, pane, ui.showsDevices);
  return (
    <Pane
      box={pane}
      title={plural(room.people.list().length, 'person', 'people')}
      footnote={more > 0 ? `${more} more` : ''}
      isFocused={false}
      width={width}
    >
      <StyledRows rows={rows} />
    </Pane>
  );
};
