import type { KeptMessage } from '../model/kept-message.ts';
import type { DecoderChoice } from '../payload/decoder-choice.ts';
import type { Reading } from '../payload/payload-reader.ts';
import { pathOfRow } from '../payload/outline.ts';
import type { ValuePath } from '../payload/value-path.ts';
import type { MqttSession } from '../session/session.ts';
import { type DetailsBody, detailsBody, detailsHead } from './details-rows.ts';
import { insideOf, type Screen } from './screen.ts';
import type { UiState } from './ui-state.ts';

/** The details pane as it is to be drawn: rows count from the first of the head on. */
export type DetailsView = {
  readonly message: KeptMessage;
  readonly reading: Reading;
  readonly head: readonly string[];
  readonly body: DetailsBody;
  /** Cells and rows inside the pane. */
  readonly width: number;
  readonly height: number;
  /** All rows there are. */
  readonly length: number;
  /** The line of the body that the cursor is on, -1 where there is no cursor. */
  readonly line: number;
  /** The first row of that line. */
  readonly cursorRow: number;
  /** The first row on the screen. */
  readonly top: number;
};

/** The decoder that was chosen for a message's topic. */
export const chosenDecoder = (state: UiState, topic: string): DecoderChoice | undefined =>
  state.details.choices.get(topic);

/** A payload without structure has its lines as paths. */
const linePath = /^:(\d+)$/;

/** The path of a line of the body. */
export const pathOfLine = ({ outline }: DetailsBody, line: number): ValuePath =>
  outline === undefined ? [`:${line}`] : pathOfRow(outline, line);

/** The line of a path, or of the nearest above it that is there. */
const lineOfPath = ({ outline, lines }: DetailsBody, path: ValuePath): number => {
  if (outline === undefined) {
    const line = Number(linePath.exec(path[0] ?? '')?.[1] ?? -1);
    return line < lines ? line : -1;
  }
  let at = 0;
  for (const segment of path) {
    const found = outline.findIndex(
      (row, index) => index > at && row.parent === at && row.segment === segment,
    );
    if (found === -1) return at;
    at = found;
  }
  return lines === 0 ? -1 : at;
};

/** Works out the details pane; `undefined` where no message is shown in detail. */
export const detailsView = (
  session: MqttSession,
  state: UiState,
  { detailed: message, layout }: Pick<Screen, 'detailed' | 'layout'>,
): DetailsView | undefined => {
  if (message === undefined) return undefined;
  const { columns: width, rows: height } = insideOf(layout, 'details');
  const { details } = state;
  const reading = session.payloads.read(message, chosenDecoder(state, message.topic));
  const { decoded } = reading;
  const head = detailsHead(session, message, decoded, width);
  const body = detailsBody(decoded, details.folds, width);
  const length = head.length + (body.starts[body.lines] ?? 0);
  const line =
    details.cursor === undefined
      ? body.outline === undefined
        ? -1
        : 0
      : lineOfPath(body, details.cursor);
  const cursorRow = line === -1 ? 0 : head.length + (body.starts[line] ?? 0);
  // The cursor's row stays where it is on the screen, whatever comes above it.
  const shift = details.cursor === undefined || line === -1 ? 0 : cursorRow - details.cursorRow;
  const top = Math.max(0, Math.min(details.top + shift, length - height));
  return { message, reading, head, body, width, height, length, line, cursorRow, top };
};
