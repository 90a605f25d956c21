import { memo, type ReactNode } from 'react';
import type { StoredMessage } from '../../model/stored-message.ts';
import { printable } from '../../payload/printable.ts';
import { plural } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import type { Look } from '../theme/theme.ts';
import { firstShown, rowsBelow } from '../widgets/list-window.ts';
import { Row } from '../widgets/row.tsx';
import { fillRow, type Span } from '../widgets/span.ts';
import { looks, screenRows, sideWidth } from './comparison.ts';
import { CompareHead } from './head.tsx';
import { changesOf, type CompareSheet, haveSameBytes, headHeight } from './state.ts';

type ComparedProps = {
  readonly sign: string;
  readonly text: readonly Span[];
  readonly right: readonly Span[] | undefined;
  readonly look: Look;
  readonly width: number;
  /** Whether the last jump led here. */
  readonly isAt: boolean;
};

/** A row of the comparison: both sides, or one of them. */
const Compared = memo(({ sign, text, right, look, width, isAt }: ComparedProps): ReactNode => (
  <Row
    width={width}
    look={isAt ? 'selected' : undefined}
    start={[
      { text: `${sign} `, look },
      ...(right === undefined
        ? text
        : [
            ...fillRow(text, [], sideWidth(width)),
            { text: ' │ ', look: 'dim' } as const,
            ...right,
          ]),
    ]}
  />
));

/** The title in the border: the topic, if both messages share it. */
const titleOf = ({ left, right }: CompareSheet): string =>
  left.topic === right.topic ? `Compare ${printable(left.topic, 200)}` : 'Compare';

const isCut = ({ payload, size }: StoredMessage): boolean => payload.length < size;

const withoutChange = (sheet: CompareSheet): string =>
  haveSameBytes(sheet) ? 'no difference' : 'only the bytes differ, not the values';

/** How many changes there are, and which one the last jump led to. */
const noteOf = (sheet: CompareSheet): string => {
  const { left, right, rows, at } = sheet;
  const changes = changesOf(rows);
  const jump = changes.indexOf(at);
  const found = `${jump === -1 ? '' : `${jump + 1} of `}${plural(changes.length, 'change', 'changes')}`;
  return [
    ...(isCut(left) || isCut(right) ? ['cut by limits'] : []),
    changes.length === 0 ? withoutChange(sheet) : found,
  ].join(' · ');
};

/** Two messages side by side, or one below the other, with their differences. */
export const CompareView = ({ sheet }: { readonly sheet: CompareSheet }): ReactNode => {
  const box = usePaneBox('sheet');
  const { columns: width } = box;
  const rows = width === 0 ? [] : screenRows(sheet.rows, width);
  const room = Math.max(1, box.rows - headHeight(width));
  const top = firstShown(sheet.top, rows.length, room);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={titleOf(sheet)}
      note={noteOf(sheet)}
      footnote={rowsBelow(rows.length - top - room)}
    >
      {width === 0 ? null : <CompareHead sheet={sheet} width={width} />}
      {rows.slice(top, top + room).map(({ index, mark, ...row }, y) => (
        <Compared
          // oxlint-disable-next-line react/no-array-index-key -- rows are known by their position
          key={y}
          {...row}
          look={looks[mark]}
          width={width}
          isAt={index === sheet.at}
        />
      ))}
    </Pane>
  );
};
