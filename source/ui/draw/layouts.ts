import { widthsVersion } from './terminal-widths.ts';

/** A cache of layouts, cleared when the terminal turns out to count cells differently. */
export class Layouts<Key extends WeakKey, Layout> {
  #layouts = new WeakMap<Key, Layout>();
  #version = widthsVersion();

  get(key: Key): Layout | undefined {
    return this.#current().get(key);
  }

  set(key: Key, layout: Layout): void {
    this.#current().set(key, layout);
  }

  #current(): WeakMap<Key, Layout> {
    if (this.#version !== widthsVersion()) {
      this.#version = widthsVersion();
      this.#layouts = new WeakMap();
    }
    return this.#layouts;
  }
}
