import { Box, type DOMElement, Text, useWindowSize } from 'ink';
import { type ReactNode, use, useRef } from 'react';
import { printable } from '../../payload/printable.ts';
import type { FramePart } from '../../session/frame-parts.ts';
import { truncate, widthOf, wrapCells } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTextCursor } from '../layout/text-cursor.ts';
import { useTheme } from '../theme/theme-context.ts';
import { TablesContext } from '../tables-context.ts';
import { modeOf, type UiState } from '../ui-state.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUiState } from '../use-ui.ts';
import { Labelled } from '../widgets/labelled.tsx';
import { Row } from '../widgets/row.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import { type InputContent, inputContent, type InputField } from './input-content.ts';

/** The box grows with the text, up to this share of the screen. */
const share = 1 / 3;

/** Where typing begins, in the empty box without a border. */
const mark = '› ';

/** The most rows for a search. */
const mostFound = 4;

type Room = { readonly columns: number; readonly rows: number };

/** A label, followed by the line being typed. */
const Field = ({
  label,
  line,
  mask,
  placeholder,
  isActive,
  columns,
  rows,
}: InputField & Room): ReactNode => {
  const indent = Math.min(widthOf(label), Math.floor(columns / 2));
  return (
    <Labelled label={label} labelWidth={indent} look="strong">
      <TypedLine
        line={line}
        width={columns - indent}
        rows={rows}
        isActive={isActive}
        {...(mask === undefined ? {} : { mask })}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </Labelled>
  );
};

/** What the keys will do, in at most as many rows as there are. */
const Note = ({ text, columns, rows }: { readonly text: string } & Room): ReactNode => (
  <Text wrap="truncate-end" {...useTheme().dim}>
    {wrapCells(text, columns).slice(0, rows).join('\n')}
  </Text>
);

/** What is offered instead of the line being typed. */
const Offer = ({ label, text }: { readonly label: string; readonly text: string }): ReactNode => (
  <Labelled label={label} labelWidth={widthOf(label)} look="strong">
    <Text>{text}</Text>
  </Labelled>
);

type SearchProps = Extract<InputContent, { kind: 'search' }>;

/** The text searched for in the history, followed by the match. */
const Search = ({ text, beforeCursor, columns }: SearchProps & Room): ReactNode => {
  const box = useRef<DOMElement>(null);
  useTextCursor(box, { x: Math.min(columns - 1, widthOf(beforeCursor)), y: 0 });
  return (
    <Box ref={box}>
      <Text wrap="truncate-end">{wrapCells(text, columns).slice(0, mostFound).join('\n')}</Text>
    </Box>
  );
};

const Content = ({ content, ...room }: Room & { readonly content: InputContent }): ReactNode => {
  switch (content.kind) {
    case 'question':
      return (
        <Text wrap="truncate-end">
          {wrapCells(printable(content.text, 2000), room.columns).slice(0, room.rows).join('\n')}
        </Text>
      );
    case 'search':
      return <Search {...content} {...room} />;
    case 'fields':
      return (
        <>
          {content.offer === undefined ? null : <Offer {...content.offer} />}
          {content.fields.map((field) => (
            <Field
              key={field.label}
              {...field}
              {...room}
              rows={content.fields.length > 1 ? 1 : room.rows}
            />
          ))}
          {content.note === undefined ? null : <Note text={content.note} {...room} />}
        </>
      );
  }
};

/** The parts of the session that the box shows: of the tree, only what a filter finds. */
const partsOf = ({ prompt }: Pick<UiState, 'prompt'>): readonly FramePart[] =>
  prompt?.kind === 'filter' ? ['connection', 'rooms', 'topics'] : ['connection', 'rooms'];

/** Whether one row is enough: nothing is typed, the focus is elsewhere, and there is no room to talk in. */
const isIdle = (state: UiState): boolean => {
  const mode = modeOf(state);
  return (
    (mode === 'tree' || mode === 'log' || mode === 'details') &&
    state.input.characters.length === 0 &&
    state.selected?.kind !== 'room'
  );
};

/** The box at the bottom: the line being typed, or a question. */
export const InputPane = (): ReactNode => {
  const state = useUiState();
  const session = useMqttSession(...partsOf(state));
  const workspace = useMqttSession('all');
  const tables = use(TablesContext);
  const screen = useWindowSize();
  const pane = usePaneBox('input');
  const content = inputContent({ session, tables, workspace }, state);
  const mode = modeOf(state);
  const rows = Math.max(1, Math.floor(screen.rows * share));
  if (isIdle(state))
    return (
      <Box ref={pane.outer} flexShrink={0} height={1}>
        <Box ref={pane.inner} flexGrow={1} marginX={2}>
          <Row
            width={pane.columns}
            start={[{ text: mark, look: 'strong' }]}
            end={[{ text: truncate(content.title, pane.columns - widthOf(mark)), look: 'dim' }]}
          />
        </Box>
      </Box>
    );
  return (
    <Pane
      box={pane}
      title={content.title}
      isFocused={mode !== 'tree' && mode !== 'log' && mode !== 'details'}
    >
      {pane.columns === 0 ? (
        <Box height={1} />
      ) : (
        <Content content={content} columns={pane.columns} rows={rows} />
      )}
    </Pane>
  );
};
