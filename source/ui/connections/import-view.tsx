import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode } from '../use-ui.ts';
import { firstShown, rowsBelow } from '../widgets/list-window.ts';
import { OfferRow } from '../widgets/offer-row.tsx';
import { pathEnd, shownOffers } from '../widgets/offers.ts';
import { Paragraph } from '../widgets/paragraph.tsx';
import { TextRows } from '../widgets/text-rows.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import { foundRows } from './import-rows.ts';
import type { ImportSheet } from './state.ts';

/** Comes before the path being typed. */
const prompt = 'File › ';

/** What can be imported. */
const about =
  "What MQTT Explorer or MQTTX has exported, MQTT Explorer's settings.json, or a file of options for mosquitto_sub or mosquitto_pub.";

/** Cells before the paths that Tab offers. */
const offerWidth = 16;

const PathInput = ({ sheet, width }: { sheet: ImportSheet; width: number }): ReactNode => {
  const isWorkedIn = useMode() === 'sheet';
  const { line, problem } = sheet;
  if (line === undefined) return null;
  return (
    <Box flexDirection="column">
      <Box>
        <Text>{prompt}</Text>
        <TypedLine line={line} width={Math.max(1, width - widthOf(prompt))} isActive={isWorkedIn} />
      </Box>
      {shownOffers(sheet, (path) => printable(pathEnd(path), 400)).map((offer) => (
        <OfferRow key={offer.text} offer={offer} labelWidth={offerWidth} width={width} />
      ))}
      <Box marginTop={1}>
        <Paragraph
          text={problem === undefined ? about : `✗ ${printable(problem, 600)}`}
          width={width}
          look={problem === undefined ? 'dim' : 'bad'}
        />
      </Box>
    </Box>
  );
};

/** The import: the path being typed, or what was found there. */
export const ImportView = ({ sheet }: { readonly sheet: ImportSheet }): ReactNode => {
  useMqttSession('connection');
  const box = usePaneBox('sheet');
  const { columns: width, rows: room } = box;
  const rows = sheet.found === undefined ? [] : foundRows(sheet.found.what, Math.max(1, width));
  const top = firstShown(sheet.top, rows.length, room);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title="Import connections"
      footnote={rowsBelow(rows.length - top - room)}
    >
      {width === 0 ? null : sheet.found === undefined ? (
        <PathInput sheet={sheet} width={width} />
      ) : (
        <TextRows rows={rows.slice(top, top + room)} width={width} />
      )}
    </Pane>
  );
};
