import { type DOMElement, measureElement, useBoxMetrics } from 'ink';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type CellSize, noCells } from './cell-size.ts';
import { type BoxName, useScreenBox } from './screen-boxes.ts';

/** A pane's box: what Ink draws it in, and how much room there is inside. */
export type PaneBox = CellSize & {
  readonly outer: RefObject<DOMElement | null>;
  readonly inner: RefObject<DOMElement | null>;
};

/**
 * The cells of a box, as Ink has laid it out. Ink's own hook measures after a frame; the first frame
 * of a box that has just come must have its rows too, so that one is measured before it is drawn.
 */
const useBoxSize = (box: RefObject<DOMElement | null>): CellSize => {
  const { width, height, hasMeasured } = useBoxMetrics(box);
  const [first, setFirst] = useState(noCells);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const measured = measureElement(box.current);
    // oxlint-disable-next-line react/set-state-in-effect -- the layout is Ink's, known only now
    setFirst({ columns: measured.width, rows: measured.height });
  }, [box]);
  return hasMeasured ? { columns: width, rows: height } : first;
};

/**
 * The box of a `<Pane>` and the cells inside its border; none before it is laid out. Keys and the
 * mouse know it by `name`.
 */
export const usePaneBox = (name?: BoxName): PaneBox => {
  const outer = useRef<DOMElement>(null);
  const inner = useRef<DOMElement>(null);
  const size = useBoxSize(inner);
  useScreenBox(name, outer, inner);
  return { outer, inner, ...size };
};
