import { type DOMElement, measureElement } from 'ink';
import { createContext, use, useEffect, type RefObject } from 'react';

/** Where the next typed character will go, in cells from a box's corner. */
export type CursorPosition = { readonly x: number; readonly y: number };

type Target = { readonly box: RefObject<DOMElement | null>; readonly offset: CursorPosition };

/** The terminal's cursor, placed by the component that is being typed in. */
export class TextCursor {
  #target: Target | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  show(target: Target): void {
    this.#target = target;
    this.#changed();
  }

  hide(target: Target): void {
    if (this.#target !== target) return;
    this.#target = undefined;
    this.#changed();
  }

  /** Its cell on the screen in the current layout; `undefined` while nothing is being typed. */
  position(): CursorPosition | undefined {
    const node = this.#target?.box.current;
    if (node === undefined || node === null || this.#target === undefined) return undefined;
    const { x, y } = measureElement(node);
    return { x: x + this.#target.offset.x, y: y + this.#target.offset.y };
  }
}

export const TextCursorContext = createContext(new TextCursor());

/** Puts the cursor at a cell of a box, or nowhere. */
export const useTextCursor = (
  box: RefObject<DOMElement | null>,
  position: CursorPosition | undefined,
): void => {
  const cursor = use(TextCursorContext);
  const { x, y } = position ?? {};
  useEffect(() => {
    if (x === undefined || y === undefined) return undefined;
    const target = { box, offset: { x, y } };
    cursor.show(target);
    return () => cursor.hide(target);
  }, [cursor, box, x, y]);
};
