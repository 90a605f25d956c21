import { Box, type BoxProps, Text } from 'ink';
import type { ReactNode } from 'react';
import { truncate, widthOf } from '../draw/cells.ts';
import { hintsWithin } from '../draw/whole-hints.ts';
import { useTheme } from '../theme/theme-context.ts';
import { Row } from '../widgets/row.tsx';
import type { PaneBox } from './pane-box.ts';

type EdgeProps = {
  readonly title?: string;
  readonly note: string;
  readonly isFocused: boolean;
  /** Cells between the corners. */
  readonly cells: number;
  /** Rows below the upper border: a whole number, which a position from the lower border may not be. */
  readonly top: number;
};

/** Cells of a border that no note may cover: the corners, and the start of a title. */
const around = 4;
const leastTitle = 4;

/** The text in the upper or lower border: a title on the left, a note on the right. */
const Edge = ({ title = '', note, isFocused, cells, top }: EdgeProps): ReactNode => {
  const theme = useTheme();
  if (cells === 0) return null;
  const hints = hintsWithin(note, Math.max(0, cells - around - (title === '' ? 0 : leastTitle)));
  const room = cells - (hints === '' ? 0 : widthOf(hints) + 2) - 2;
  const label = title === '' || room < 4 ? '' : ` ${truncate(title, room - 2)} `;
  return (
    <Box position="absolute" top={-1} bottom={-1} left={0} right={0} overflow="hidden">
      <Box position="absolute" top={top} width={cells - 1} height={1}>
        {label === '' ? null : <Text {...(isFocused ? theme.title : {})}>{label}</Text>}
        <Box flexGrow={1} />
        {hints === '' ? null : (
          <Box flexShrink={0}>
            <Text>{` ${hints} `}</Text>
          </Box>
        )}
      </Box>
    </Box>
  );
};

type PaneProps = Pick<
  BoxProps,
  'width' | 'height' | 'maxWidth' | 'flexGrow' | 'flexShrink' | 'flexBasis'
> & {
  readonly box: PaneBox;
  readonly title: string;
  /** On the right of the upper border; of several parts joined by ` · `, those that fit. */
  readonly note?: string;
  /** On the right of the lower border, fitted the same way. */
  readonly footnote?: string;
  readonly isFocused: boolean;
  /** Blank columns between the border and the text, on each side. */
  readonly margin?: number;
  /** Without border and margin, so that the mouse selects only the text: the title is a row above it. */
  readonly isBare?: boolean;
  readonly children?: ReactNode;
};

type ContentProps = Pick<PaneProps, 'children'> & {
  readonly inner: PaneBox['inner'];
  readonly margin: number;
};

const Content = ({ inner, margin, children }: ContentProps): ReactNode => (
  <Box ref={inner} flexDirection="column" flexGrow={1} overflow="hidden" marginX={margin}>
    {/* When a pane has half a row to spare, none of its rows gives way to the others. */}
    <Box flexDirection="column" flexGrow={1} flexShrink={0}>
      {children}
    </Box>
  </Box>
);

/** A part of the screen with a title above it and nothing around it. */
const BarePane = ({
  box: { outer, inner, columns },
  title,
  note = '',
  footnote = '',
  isFocused,
  children,
  ...box
}: Omit<PaneProps, 'margin' | 'isBare'>): ReactNode => {
  const notes = [note, footnote].filter((text) => text !== '').join(' · ');
  return (
    <Box ref={outer} flexDirection="column" {...box}>
      <Box height={1} flexShrink={0}>
        <Row
          width={columns}
          start={[{ text: title, look: isFocused ? 'title' : 'plain' }, { text: '  ' }]}
          end={[{ text: hintsWithin(notes, Math.max(0, columns - leastTitle)) }]}
        />
      </Box>
      <Content inner={inner} margin={0}>
        {children}
      </Content>
    </Box>
  );
};

/** A part of the screen with titles in its border. */
const BorderedPane = ({
  box: { outer, inner, columns, rows },
  title,
  note = '',
  footnote = '',
  isFocused,
  margin = 1,
  children,
  ...box
}: Omit<PaneProps, 'isBare'>): ReactNode => {
  const { color, dimColor, bold } = useTheme()[isFocused ? 'focused-border' : 'border'];
  // Zero before the first layout.
  const cells = columns === 0 ? 0 : columns + 2 * margin;
  return (
    <Box
      ref={outer}
      flexDirection="column"
      // The terminal's bold shows little on lines.
      borderStyle={bold === true ? 'bold' : 'round'}
      borderColor={color}
      borderDimColor={dimColor}
      {...box}
    >
      <Edge title={title} note={note} isFocused={isFocused} cells={cells} top={0} />
      <Content inner={inner} margin={margin}>
        {children}
      </Content>
      <Edge note={footnote} isFocused={isFocused} cells={cells} top={rows + 1} />
    </Box>
  );
};

/** A part of the screen with a title and, unless it is bare, a border. */
export const Pane = ({ isBare = false, ...pane }: PaneProps): ReactNode =>
  isBare ? <BarePane {...pane} /> : <BorderedPane {...pane} />;
