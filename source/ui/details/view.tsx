import type { BoxProps } from 'ink';
import { memo, type ReactNode } from 'react';
import { pathText } from '../../payload/value-path.ts';
import { widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useShownAges } from '../use-shown-ages.ts';
import { useMode, useUi } from '../use-ui.ts';
import { rowsBelow } from '../widgets/list-window.ts';
import { endOfName } from '../widgets/name-end.ts';
import { Row } from '../widgets/row.tsx';
import { detailedMessage } from './detailed-message.ts';
import { pathOfLine, rowsToSee, shownDetails, type ShownDetails } from './shown-details.ts';

const chosen: Readonly<Record<ShownDetails['reading']['chosenBy'], string>> = {
  person: ' (chosen)',
  flag: ' (--decode)',
  'content type': ' (content type)',
  itself: '',
  nobody: '',
};

/** Cells of the border that a path must leave free. */
const pathMargin = 10;

/** The path at the cursor, if there is one, and how many rows are below. */
const footnoteOf = (shown: ShownDetails, showsCursor: boolean): string => {
  const { body, line, length, height, top, width } = shown;
  const more = rowsBelow(length - height - top);
  const path = showsCursor && body.outline !== undefined ? pathText(pathOfLine(body, line)) : '';
  const room = width - pathMargin - (more === '' ? 0 : widthOf(more) + 3);
  return [endOfName(path, Math.max(1, room)), more].filter((text) => text !== '').join(' · ');
};

/** What its parent says of its size. */
type DetailsBox = Pick<BoxProps, 'height' | 'flexGrow' | 'flexShrink' | 'flexBasis'>;

/** One message in full: what came with it, and its decoded payload. */
export const Details = memo((box: DetailsBox): ReactNode => {
  // The filters of a message come from the subscriptions.
  const session = useMqttSession('messages', 'work');
  const ui = useUi(
    'selected',
    'cursor',
    'showsDetails',
    'details',
    'prompt',
    'isZoomed',
    'timeFormat',
  );
  const isFocused = useMode() === 'details';
  const pane = usePaneBox('details');
  const message = pane.columns === 0 ? undefined : detailedMessage(session, ui);
  const shown = shownDetails(session, ui, message, pane);
  useShownAges(message === undefined ? [] : [message.receivedAt], 'messages');
  if (shown === undefined)
    return <Pane box={pane} title="Details" isFocused={isFocused} isBare={ui.isZoomed} {...box} />;
  const isWorkedIn = isFocused || ui.prompt?.kind === 'details';
  const showsCursor = shown.line >= 0 && (isWorkedIn || ui.details.cursor !== undefined);
  const cursorLook = isWorkedIn ? 'selected' : 'selected-elsewhere';
  return (
    <Pane
      box={pane}
      title={ui.cursor === undefined ? 'Newest' : 'At the cursor'}
      note={shown.reading.decoded.kind + chosen[shown.reading.chosenBy]}
      footnote={footnoteOf(shown, showsCursor)}
      isFocused={isFocused}
      isBare={ui.isZoomed}
      {...box}
    >
      {rowsToSee(shown).map(({ line, spans }, y) => (
        <Row
          // oxlint-disable-next-line react/no-array-index-key -- rows are known by their position
          key={y}
          width={pane.columns}
          start={spans}
          look={showsCursor && line === shown.line ? cursorLook : undefined}
        />
      ))}
    </Pane>
  );
});
