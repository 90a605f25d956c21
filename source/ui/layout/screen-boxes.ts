import { type DOMElement, measureElement } from 'ink';
import { createContext, use, useEffect, type RefObject } from 'react';
import { type CellSize, noCells } from './cell-size.ts';

/** The parts of the screen that the mouse can hit, the uppermost first. */
const hittable = ['completion', 'time-axis', 'input', 'details', 'log', 'tree'] as const;

/** The parts of the screen that keys and the mouse ask about, what is scrolled in a sheet, and the screen itself. */
export type BoxName = 'screen' | 'sheet' | 'scrolled' | (typeof hittable)[number];

/** A cell of a box, counted from the corner inside its border; -1 is on the border. */
export type BoxCell = { readonly name: BoxName; readonly x: number; readonly y: number };

/** What a key may ask about the places of things; drawing asks nobody but the box it stands in. */
export type ScreenBoxes = {
  /** Columns and rows inside a box; none while it is not on the screen. */
  readonly inside: (name: BoxName) => CellSize;
  /** The box at a cell of the screen, the uppermost where several lie there. */
  readonly at: (x: number, y: number) => BoxCell | undefined;
};

type Nodes = {
  readonly outer: RefObject<DOMElement | null>;
  readonly inner: RefObject<DOMElement | null>;
};

/** Where the boxes stand, as Ink laid them out last. */
export class MeasuredBoxes implements ScreenBoxes {
  readonly #boxes = new Map<BoxName, Nodes>();
  readonly #listeners = new Set<() => boolean>();
  readonly #resized: () => void;

  /** `resized` is called when boxes on the screen have another size, before they are drawn to fit it. */
  constructor(resized: () => void = () => undefined) {
    this.#resized = resized;
  }

  /**
   * Calls back whenever something may have another size, to hear whether a box on the screen has;
   * returns how to stop.
   */
  onMeasure(listener: () => boolean): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something was laid out: whoever has a box measures it. */
  measure(): void {
    let isResized = false;
    for (const listener of this.#listeners) isResized = listener() || isResized;
    if (isResized) this.#resized();
  }

  /** Knows a box from now on; returns how to forget it. */
  add(name: BoxName, nodes: Nodes): () => void {
    this.#boxes.set(name, nodes);
    return () => {
      if (this.#boxes.get(name) === nodes) this.#boxes.delete(name);
    };
  }

  inside(name: BoxName): CellSize {
    const node = this.#boxes.get(name)?.inner.current;
    if (node === undefined || node === null) return noCells;
    const { width, height } = measureElement(node);
    return { columns: width, rows: height };
  }

  at(x: number, y: number): BoxCell | undefined {
    for (const name of hittable) {
      const { outer, inner } = this.#boxes.get(name) ?? {};
      if (!outer?.current || !inner?.current) continue;
      const box = measureElement(outer.current);
      if (x < box.x || x >= box.x + box.width || y < box.y || y >= box.y + box.height) continue;
      const content = measureElement(inner.current);
      return { name, x: x - content.x, y: y - content.y };
    }
    return undefined;
  }
}

export const ScreenBoxesContext = createContext(new MeasuredBoxes());

/** Makes a component's box known by its name while it is on the screen. */
export const useScreenBox = (
  name: BoxName | undefined,
  outer: RefObject<DOMElement | null>,
  inner: RefObject<DOMElement | null>,
): void => {
  const boxes = use(ScreenBoxesContext);
  useEffect(
    () => (name === undefined ? undefined : boxes.add(name, { outer, inner })),
    [boxes, name, outer, inner],
  );
};
