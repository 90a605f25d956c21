import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { count } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTheme } from '../theme/theme-context.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { TextRows } from '../widgets/text-rows.tsx';
import { layOutEditor } from './editor-layout.ts';
import { FormView } from './form-view.tsx';
import { formHeight } from './shown-form.ts';
import type { PublishSheet } from './state.ts';

/** What is not on the screen: more of the outcome, or else more fields. */
const footnote = (hiddenBelow: number, hiddenFields: number): string => {
  if (hiddenBelow > 0) return `↓ ${count(hiddenBelow)} more`;
  return hiddenFields > 0 ? '↓ more fields' : '';
};

/** The publish editor: the form, the help for its field, and the outcome below. */
export const PublishView = ({ sheet }: { readonly sheet: PublishSheet }): ReactNode => {
  const session = useMqttSession('connection', 'work');
  const workspace = useMqttSession('all');
  const theme = useTheme();
  const pane = usePaneBox('sheet');
  const { columns } = pane;
  const { shown, fields, height, first, about, helpRows, outcome, below, top } = layOutEditor(
    session,
    sheet,
    pane,
  );
  return (
    <Pane
      box={pane}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}Publish${
        session.publisher.takesProperties === false ? ' · no properties before MQTT 5' : ''
      }`}
      note={sheet.forms.length > 1 ? `form ${sheet.at + 1} of ${sheet.forms.length}` : ''}
      footnote={footnote(outcome.length - top - below, formHeight(fields) - first - height)}
    >
      {columns === 0 ? null : (
        <>
          <FormView shown={shown} formRows={fields} width={columns} height={height} top={first} />
          <Box height={helpRows} marginLeft={2} flexShrink={0}>
            <Text wrap="truncate-end" {...theme.dim}>
              {about.join('\n')}
            </Text>
          </Box>
          <TextRows rows={outcome.slice(top, top + below)} width={columns} />
        </>
      )}
    </Pane>
  );
};
