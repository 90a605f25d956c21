import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { RoomRow, type ShownRoom } from '../../../source/ui/topics/room-row.tsx';
import { fit } from '../../../source/ui/draw/cells.ts';
import type { ShownTopic } from '../../../source/ui/topics/shown-topic.ts';
import { TopicRow } from '../../../source/ui/topics/topic-row.tsx';

const topic: ShownTopic = {
  depth: 1,
  mark: 'unknown',
  name: 'temperature',
  hasMessages: true,
  value: '21.5 °C',
  flags: 'R ',
  figure: '380',
  perSecond: '2/s',
  sortsByRate: false,
  sparkline: '▁▂▃▄▅▆▇█',
  change: 'just now',
};

/** Ink leaves out the blanks at the end of a frame. */
const bars = (frame: string, width: number): string => `|${fit(frame, width)}|`;

const rowOf = (change: Partial<ShownTopic>, width: number, selection?: 'selected'): string => {
  const { lastFrame } = render(
    <TopicRow {...topic} {...change} width={width} selection={selection} />,
  );
  return bars(lastFrame() ?? '', width);
};

const roomOf = (change: Partial<ShownRoom>, width: number): string => {
  const room = { mark: '#', label: 'chat', unread: 0, mentions: 0, isMuted: false, ...change };
  const { lastFrame } = render(<RoomRow {...room} width={width} selection={undefined} />);
  return bars(lastFrame() ?? '', width);
};

describe('the row of a topic', () => {
  it('gives the sparkline, then the figures, then the value, then the name away, and its marks last', () => {
    expect([60, 50, 44, 34, 28, 20, 14, 8].map((width) => rowOf({}, width))).toEqual([
      '|     temperature  21.5 °C             ▁▂▃▄▅▆▇█ R 380 · 2/s •|',
      '|     temperature  21.5 °C   ▁▂▃▄▅▆▇█ R 380 · 2/s •|',
      '|     temperature  21.5 °C       ▁▂▃▄▅▆▇█ R •|',
      '|     temperature  21.5 °C  R 380 •|',
      '|     temperature  21.5 … R •|',
      '|     temperature R •|',
      '|     temp… R •|',
      '|   … R •|',
    ]);
  });

  it('keeps the figures before the value where topics are sorted by their rate', () => {
    const sorted = { sparkline: '', sortsByRate: true };
    expect([60, 34, 28, 20].map((width) => rowOf(sorted, width, 'selected'))).toEqual([
      '|▌    temperature  21.5 °C                      R 380 · 2/s •|',
      '|▌    temperature  2… R 380 · 2/s •|',
      '|▌    temperature  2… R 380 •|',
      '|▌    temperature R •|',
    ]);
  });

  it('shows a level without a name, and indents deep ones by a quarter of the pane at most', () => {
    const deep = { depth: 20, name: '', mark: 'offline', change: 'stale', sparkline: '' } as const;
    expect(rowOf({ ...deep, value: undefined, perSecond: '' }, 40)).toBe(
      '|           ○ (empty)             R 380 z|',
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
