import { Box, type DOMElement, Text } from 'ink';
import { type ReactNode, useRef } from 'react';
import { useTextCursor } from '../layout/text-cursor.ts';
import { useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';
import { editorRows } from './editor-rows.ts';
import type { EditedLine } from './line-editor.ts';

type TypedLineProps = {
  readonly line: EditedLine;
  /** Cells of a row; longer text continues in the next one. */
  readonly width: number;
  /** The most rows to show; the one with the cursor is among them. */
  readonly rows?: number;
  /** Replaces each character of a secret. */
  readonly mask?: string;
  readonly look?: Look;
  /** Shown, dimmed, while nothing is typed. */
  readonly placeholder?: string;
  /** Whether it has the cursor. */
  readonly isActive: boolean;
};

/** A line being typed, with the terminal's cursor in it. */
export const TypedLine = ({
  line,
  width,
  rows = 1,
  mask,
  look = 'plain',
  placeholder = '',
  isActive,
}: TypedLineProps): ReactNode => {
  const theme = useTheme();
  const isEmpty = line.characters.length === 0 && placeholder !== '';
  const box = useRef<DOMElement>(null);
  const broken = editorRows(line, Math.max(1, width), mask);
  const top = Math.max(0, broken.cursor.y - rows + 1);
  const { x, y } = broken.cursor;
  useTextCursor(box, isActive ? { x, y: y - top } : undefined);
  return (
    <Box ref={box} width={width} flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end" {...theme[isEmpty ? 'dim' : look]}>
        {isEmpty ? placeholder : broken.rows.slice(top, top + rows).join('\n')}
      </Text>
    </Box>
  );
};
