import { randomFillSync } from 'node:crypto';
import { LastView } from './last-view.ts';

/** The words of a slot: the hash, the number, the length of the name in bytes, and its place plus one; 0 in a free slot. */
const slotShift = 2;
const slotSize = 1 << slotShift;

/** The initial number of slots. */
const fewestSlots = 1024;

/** The share of the slots that are taken at most. */
const mostTaken = 7 / 8;

/** The initial number of words for names. */
const fewestWords = 4096;

const encoder = new TextEncoder();

/** Gives the memory of an array back at once: the garbage collector, which does not see it, would come late. */
const giveBack = ({ buffer }: Int32Array<ArrayBuffer>): void => void buffer.transfer(0);

const wordsFor = (bytes: number): number => (bytes + 3) >> 2;

/** The four bytes from `at` on, filled up with zeros from `end` on. */
const wordAt = (view: DataView, at: number, end: number): number => {
  if (at + 4 <= end) return view.getInt32(at, true);
  let word = 0;
  for (let next = at; next < end; next += 1) word |= view.getUint8(next) << ((next - at) * 8);
  return word;
};

/**
 * Finds numbers by names, which are strings or UTF-8 as it lies in bytes from the network. With many names a
 * lookup waits for memory more than it computes: here it reads two places, one where the hashes are adjacent
 * and one with the name and its number. Nothing but the names that are no UTF-8 is in the collected heap.
 */
export class NameIndex {
  /** How many names there are, apart from `#illFormed`. */
  #count = 0;
  #slots = new Int32Array(slotSize * fewestSlots);
  /** The names, one after the other; each begins a word. */
  #words = new Int32Array(fewestWords);
  /** How many words are used. */
  #used = 0;
  /** How many words removed names take. */
  #wasted = 0;
  /**
   * Secret numbers, one for the length and one for each word of the longest name. The hash adds up products
   * of sums with them ("NH" of UMAC, RFC 4418): whatever names a publisher chooses, two of them have the
   * same one with a probability of 2⁻¹⁶ at most.
   */
  #keys = randomFillSync(new Int32Array(16));
  readonly #views = new LastView();
  #encoded = new Uint8Array(256);
  #encodedView = new DataView(this.#encoded.buffer);
  /** Names with half a surrogate pair, which UTF-8 cannot encode. */
  readonly #illFormed = new Map<string, number>();

  /** How many names there are. */
  get size(): number {
    return this.#count + this.#illFormed.size;
  }

  /** The number of a name; -1 if it is not there. */
  find(name: string): number {
    const length = this.#encode(name);
    if (length === undefined) return this.#illFormed.get(name) ?? -1;
    return this.#numberAt(this.#slotOf(this.#encodedView, 0, length));
  }

