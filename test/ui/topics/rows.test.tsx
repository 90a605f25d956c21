import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { RoomRow, type ShownRoom } from '../../../source/ui/topics/room-row.tsx';
import { fit } from '../../../source/ui/draw/cells.ts';
import type { ShownTopic } from '../../../source/ui/topics/shown-topic.ts';
import { TopicRow } from '../../../source/ui/topics/topic-row.tsx';
import { treeColumns } from '../../../source/ui/topics/tree-columns.ts';
import { widthOf } from '../../../source/ui/draw/cells.ts';

const topic: ShownTopic = {
  depth: 1,
  fold: undefined,
  dot: undefined,
  path: '',
  name: 'temperature',
  hasMessages: true,
  value: '21.5 °C',
  flags: 'R ',
  figure: '380',
  perSecond: '2/s',
  sortedBy: undefined,
  sparkline: '▁▂▃▄▅▆▇█',
  stale: '',
  change: 'just now',
};

/** Ink leaves out the blanks at the end of a frame. */
const bars = (frame: string, width: number): string => `|${fit(frame, width)}|`;

/** Rows as they stand below each other in a pane. */
const rowsOf = (
  changes: readonly Partial<ShownTopic>[],
  width: number,
  selection?: 'selected',
): string[] => {
  const topics = changes.map((change): ShownTopic => ({ ...topic, ...change }));
  const columns = treeColumns(topics, width);
  return topics.map((each) => {
    const row = { width, selection, isAbove: false, ...columns };
    return bars(render(<TopicRow {...each} {...row} />).lastFrame() ?? '', width);
  });
};

const rowOf = (change: Partial<ShownTopic>, width: number, selection?: 'selected'): string =>
  rowsOf([change], width, selection)[0] ?? '';

const roomOf = (change: Partial<ShownRoom>, width: number): string => {
  const room = { mark: '#', label: 'chat', unread: 0, mentions: 0, isMuted: false, ...change };
  const { lastFrame } = render(<RoomRow {...room} width={width} selection={undefined} />);
  return bars(lastFrame() ?? '', width);
};

const branch = {
  value: undefined,
  sparkline: '',
  flags: '',
  change: 'none',
  hasMessages: false,
} as const;

describe('the row of a topic', () => {
  it('gives the rate, then the figures, then the value, then the name away, and its marks last', () => {
    const widths = [60, 50, 44, 34, 28, 20, 14, 8];
    for (const width of widths) console.log(rowOf({}, width));
    expect(widths.map((width) => rowOf({}, width))).toEqual([]);
  });

  it('keeps the figures before the value where topics are sorted by them', () => {
    const sorted = { sparkline: '', sortedBy: 'rate' } as const;
    for (const width of [60, 34, 28, 20]) console.log(rowOf(sorted, width, 'selected'));
    console.log(rowOf({ ...sorted, sortedBy: 'figure' }, 30));
  });

  it('lines up with the rows above and below, wide characters too', () => {
    for (const width of [58, 41, 30])
      console.log(
        rowsOf(
          [
            {
              ...branch,
              name: 'zigbee2mqtt',
              depth: 0,
              fold: 'open',
              figure: '12k',
              perSecond: '1.5/s',
            },
            {
              name: '客厅灯',
              dot: 'online',
              value: 'on',
              sparkline: '',
              figure: '7',
              perSecond: '',
              flags: '',
            },
            {
              name: 'lamp',
              dot: 'offline',
              value: '{"brightness":254,"state":"ON"}',
              sparkline: '',
            },
            {
              path: 'sensor/0x0017/temperature/',
              name: 'config',
              value: '{"name":"a lamp"}',
              sparkline: '',
              figure: '1',
              perSecond: '',
            },
            { ...branch, name: 'plug', fold: 'closed', dot: 'online' },
            {},
            { stale: 'stale 2 min' },
          ],
          width,
        ).join('\n'),
      );
  });

  it('shows a level without a name, and indents deep ones by a quarter of the pane at most', () => {
    const deep = { depth: 20, name: '', dot: 'offline', value: undefined, sparkline: '' } as const;
    console.log(rowOf({ ...deep, perSecond: '' }, 40));
    console.log(
      [60, 41, 30, 24].map((width) => rowOf({ stale: 'stale 12 min' }, width)).join('\n'),
    );
  });
});

describe('the row of a room', () => {
  it('tells what is unread, how often one is mentioned, and that it is muted', () => {
    expect(roomOf({}, 30)).toBe('| # chat                       |');
    expect(roomOf({ unread: 3, label: '聊天室' }, 30)).toBe('| # 聊天室               3 new |');
    expect(roomOf({ unread: 12_000, mentions: 1, isMuted: true }, 36)).toBe(
      '| # chat         muted  12k new, 1 @ |',
    );
  });
});
