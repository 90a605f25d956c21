import { Box } from 'ink';
import type { ReactNode } from 'react';
import { plural } from '../../format/count.ts';
import { coarseDuration } from '../../format/duration.ts';
import { addressInWords } from '../../mqtt/server-address.ts';
import type { Server } from '../../mqtt/server-list.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useShownAges } from '../use-shown-ages.ts';
import { firstToSee, rowsBelow } from '../widgets/list-window.ts';
import { Paragraph } from '../widgets/paragraph.tsx';
import type { Span } from '../widgets/span.ts';
import { TableRow } from '../widgets/table-row.tsx';
import type { ServersSheet } from './state.ts';

/** The most rows for what is wrong with the marked server. */
const problemRows = 4;

const nameOf = ({ address }: Server): string =>
  address === undefined ? 'on this machine' : printable(addressInWords(address), 200);

/** What our connections do there. */
const workOn = ({ offeredChat, monitor }: MqttSession, server: Server): string => {
  const all = [
    ['chat', offeredChat?.connection],
    ['topics', monitor?.connection],
  ] as const;
  const here = all.filter(([, connection]) => connection?.server === server);
  const names = here
    .filter(([, connection]) => connection?.status.state === 'connected')
    .map(([name]) => name);
  if (names.length > 0) return `connected: ${names.join(' and ')}`;
  return here.some(([, connection]) => connection?.status.state === 'connecting')
    ? 'connecting …'
    : '';
};

/** The sign and the words for the state of a server, `now` in ms since the epoch. */
const stateOf = (session: MqttSession, server: Server, now: number): readonly [Span, string] => {
  const work = workOn(session, server);
  if (work !== '')
    return work.startsWith('connected')
      ? [{ text: '●', look: 'good' }, work]
      : [{ text: '◌', look: 'attention' }, work];
  const { last } = server;
  if (last === undefined) return [{ text: '○', look: 'dim' }, 'never tried'];
  if (last.problem === undefined) return [{ text: '○', look: 'dim' }, 'worked before'];
  const age = coarseDuration(Math.max(0, now - last.at));
  return [{ text: '✗', look: 'bad' }, `failed ${age} ago`];
};

/** The servers that are tried in turn, and how it went with each. */
export const ServersView = ({ sheet }: { readonly sheet: ServersSheet }): ReactNode => {
  const session = useMqttSession('connection', 'work');
  const workspace = useMqttSession('all');
  const box = usePaneBox('sheet');
  const { columns: width, rows } = box;
  const { all } = session.servers;
  const now = session.clock.reading.wall;
  const problem = all[sheet.index]?.last?.problem?.sentence;
  const room = Math.max(1, rows - (problem === undefined ? 0 : problemRows + 1));
  const top = firstToSee(sheet.index, room);
  const shown = all.slice(top, top + room);
  useShownAges(
    shown.flatMap(({ last }) => last?.at ?? []),
    'work',
  );
  const names = Math.min(
    Math.floor(width / 2),
    Math.max(...all.map((one) => widthOf(nameOf(one)))),
  );
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}Servers`}
      note={plural(all.length, 'server', 'servers')}
      footnote={rowsBelow(all.length - top - room)}
    >
      {width === 0 ? null : (
        <Box flexDirection="column" overflow="hidden">
          {shown.map((server, index) => {
            const isMarked = top + index === sheet.index;
            const [sign, words] = stateOf(session, server, now);
            return (
              <TableRow
                key={nameOf(server)}
                width={width}
                columns={[
                  { width: 2 },
                  { width: 2 },
                  { width: names },
                  { width: Math.max(1, width - names - 6), gap: 2 },
                ]}
                look={isMarked ? 'selected' : undefined}
                cells={[
                  { text: isMarked ? '▸' : '' },
                  sign,
                  { text: nameOf(server) },
                  { text: words, look: 'dim' },
                ]}
              />
            );
          })}
          {problem === undefined ? null : (
            <Box flexDirection="column" marginTop={1}>
              <Paragraph text={printable(problem, 600)} width={width} rows={problemRows} />
            </Box>
          )}
        </Box>
      )}
    </Pane>
  );
};