  /** The number of the name whose UTF-8 is in `bytes` from `start` to before `end`; -1 if it is not there. */
  findBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.#numberAt(this.#slotOf(this.#views.of(bytes), start, end));
  }

  /** Adds a name that is not there yet, with its number from 0 to 2³¹ − 1. */
  add(name: string, id: number): void {
    const length = this.#encode(name);
    if (length === undefined) {
      this.#illFormed.set(name, id);
      return;
    }
    const size = wordsFor(length);
    if (size >= this.#keys.length) this.#lengthenKeys(size);
    if (this.#used + size > this.#words.length) this.#moveTogether(size);
    this.#count += 1;
    if (this.#count * slotSize > this.#slots.length * mostTaken) this.#grow();
    const place = this.#used;
    for (let at = 0; at < size; at += 1)
      this.#words[place + at] = wordAt(this.#encodedView, at * 4, length);
    this.#used += size;
    const hash = this.#hash(this.#encodedView, 0, length);
    const slot = this.#freeSlot(hash);
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = id;
    this.#slots[slot + 2] = length;
    this.#slots[slot + 3] = place + 1;
  }

  /** Removes a name, if it is there. */
  remove(name: string): void {
    const length = this.#encode(name);
    if (length === undefined) {
      this.#illFormed.delete(name);
      return;
    }
    let gap = this.#slotOf(this.#encodedView, 0, length);
    if (gap === -1) return;
    this.#count -= 1;
    this.#wasted += wordsFor(length);
    const slots = this.#slots;
    const last = slots.length - slotSize;
    // Nothing that is further on for lack of room may be beyond a free slot.
    for (let at = (gap + slotSize) & last; slots[at + 3] !== 0; at = (at + slotSize) & last) {
      const wanted = ((slots[at] ?? 0) << slotShift) & last;
      if (((at - wanted) & last) < ((at - gap) & last)) continue;
      slots.copyWithin(gap, at, at + slotSize);
      gap = at;
    }
    slots[gap + 3] = 0;
  }

  /** Encodes a name; returns its length in bytes, `undefined` if UTF-8 has no such name. */
  #encode(name: string): number | undefined {
    const most = 3 * name.length;
    if (most > this.#encoded.length) {
      this.#encoded = new Uint8Array(2 * most);
      this.#encodedView = new DataView(this.#encoded.buffer);
    }
    const { written } = encoder.encodeInto(name, this.#encoded);
    return written === name.length || name.isWellFormed() ? written : undefined;
  }

  #numberAt(slot: number): number {
    return slot === -1 ? -1 : (this.#slots[slot + 1] ?? -1);
  }

  /** The slot of the name in these bytes; -1 if it is not there. */
  #slotOf(view: DataView, start: number, end: number): number {
    if (wordsFor(end - start) >= this.#keys.length) return -1;
    const hash = this.#hash(view, start, end);
    const slots = this.#slots;
    const last = slots.length - slotSize;
    for (let at = (hash << slotShift) & last; ; at = (at + slotSize) & last) {
      const found = slots[at + 3] ?? 0;
      if (found === 0) return -1;
      if (slots[at] !== hash || slots[at + 2] !== end - start) continue;
      if (this.#isAt(found - 1, view, start, end)) return at;
    }
  }

  /** Whether the name at a place is that of these bytes, which are as many. */
  #isAt(place: number, view: DataView, start: number, end: number): boolean {
    const words = this.#words;
    let word = place;
    for (let at = start; at < end; at += 4, word += 1)
      if (words[word] !== wordAt(view, at, end)) return false;
    return true;
  }

  #hash(view: DataView, start: number, end: number): number {
    const keys = this.#keys;
    const first = keys[0] ?? 0;
    let sum = Math.imul((end - start + first) & 0xffff, first >>> 16);
    let place = 1;
    for (let at = start; at < end; at += 4, place += 1) {
      const word = wordAt(view, at, end);
      const key = keys[place] ?? 0;
      sum += Math.imul((word + key) & 0xffff, ((word >>> 16) + (key >>> 16)) & 0xffff);
      sum |= 0;
    }
    // Spreads it: slots are chosen by the lowest bits.
    sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
    sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
    return sum ^ (sum >>> 16);
  }

  #freeSlot(hash: number): number {
    const slots = this.#slots;
    const last = slots.length - slotSize;
    let at = (hash << slotShift) & last;
    while (slots[at + 3] !== 0) at = (at + slotSize) & last;
    return at;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(2 * before.length);
    for (let at = 0; at < before.length; at += slotSize) {
      if (before[at + 3] !== 0)
        this.#slots.set(before.subarray(at, at + slotSize), this.#freeSlot(before[at] ?? 0));
    }
    giveBack(before);
  }

  /** Moves the names together, with room for this many words more and for half as many as are there. */
  #moveTogether(needed: number): void {
    const before = this.#words;
    const slots = this.#slots;
    this.#words = new Int32Array(Math.ceil((this.#used - this.#wasted) * 1.5) + needed);
    this.#used = 0;
    this.#wasted = 0;
    for (let at = 0; at < slots.length; at += slotSize) {
      const place = (slots[at + 3] ?? 0) - 1;
      if (place === -1) continue;
      const size = wordsFor(slots[at + 2] ?? 0);
      this.#words.set(before.subarray(place, place + size), this.#used);
      slots[at + 3] = this.#used + 1;
      this.#used += size;
    }
    giveBack(before);
  }

  /** Adds keys until there is one for each of this many words; what is there keeps its hash. */
  #lengthenKeys(words: number): void {
    const keys = randomFillSync(new Int32Array(2 * words + 1));
    keys.set(this.#keys);
    this.#keys = keys;
  }
}
