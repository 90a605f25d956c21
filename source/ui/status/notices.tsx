import { Box, Text, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { problemOf } from '../../mqtt/connection-options.ts';
import { printable } from '../../payload/printable.ts';
import { isFresh } from '../../session/notice.ts';
import type { MqttSession } from '../../session/session.ts';
import type { Workspace } from '../../session/workspace.ts';
import { truncate, wrapCells } from '../draw/cells.ts';
import { useRemeasuring } from '../layout/pane-box.ts';
import { serverName } from '../server-name.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';

/** The most rows for one text. */
const mostRows = 3;

/** Comes before a text. */
const mark = ' ! ';

/** The first rows; the last one says so if there were more. */
const cutRows = (rows: readonly string[], most: number, width: number): string[] =>
  rows.length <= most || most === 0
    ? rows.slice(0, most)
    : [
        ...rows.slice(0, most - 1),
        `${truncate(rows[most - 1] ?? '', width - 1).replace(/…$/, '')}…`,
      ];

/** As many rows as fit; the longest text gives way first, so that every text is seen. */
const fitRows = (texts: readonly string[][], room: number, width: number): string[][] => {
  const lengths = texts.map((rows) => Math.min(rows.length, mostRows));
  const taken = (): number => lengths.reduce((sum, rows) => sum + rows, 0);
  while (taken() > room) {
    const longest = lengths.lastIndexOf(Math.max(...lengths));
    lengths[longest] = (lengths[longest] ?? 1) - 1;
  }
  return texts.map((rows, index) => cutRows(rows, lengths[index] ?? 0, width));
};

/** What is shown of the notices of the sessions that are not the current one: each with the broker's name. */
export const noticesElsewhere = ({ sessions, current }: Workspace): readonly string[] =>
  sessions.flatMap((session) => {
    const { notice, clock } = session;
    const isShown =
      session !== current && notice !== undefined && isFresh(notice, clock.reading.monotonic);
    return isShown ? [`${serverName(session)}: ${notice.text}`] : [];
  });

type Told = Pick<MqttSession, 'status' | 'notice'> & {
  /** What other sessions tell. */
  readonly elsewhere?: readonly string[];
};

/**
 * The texts above the status line: connection problems, and the last notice while it is recent at a time
 * of `performance.now()`. Each is broken into rows of at most `width` cells, at most `room` rows in all.
 */
export const noticeTexts = (
  { status, notice, elsewhere = [] }: Told,
  width: number,
  room: number,
  monotonic: number,
): string[][] => {
  const texts = [
    problemOf(status),
    notice !== undefined && isFresh(notice, monotonic) ? notice.text : undefined,
    ...elsewhere,
  ]
    .filter((text) => text !== undefined)
    .map((text) => wrapCells(printable(text, 600), width));
  return fitRows(texts, room, width).filter((rows) => rows.length > 0);
};

/** The notices above the status line, in at most `room` rows. */
export const Notices = ({ room }: { readonly room: number }): ReactNode => {
  const workspace = useMqttSession('all', 'connection');
  const { status, notice, clock } = workspace.current;
  const told = { status, notice, elsewhere: noticesElsewhere(workspace) };
  const { columns } = useWindowSize();
  const theme = useTheme();
  useRemeasuring();
  const width = Math.max(1, columns - mark.length);
  const texts = noticeTexts(told, width, Math.max(0, room), clock.reading.monotonic);
  return texts.map((rows) => (
    <Box key={rows.join('\n')} flexShrink={0}>
      <Text {...theme.attention}>{mark}</Text>
      <Text wrap="truncate-end">{rows.join('\n')}</Text>
    </Box>
  ));
};
