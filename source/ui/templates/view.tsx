import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import type { Template } from '../../session/publish/template-json.ts';
import { fit, widthOf, wrapCells } from '../draw/cells.ts';
import { plural } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode } from '../use-ui.ts';
import { textOf } from '../widgets/line-editor.ts';
import { firstToSee, nearestIndex } from '../widgets/list-window.ts';
import { Row } from '../widgets/row.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import { matching, type TemplatesSheet } from './state.ts';

/** The most cells for names, so that the topics line up and stay visible. */
const mostOfName = 28;

const nameIn = ({ name }: Template): string => printable(name, 100);

const hint = ({ line, from }: TemplatesSheet, isEmpty: boolean): string => {
  if (isEmpty && textOf(line).trim() !== '')
    return `No template has this in its name${from === undefined ? '' : ': save the form under it'}.`;
  return from === undefined
    ? 'One opens in the publish editor.'
    : 'Type a name to save the form under, or open the marked one.';
};

type TemplateRowProps = {
  readonly template: Template;
  readonly isMarked: boolean;
  readonly nameWidth: number;
  readonly width: number;
};

const TemplateRow = ({ template, isMarked, nameWidth, width }: TemplateRowProps): ReactNode => {
  const { form } = template;
  const payload = form.format === 'file' ? form.path : form.payload;
  return (
    <Row
      width={width}
      start={[
        { text: isMarked ? '▸ ' : '  ' },
        { text: fit(nameIn(template), nameWidth) },
        { text: `  ${printable(form.topic, 200)}`, look: 'topic' },
        { text: `  ${printable(payload, 200)}`, look: 'dim' },
      ]}
      look={isMarked ? 'selected' : undefined}
    />
  );
};

/** Comes before the name being typed. */
const prompt = 'Name › ';

/** The templates: a name being typed, and as many matching templates as fit. */
export const TemplatesView = ({ sheet }: { readonly sheet: TemplatesSheet }): ReactNode => {
  const { publisher } = useMqttSession('work');
  const theme = useTheme();
  const isWorkedIn = useMode() === 'sheet';
  const pane = usePaneBox('sheet');
  const { columns } = pane;
  const { list } = publisher.templates;
  const matches = matching(list, sheet);
  const marked = nearestIndex(sheet.index, matches.length);
  const told = wrapCells(hint(sheet, matches.length === 0), Math.max(1, columns));
  const room = Math.max(1, pane.rows - 1 - told.length);
  const top = firstToSee(marked, room);
  const longest = Math.max(0, ...matches.map((template) => widthOf(nameIn(template))));
  return (
    <Pane
      box={pane}
      isFocused
      flexGrow={1}
      title="Templates"
      note={plural(list.length, 'template', 'templates')}
    >
      {columns === 0 ? null : (
        <>
          <Box>
            <Text>{prompt}</Text>
            <TypedLine line={sheet.line} width={columns - widthOf(prompt)} isActive={isWorkedIn} />
          </Box>
          <Text wrap="truncate-end" {...theme.dim}>
            {told.join('\n')}
          </Text>
          {matches.slice(top, top + room).map((template, index) => (
            <TemplateRow
              key={template.name}
              template={template}
              isMarked={top + index === marked}
              nameWidth={Math.min(mostOfName, longest)}
              width={columns}
            />
          ))}
        </>
      )}
    </Pane>
  );
};
