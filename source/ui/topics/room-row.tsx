import { memo, type ReactNode } from 'react';
import { shortCount } from '../../format/count.ts';
import type { Look } from '../theme/theme.ts';
import { Row } from '../widgets/row.tsx';
import type { Span } from '../widgets/span.ts';
import { selectionMark } from './topic-row.tsx';

/** What a row shows of a room or conversation. */
export type ShownRoom = {
  /** `#` for a room, `@` for a conversation with one person. */
  readonly mark: string;
  readonly label: string;
  readonly unread: number;
  readonly mentions: number;
  readonly isMuted: boolean;
};

type RoomRowProps = ShownRoom & {
  /** Whether it is below the heading of a broker. */
  readonly isBelow?: boolean;
  readonly width: number;
  /** The look of the selected row; otherwise `undefined`. */
  readonly selection: Look | undefined;
};

/** What is unread, such as `3 new, 1 @`. */
export const unreadSpans = (unread: number, mentions: number): readonly Span[] => {
  const text = ` ${shortCount(unread)} new`;
  if (unread === 0) return [];
  if (mentions === 0) return [{ text: `${text} `, look: 'attention' }];
  return [
    { text: `${text}, ${shortCount(mentions)} `, look: 'mention' },
    { text: '@ ', look: 'mention-mark' },
  ];
};

/** A room or a conversation: its name, and what is unread on the right. */
export const RoomRow = memo(
  ({
    mark,
    label,
    unread,
    mentions,
    isMuted,
    isBelow = false,
    width,
    selection,
  }: RoomRowProps): ReactNode => (
    <Row
      width={width}
      start={[
        selectionMark(selection),
        { text: `${isBelow ? '  ' : ''}${mark} `, look: 'dim' },
        { text: label, look: unread > 0 ? 'strong' : 'plain' },
      ]}
      end={[
        ...(isMuted ? [{ text: ' muted ', look: 'dim' } as const] : []),
        ...unreadSpans(unread, mentions),
      ]}
      look={selection}
    />
  ),
);
