import type { ReactNode } from 'react';
import { fit } from '../draw/cells.ts';
import { endOfName } from './name-end.ts';
import type { Offer } from './offers.ts';
import { Row } from './row.tsx';

type OfferRowProps = {
  readonly offer: Offer;
  /** Cells of the label of the field that it is for. */
  readonly labelWidth: number;
  readonly width: number;
};

/** A text that Tab offers, below its field. */
export const OfferRow = ({
  offer: { text, position },
  labelWidth,
  width,
}: OfferRowProps): ReactNode => (
  <Row
    width={width}
    start={[
      { text: fit(position === undefined ? '' : `    ${position}`, labelWidth - 2) },
      { text: position === undefined ? '  ' : '▸ ' },
      { text: endOfName(text, Math.max(1, width - labelWidth)), look: 'topic' },
    ]}
    look={position === undefined ? undefined : 'selected'}
  />
);
