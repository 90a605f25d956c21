import { Text } from 'ink';
import type { ReactNode } from 'react';
import { painted } from '../theme/painted.ts';
import { useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';
import { cutSpans, fillRow, type Span } from './span.ts';

type RowProps = {
  /** Cells of the row; what is too long ends in `…`. */
  readonly width: number;
  readonly start: readonly Span[];
  /** What stands at the right end; the start gives way to it. */
  readonly end?: readonly Span[];
  /** The row stands out as a whole: its spans lose their own looks. */
  readonly look?: Look | undefined;
  /** Whether blanks fill the rest of the row. A frame is cheaper without them where nothing lies beside or beneath it. */
  readonly isFilled?: boolean;
};

const nothing: readonly Span[] = [];

/**
 * One row of text: spans from the left, and others at its right end. It is a single `<Text>`: nested
 * ones would cost React and Ink several objects for each span, in each frame.
 */
export const Row = ({
  width,
  start,
  end = nothing,
  look,
  isFilled = true,
}: RowProps): ReactNode => {
  const theme = useTheme();
  const needsBlanks = isFilled || look !== undefined || end.length > 0;
  const spans = needsBlanks ? fillRow(start, end, width) : cutSpans(start, width).spans;
  if (look !== undefined)
    return (
      <Text wrap="truncate-end" {...theme[look]}>
        {spans.map(({ text }) => text).join('')}
      </Text>
    );
  return (
    <Text wrap="truncate-end">
      {spans.map(({ text, look: own }) => painted(text, theme[own ?? 'plain'])).join('')}
    </Text>
  );
};
