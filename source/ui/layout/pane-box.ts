import { type DOMElement, measureElement } from 'ink';
import { type RefObject, use, useLayoutEffect, useRef, useState } from 'react';
import { type CellSize, noCells } from './cell-size.ts';
import { type BoxName, ScreenBoxesContext, useScreenBox } from './screen-boxes.ts';

/** A pane's box: what Ink draws it in, and how much room there is inside. */
export type PaneBox = CellSize & {
  readonly outer: RefObject<DOMElement | null>;
  readonly inner: RefObject<DOMElement | null>;
};

/** The boxes of the screen are measured again whenever the component has rendered: its size may be another one. */
export const useRemeasuring = (): void => {
  const boxes = use(ScreenBoxesContext);
  useLayoutEffect(() => boxes.measure());
};

/**
 * The cells of a box, as Ink has laid it out; before, those of the box of this name that it takes
 * the place of, or none. Ink hands out a frame before anything can measure it. Whoever waits for the
 * frames hears from the boxes that one of another size follows.
 */
export const useBoxSize = (box: RefObject<DOMElement | null>, name?: BoxName): CellSize => {
  const boxes = use(ScreenBoxesContext);
  const [size, setSize] = useState(() => (name === undefined ? noCells : boxes.inside(name)));
  const measured = useRef(size);
  useLayoutEffect(
    () =>
      boxes.onMeasure(() => {
        const { width, height } = box.current === null ? noBox : measureElement(box.current);
        const { columns, rows } = measured.current;
        if (columns === width && rows === height) return false;
        measured.current = { columns: width, rows: height };
        setSize(measured.current);
        return box.current !== null;
      }),
    [boxes, box],
  );
  useRemeasuring();
  return size;
};

const noBox = { width: 0, height: 0 };

/**
 * The box of a `<Pane>` and the cells inside its border; none before it is laid out. Keys and the
 * mouse know it by `name`.
 */
export const usePaneBox = (name?: BoxName): PaneBox => {
  const outer = useRef<DOMElement>(null);
  const inner = useRef<DOMElement>(null);
  const size = useBoxSize(inner, name);
  useScreenBox(name, outer, inner);
  return { outer, inner, ...size };
};
