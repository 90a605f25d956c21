import { type DOMElement, measureElement } from 'ink';
import { createContext, use, useEffect, type RefObject } from 'react';
import { type CellSize, noCells } from './cell-size.ts';

/** The boxes that the mouse can hit, topmost first. */
const hittable = ['completion', 'time-axis', 'input', 'details', 'log', 'tree'] as const;

/** The boxes that keys and the mouse ask about, the scrolled part of a sheet, and the screen itself. */
export type BoxName = 'screen' | 'sheet' | 'scrolled' | 'people' | (typeof hittable)[number];

/** A box on the screen, its border included. */
export type ScreenArea = CellSize & { readonly x: number; readonly y: number };

/** A cell of a box, counted from the corner inside its border; -1 is on the border. */
export type BoxCell = { readonly name: BoxName; readonly x: number; readonly y: number };

/** The positions of boxes, for keys and the mouse. Components ask only about their own box. */
export type ScreenBoxes = {
  /** The size inside a box; beneath a sheet, the size it had last. Zero before it was ever on the screen. */
  readonly inside: (name: BoxName) => CellSize;
  /** Where a box is now; `undefined` while it is not on the screen. */
  readonly outside: (name: BoxName) => ScreenArea | undefined;
  /** The box at a cell of the screen, the topmost if several overlap. */
  readonly at: (x: number, y: number) => BoxCell | undefined;
};

type Nodes = {
  readonly outer: RefObject<DOMElement | null>;
  readonly inner: RefObject<DOMElement | null>;
};

/** The boxes as Ink last laid them out. */
export class MeasuredBoxes implements ScreenBoxes {
  readonly #boxes = new Map<BoxName, Nodes>();
  readonly #lastSizes = new Map<BoxName, CellSize>();
  readonly #listeners = new Set<() => boolean>();
  readonly #resized: () => void;

  /** `resized` is called when boxes on the screen have changed size, before they are drawn to fit. */
  constructor(resized: () => void = () => undefined) {
    this.#resized = resized;
  }

  /**
   * The listener measures its box whenever the layout may have changed, and returns whether the size
   * did. Returns how to unsubscribe.
   */
  onMeasure(listener: () => boolean): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Has every box measured after a layout. */
  measure(): void {
    let isResized = false;
    for (const listener of this.#listeners) isResized = listener() || isResized;
    for (const name of this.#boxes.keys()) this.#remember(name);
    if (isResized) this.#resized();
  }

  /** Registers a box; returns how to unregister it. */
  add(name: BoxName, nodes: Nodes): () => void {
    this.#boxes.set(name, nodes);
    return () => {
      if (this.#boxes.get(name) === nodes) this.#boxes.delete(name);
    };
  }

  inside(name: BoxName): CellSize {
    this.#remember(name);
    return this.#lastSizes.get(name) ?? noCells;
  }

  /** Keeps the size of a box that is on the screen. */
  #remember(name: BoxName): void {
    const node = this.#boxes.get(name)?.inner.current;
    if (node === undefined || node === null) return;
    const { width, height } = measureElement(node);
    this.#lastSizes.set(name, { columns: width, rows: height });
  }

  outside(name: BoxName): ScreenArea | undefined {
    const node = this.#boxes.get(name)?.outer.current;
    if (node === undefined || node === null) return undefined;
    const { x, y, width, height } = measureElement(node);
    return { x, y, columns: width, rows: height };
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

/** Registers a component's box by name while it is on the screen. */
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
