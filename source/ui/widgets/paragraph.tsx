import { Text } from 'ink';
import type { ReactNode } from 'react';
import { truncate, wrapCells } from '../draw/cells.ts';
import { useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';

type ParagraphProps = {
  /** One line of text that has passed `printable`. */
  readonly text: string;
  readonly width: number;
  /** The most rows to use; the last one ends in `…` if there is more. */
  readonly rows?: number;
  readonly look?: Look | undefined;
};

/** A text wrapped at its blanks. */
export const Paragraph = ({
  text,
  width,
  rows = Number.POSITIVE_INFINITY,
  look = 'plain',
}: ParagraphProps): ReactNode => {
  const cells = Math.max(1, width);
  const broken = wrapCells(text, cells);
  const whole = broken.length <= rows ? broken : broken.slice(0, rows - 1);
  const rest = truncate(broken.slice(whole.length).join(' '), cells);
  return (
    <Text wrap="truncate-end" {...useTheme()[look]}>
      {[...whole, ...(rest === '' ? [] : [rest])].join('\n')}
    </Text>
  );
};
