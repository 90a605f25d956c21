import { memo, type ReactNode } from 'react';
import type { Person } from '../../model/person.ts';
import type { MqttSession } from '../../session/session.ts';
import { plural } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { nickLook } from '../theme/nick-look.ts';
import type { Look } from '../theme/theme.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUi } from '../use-ui.ts';
import { Row } from '../widgets/row.tsx';
import { checkMark } from './shown-nick.ts';
import { DeviceSection, deviceSectionHeight } from './device-section.tsx';
import { isVerified, nameOf, peopleOf } from './people-list.ts';

type PersonRowProps = {
  readonly name: string;
  readonly look: Look;
  /** Away, silent, ignored. */
  readonly state: string;
  readonly isVerified: boolean;
  readonly width: number;
};

const PersonRow = memo(
  ({ name, look, state, isVerified: hasMark, width }: PersonRowProps): ReactNode => (
    <Row
      width={width}
      start={[{ text: name, look }]}
      end={[
        { text: state, look: 'dim' },
        { text: hasMark ? ` ${checkMark}` : '', look: 'good' },
      ]}
    />
  ),
);

const stateOf = ({ user, state, isQuiet }: Person, { chat }: MqttSession): string => {
  if (chat?.attention.isIgnored(user) === true) return ' ignored';
  if (isQuiet === true) return ' silent';
  return state === 'away' ? ' away' : '';
};

/** One entry per client and key; a client without an identifier goes by its nick alone. */
const keyOf = ({ clientId, key = '', user }: Person): string =>
  clientId === undefined ? `speaker ${user}` : `client ${key}/${clientId}`;

/** The people in the shown room, by name, as many as fit; nothing in it can be selected. */
export const PeoplePane = memo(({ width }: { readonly width: number }): ReactNode => {
  const session = useMqttSession('rooms', 'work');
  const ui = useUi('selected', 'showsDevices');
  const pane = usePaneBox('people');
  const room = peopleOf(session, ui);
  if (room === undefined) return null;
  const people = room.people.list();
  const below = ui.showsDevices ? deviceSectionHeight(session, people.length, pane.rows) : 0;
  const shown = people.slice(0, pane.rows - below);
  const unlisted = below === 0 ? 0 : (session.monitor?.devices.counts.all ?? 0) - below + 1;
  const more = people.length - shown.length + unlisted;
  return (
    <Pane
      box={pane}
      title={plural(people.length, 'person', 'people')}
      footnote={more > 0 ? `${more} more` : ''}
      isFocused={false}
      width={width}
    >
      {shown.map((person) => {
        const state = stateOf(person, session);
        return (
          <PersonRow
            key={keyOf(person)}
            name={nameOf(person, room)}
            look={state === '' ? nickLook(person.user) : 'dim'}
            state={state}
            isVerified={session.chat !== undefined && isVerified(person, session.chat.attention)}
            width={pane.columns}
          />
        );
      })}
      <DeviceSection rows={below} width={pane.columns} />
    </Pane>
  );
});
