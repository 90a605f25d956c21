import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { RoomRow, type ShownRoom } from '../../../source/ui/topics/room-row.tsx';
import { fit } from '../../../source/ui/draw/cells.ts';
import type { ShownTopic } from '../../../source/ui/topics/shown-topic.ts';
import { TopicRow } from '../../../source/ui/topics/topic-row.tsx';
import { treeColumns } from '../../../source/ui/topics/tree-columns.ts';

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

const plain = { sparkline: '', flags: '' } as const;
const branch = {
  value: undefined,
  sparkline: '',
  flags: '',
  change: 'none',
  hasMessages: false,
} as const;

describe('the row of a topic', () => {
  it('gives the rate, then the figures, then the value, then the name away, and its marks last', () => {
    expect([60, 50, 44, 34, 28, 20, 14, 8].map((width) => rowOf({}, width))).toEqual([
      '|     temperature  21.5 °C            ▁▂▃▄▅▆▇█ R  380   2/s •|',
      '|     temperature  21.5 °C  ▁▂▃▄▅▆▇█ R  380   2/s •|',
      '|     temperature  21.5 °C     R  380 ▄▅▆▇█ •|',
      '|     temperature  21.5 °C      R •|',
      '|     temperature  21.5 … R •|',
      '|     temperature R •|',
      '|     temp… R •|',
      '|   … R •|',
    ]);
  });

  it('has its sparkline where those above and below have theirs, however short it and its value are', () => {
    const changes = [{}, { value: '5 W', sparkline: '▁▂▃' }];
    expect([50, 49, 46].map((width) => rowsOf(changes, width))).toEqual([
      [
        '|     temperature  21.5 °C  ▁▂▃▄▅▆▇█ R  380   2/s •|',
        '|     temperature  5 W           ▁▂▃ R  380   2/s •|',
      ],
      [
        '|     temperature  21.5 °C    ▄▅▆▇█ R  380   2/s •|',
        '|     temperature  5 W          ▁▂▃ R  380   2/s •|',
      ],
      [
        '|     temperature  21.5 °C       R  380 ▄▅▆▇█ •|',
        '|     temperature  5 W           R  380   ▁▂▃ •|',
      ],
    ]);
  });

  it('keeps the figures before the value where topics are sorted by them', () => {
    const sorted = { sparkline: '', sortedBy: 'rate' } as const;
    expect([60, 34, 28, 20].map((width) => rowOf(sorted, width, 'selected'))).toEqual([
      '|▌    temperature  21.5 °C                     R  380   2/s •|',
      '|▌    temperature    R  380   2/s •|',
      '|▌    temperature  R    2/s •|',
      '|▌    temperatu… R  •|',
    ]);
    expect(rowOf({ ...sorted, sortedBy: 'figure' }, 30)).toBe('|     temperature  21… R  380 •|');
  });

  it('lines up with the rows above and below, wide characters too', () => {
    const topics: readonly Partial<ShownTopic>[] = [
      { ...branch, name: 'zigbee2mqtt', depth: 0, fold: 'open', figure: '12k', perSecond: '1.5/s' },
      { ...plain, name: '客厅灯', dot: 'online', value: 'on', figure: '7', perSecond: '' },
      { ...plain, name: 'lamp', dot: 'offline', value: '{"brightness":254,"state":"ON"}' },
      {
        ...plain,
        path: 'sensor/0x0017/temperature/',
        name: 'config',
        value: '{"name":"a lamp"}',
        figure: '1',
        perSecond: '',
      },
      { ...branch, name: 'plug', fold: 'closed', dot: 'online' },
      {},
    ];
    expect(rowsOf(topics, 58)).toEqual([
      '| ▾ zigbee2mqtt                                 12k 1.5/s  |',
      '|   ● 客厅灯               on                     7       •|',
      '|   ○ lamp                 {"brightness":25…    380   2/s •|',
      '|     sensor/0x0017/temperature/config            1       •|',
      '|   ▸ ● plug                                    380   2/s  |',
      '|     temperature          21.5 °C  ▁▂▃▄▅▆▇█ R  380   2/s •|',
    ]);
    expect(rowsOf(topics, 41)).toEqual([
      '| ▾ zigbee2mqtt                12k 1.5/s  |',
      '|   ● 客厅灯       on            7       •|',
      '|   ○ lamp         {"brigh…    380   2/s •|',
      '|     sensor/0x0017/temperature/config   •|',
      '|   ▸ ● plug                   380   2/s  |',
      '|     temperature  21.5 °C  R  380 ▄▅▆▇█ •|',
    ]);
    expect(rowsOf(topics, 30)).toEqual([
      '| ▾ zigbee2mqtt           12k  |',
      '|   ● 客厅灯    on            •|',
      '|   ○ lamp      {"brightnes…  •|',
      '|     sensor/0x0017/…/config  •|',
      '|   ▸ ● plug              380  |',
      '|     temperature  21.5 °C  R •|',
    ]);
  });

  it('says for how long it has been stale, in place of the figures', () => {
    expect([60, 41, 30, 24].map((width) => rowOf({ stale: 'stale 12 min' }, width))).toEqual([
      '|     temperature  21.5 °C                   R stale 12 min  |',
      '|     temperature  21.5 … R stale 12 min  |',
      '|     temperature stale 12 min |',
      '|     temperature  2… R z|',
    ]);
  });

  it('shows a level without a name, and indents deep ones by a quarter of the pane at most', () => {
    const deep = { depth: 20, name: '', dot: 'offline', value: undefined, sparkline: '' } as const;
    expect(rowOf({ ...deep, perSecond: '' }, 40)).toBe(
      '|         ○ (empty)        R  380       •|',
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
