import type { StoredMessage } from '../../model/stored-message.ts';
import type { DecodedPayload } from '../../payload/payload-reader.ts';
import { type OutlineRow, pathOfRow } from '../../payload/outline.ts';
import type { ValuePath } from '../../payload/value-path.ts';
import type { MqttSession } from '../../session/session.ts';
import { type BodyRow, bodyRows, type DetailsBody, detailsBody } from './body.ts';
import { detailsHead } from './head.ts';
import { chosenDecoder } from './state.ts';
import type { Span } from '../widgets/span.ts';
import type { CellSize } from '../layout/cell-size.ts';
import type { UiState } from '../ui-state.ts';

/** A whole message, and which part of it is visible; row 0 is the first row of the head. */
export type ShownDetails = {
  readonly message: StoredMessage;
  readonly reading: DecodedPayload;
  readonly head: readonly (readonly Span[])[];
  readonly body: DetailsBody;
  /** Cells and rows inside the pane. */
  readonly width: number;
  readonly height: number;
  /** The total number of rows. */
  readonly length: number;
  /** The body line with the cursor; -1 if there is no cursor. */
  readonly line: number;
  /** The first row of that line. */
  readonly cursorRow: number;
  /** The first row on the screen. */
  readonly top: number;
};

/** The paths of a payload without structure are its lines. */
const linePath = /^:(\d+)$/;

/** The path of a line of the body. */
export const pathOfLine = ({ outline }: DetailsBody, line: number): ValuePath =>
  outline === undefined ? [`:${line}`] : pathOfRow(outline, line);

/** The row of a path, or of its nearest ancestor that is there. */
export const rowOfPath = (rows: readonly OutlineRow[], path: ValuePath): number => {
  let at = 0;
  for (const segment of path) {
    const isInside = ({ depth }: OutlineRow): boolean => depth > (rows[at]?.depth ?? 0);
    let below = at + 1;
    let row = rows[below];
    while (row !== undefined && isInside(row) && !(row.parent === at && row.segment === segment)) {
      below += 1;
      row = rows[below];
    }
    if (row === undefined || !isInside(row)) return at;
    at = below;
  }
  return at;
};

/** The line of a path, or of its nearest ancestor that is there. */
const lineOfPath = ({ outline, lines }: DetailsBody, path: ValuePath): number => {
  if (outline === undefined) {
    const line = Number(linePath.exec(path[0] ?? '')?.[1] ?? -1);
    return line < lines ? line : -1;
  }
  return lines === 0 ? -1 : rowOfPath(outline, path);
};

/** Works out the details pane; `undefined` when no message is shown in detail. */
export const shownDetails = (
  session: MqttSession,
  state: Pick<UiState, 'details' | 'timeFormat'>,
  message: StoredMessage | undefined,
  { columns: width, rows: height }: CellSize,
): ShownDetails | undefined => {
  if (message === undefined) return undefined;
  const { details, timeFormat } = state;
  const reading = session.payloads.read(message, chosenDecoder(state, message.topic));
  const { decoded } = reading;
  const head = detailsHead(session, message, decoded, { width, timeFormat });
  const announced = session.monitor?.devices.units;
  const body = detailsBody(decoded, details.folds, width, {
    byPath: decoded.units ?? announced?.on(message.topic),
    version: announced?.version ?? 0,
  });
  const length = head.length + (body.starts[body.lines] ?? 0);
  const line =
    details.cursor === undefined
      ? body.outline === undefined
        ? -1
        : 0
      : lineOfPath(body, details.cursor);
  const cursorRow = line === -1 ? 0 : head.length + (body.starts[line] ?? 0);
  // Keep the cursor's row where it is on the screen, whatever is added above it.
  const shift = details.cursor === undefined || line === -1 ? 0 : cursorRow - details.cursorRow;
  const top = Math.max(0, Math.min(details.top + shift, length - height));
  return { message, reading, head, body, width, height, length, line, cursorRow, top };
};

/** The visible rows of the details, each with its line of the payload; -1 is above the payload. */
export const rowsToSee = ({ head, body, top, height }: ShownDetails): BodyRow[] => {
  const above = head.slice(top, top + height).map((spans) => ({ line: -1, spans }));
  const below = bodyRows(body, Math.max(0, top - head.length), height - above.length);
  return [...above, ...below];
};
