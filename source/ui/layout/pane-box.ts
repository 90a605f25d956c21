import { type DOMElement, measureElement } from 'ink';
import { type RefObject, use, useLayoutEffect, useRef, useState } from 'react';
import { type CellSize, noCells } from './cell-size.ts';
import { type BoxName, ScreenBoxesContext, useScreenBox } from './screen-boxes.ts';

/** The box of a pane: the element that Ink draws, and the space inside it. */
export type PaneBox = CellSize & {
  readonly outer: RefObject<DOMElement | null>;
  readonly inner: RefObject<DOMElement | null>;
};

/** Measures the screen's boxes again whenever the component has rendered, since its size may have changed. */
export const useRemeasuring = (): void => {
  const boxes = use(ScreenBoxesContext);
  useLayoutEffect(() => boxes.measure());
};

/**
 * The size of a box as Ink has laid it out, in cells. Ink delivers a frame before anything can be measured:
 * until then it is the size of the box of this name that it replaces, or zero. `MeasuredBoxes` announces
 * when boxes change size, before they are drawn to fit.
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
 * The box of a `<Pane>` and the cells inside its border; zero until it is laid out. Keys and the mouse
 * know it by `name`.
 */
export const usePaneBox = (name?: BoxName): PaneBox => {
  const outer = useRef<DOMElement>(null);
  const inner = useRef<DOMElement>(null);
  const size = useBoxSize(inner, name);
  useScreenBox(name, outer, inner);
  return { outer, inner, ...size };
};
