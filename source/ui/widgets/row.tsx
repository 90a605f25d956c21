import { Text } from 'ink';
import { type ReactNode, use } from 'react';
import { linked } from '../terminal/link.ts';
import { painted } from '../theme/painted.ts';
import { LinksContext, useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';
import { cutSpans, fillRow, type Span } from './span.ts';

type RowProps = {
  /** Cells of the row; longer text ends in `…`. */
  readonly width: number;
  readonly start: readonly Span[];
  /** The spans at the right end; the start gives way to them. */
  readonly end?: readonly Span[];
  /** Highlights the whole row: its spans lose their own looks. */
  readonly look?: Look | undefined;
  /** Whether to fill the rest of the row with blanks. Not needed, and slower, if nothing is next to or beneath it. */
  readonly isFilled?: boolean;
};

const nothing: readonly Span[] = [];

const withLink = (text: string, link: string | undefined): string =>
  link === undefined ? text : linked(text, link);

/**
 * One row of text: spans on the left, and others at its right end. It is a single `<Text>`: nested
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
  const showsLinks = use(LinksContext);
  const needsBlanks = isFilled || look !== undefined || end.length > 0;
  const spans = needsBlanks ? fillRow(start, end, width) : cutSpans(start, width).spans;
  if (look !== undefined)
    return (
      <Text wrap="truncate-end" {...theme[look]}>
        {spans.map(({ text, link }) => withLink(text, showsLinks ? link : undefined)).join('')}
      </Text>
    );
  return (
    <Text wrap="truncate-end">
      {spans
        .map(({ text, look: own, link }) =>
          withLink(painted(text, theme[own ?? 'plain']), showsLinks ? link : undefined),
        )
        .join('')}
    </Text>
  );
};
