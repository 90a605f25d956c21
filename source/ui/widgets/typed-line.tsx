import { Box, type DOMElement, Text } from 'ink';
import { type ReactNode, useRef } from 'react';
import { fit } from '../draw/cells.ts';
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
  /** Shown while nothing is typed: faint, or in brackets where no text is faint. */
  readonly placeholder?: string;
  /** Whether it is a field of a form, underlined so that it is seen while it is empty. */
  readonly isField?: boolean;
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
  isField = false,
  isActive,
}: TypedLineProps): ReactNode => {
  const box = useRef<DOMElement>(null);
  const theme = useTheme();
  const isPlaceholder = placeholder !== '' && line.characters.length === 0;
  const broken = editorRows(line, Math.max(1, width), mask);
  const top = Math.max(0, broken.cursor.y - rows + 1);
  const { x, y } = broken.cursor;
  const hasFaint = Object.keys(theme.dim).length > 0;
  const hint = hasFaint ? placeholder : `(${placeholder})`;
  const shown = isPlaceholder ? [hint] : broken.rows.slice(top, top + rows);
  const filled = Array.from({ length: rows }, (_, row) => fit(shown[row] ?? '', width));
  useTextCursor(box, isActive ? { x, y: y - top } : undefined);
  return (
    <Box ref={box} width={width} flexDirection="column" flexShrink={0}>
      <Text
        wrap="truncate-end"
        {...theme[isPlaceholder ? 'dim' : look]}
        {...(isField ? theme.field : {})}
      >
        {isField ? filled.join('\n') : shown.join('\n')}
      </Text>
    </Box>
  );
};
