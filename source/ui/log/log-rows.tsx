import { memo, type ReactNode } from 'react';
import { widthOf } from '../draw/cells.ts';
import { Row } from '../widgets/row.tsx';
import type {
  ChatRow,
  ChatTextRow,
  FlatRow,
  LogRow,
  MessageRow,
  SeparatorRow,
  MessageTableRow,
} from './log-row.ts';
import { messageSpans, topicAndPayloadSpans } from './message-spans.ts';

type Drawn<Parts> = Parts & {
  readonly width: number;
  /** Whether the cursor is on its entry. */
  readonly isPointedAt: boolean;
};

/** A chat line or an event: time, nick, text and our delivery mark. */
const ChatLine = memo(
  ({ time, label, isMention, text, mark, width, isPointedAt }: Drawn<ChatRow>): ReactNode => (
    <Row
      isFilled={false}
      width={width}
      start={[
        { text: `${time} `, look: 'dim' },
        label,
        isMention ? { text: '» ', look: 'mention-mark' } : { text: '  ' },
        ...text,
      ]}
      end={mark === undefined ? [] : [mark]}
      look={isPointedAt ? 'selected' : undefined}
    />
  ),
);

/** The continuation of the row above. */
const ChatText = memo(({ indent, text, width, isPointedAt }: Drawn<ChatTextRow>): ReactNode => (
  <Row
    width={width}
    start={[{ text: ' '.repeat(indent) }, ...text]}
    look={isPointedAt ? 'selected' : undefined}
  />
));

/** A line across the log with a text in it. */
const Separator = memo(({ text, look, width, isPointedAt }: Drawn<SeparatorRow>): ReactNode => {
  const label = `── ${text} `;
  const line = label + '─'.repeat(Math.max(0, width - widthOf(label)));
  return (
    <Row width={width} start={[{ text: line, look }]} look={isPointedAt ? 'selected' : undefined} />
  );
});

/** A message: time, marks, topic, payload. */
const MessageLine = memo(({ width, isPointedAt, ...message }: Drawn<MessageRow>): ReactNode => (
  <Row
    isFilled={false}
    width={width}
    start={messageSpans(message)}
    look={isPointedAt ? 'selected' : undefined}
  />
));

/** A message in the table: columns, topic, payload. */
const TableLine = memo(
  ({ cells, width, isPointedAt, ...message }: Drawn<MessageTableRow>): ReactNode => (
    <Row
      width={width}
      start={[{ text: cells, look: 'dim' }, ...topicAndPayloadSpans(message)]}
      look={isPointedAt ? 'selected' : undefined}
    />
  ),
);

/** A row without columns. */
const FlatLine = memo(({ text, width, isPointedAt }: Drawn<FlatRow>): ReactNode => (
  <Row isFilled={false} width={width} start={text} look={isPointedAt ? 'selected' : undefined} />
));

/** A row of the log of any kind. */
export const LogLine = ({ row, ...rest }: Drawn<{ readonly row: LogRow }>): ReactNode => {
  switch (row.kind) {
    case 'chat':
      return <ChatLine {...row} {...rest} />;
    case 'chat-text':
      return <ChatText {...row} {...rest} />;
    case 'separator':
      return <Separator {...row} {...rest} />;
    case 'message':
      return <MessageLine {...row} {...rest} />;
    case 'table':
      return <TableLine {...row} {...rest} />;
    case 'flat':
      return <FlatLine {...row} {...rest} />;
  }
};
