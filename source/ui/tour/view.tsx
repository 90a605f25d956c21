import { Box, Text, useWindowSize } from 'ink';
import { type ReactNode, use } from 'react';
import { useRemeasuring } from '../layout/pane-box.ts';
import { TablesContext } from '../tables-context.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useUi } from '../use-ui.ts';
import { Paragraph } from '../widgets/paragraph.tsx';
import { tourText } from './actions.ts';

/** Comes before the sentence. */
const mark = ' Tour ';

/** The current step of the tour, in at most `rows` rows. */
export const TourLine = ({ rows }: { readonly rows: number }): ReactNode => {
  const { tour } = useUi('tour');
  const tables = use(TablesContext);
  const { columns } = useWindowSize();
  const theme = useTheme();
  useRemeasuring();
  const text = tourText(tables, tour);
  return text === undefined || rows < 1 ? null : (
    <Box flexShrink={0}>
      <Text {...theme.attention}>{mark}</Text>
      <Paragraph text={text} width={columns - mark.length} rows={rows} />
    </Box>
  );
};
