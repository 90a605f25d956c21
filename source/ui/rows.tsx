import { Box, Text } from 'ink';
import { memo, type ReactNode } from 'react';

/** One row that is exactly as wide as its place; drawn again only when it differs. */
const Row = memo(({ text }: { readonly text: string }): ReactNode => (
  <Text wrap="truncate">{text}</Text>
));
Row.displayName = 'Row';

/** Rows ready for the terminal, one below the other. */
export const Rows = ({ rows }: { readonly rows: readonly string[] }): ReactNode => (
  <Box flexDirection="column" flexShrink={0}>
    {rows.map((text, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- a row is its place on the screen
      <Row key={index} text={text} />
    ))}
  </Box>
);
