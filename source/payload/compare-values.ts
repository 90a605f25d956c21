import { count } from '../format/count.ts';
import { align, longestAlign } from './align.ts';
import { changedRow, type CompareRow } from './compare-lines.ts';
import { type Folds, noFolds } from './folds.ts';
import { outlineOf, rowTokens } from './outline.ts';
import { cut, printable } from './printable.ts';
import { exactSegments, hasTextKey, ValueIdentity } from './value-identity.ts';
import { type ListValue, type MapValue, type Member, untagged, type Value } from './value.ts';

/** The most rows of one comparison. */
const mostRows = 20_000;

const folded: Folds = { ...noFolds, own: true };

const textOf = (line: ReturnType<typeof rowTokens>): string =>
  line.map(({ text }) => text).join('');

type Place = { readonly key: string; readonly depth: number };

const indent = ({ depth }: Place): string => '  '.repeat(Math.min(depth, 16));

const keyText = (member: Member): string => {
  const text = hasTextKey(member)
    ? JSON.stringify(cut(member.key, 200))
    : (member.source ?? member.key);
  return `${printable(text, 300)}: `;
};

/** The rows of a value, laid out as in the details. */
const linesOf = (value: Value, place: Place, folds: Folds): string[] =>
  outlineOf(value, folds).map((row, index) => {
    const text = textOf(rowTokens(row));
    return `${indent(place)}${index === 0 ? place.key : ''}${text}`;
  });

type Walk = {
  readonly rows: CompareRow[];
  readonly identity: ValueIdentity;
  /** When the time for aligning lists is up, in ms of `performance.now()`. */
  readonly end: number;
};

const isFull = ({ rows }: Walk): boolean => rows.length >= mostRows;

const only = (walk: Walk, side: 'left' | 'right', value: Value, place: Place): void => {
  const isLeft = side === 'left';
  for (const text of linesOf(value, place, noFolds)) {
    if (isFull(walk)) return;
    walk.rows.push({
      mark: isLeft ? '-' : '+',
      left: isLeft ? text : undefined,
      right: isLeft ? undefined : text,
    });
  }
};

const bracket = (walk: Walk, text: string, place: Place): void => {
  const shown = `${indent(place)}${text}`;
  walk.rows.push({ mark: ' ', left: shown, right: shown });
};

const compareLists = (walk: Walk, left: ListValue, right: ListValue, place: Place): void => {
  const pairs = align(
    left.items.map((item) => walk.identity.of(item)),
    right.items.map((item) => walk.identity.of(item)),
    walk.end - performance.now(),
  );
  for (const pair of pairs)
    compare(walk, left.items[pair.left ?? -1], right.items[pair.right ?? -1], {
      key: '',
      depth: place.depth + 1,
    });
};

const compareMaps = (walk: Walk, left: MapValue, right: MapValue, place: Place): void => {
  const segments = exactSegments(left.members);
  const others = exactSegments(right.members);
  const bySegment = new Map(others.map((segment, index) => [segment, right.members[index]]));
  const below = (member: Member): Place => ({ key: keyText(member), depth: place.depth + 1 });
  for (const [index, member] of left.members.entries())
    compare(walk, member.value, bySegment.get(segments[index] ?? '')?.value, below(member));
  const known = new Set(segments);
  for (const [index, member] of right.members.entries())
    if (!known.has(others[index] ?? '')) compare(walk, undefined, member.value, below(member));
};

const isEmpty = (value: Value): boolean =>
  (value.kind === 'list' && value.items.length === 0) ||
  (value.kind === 'map' && value.members.length === 0);

/** Lists and maps are compared member by member unless both are empty. */
const hasMembers = (value: Value): boolean =>
  (value.kind === 'list' || value.kind === 'map') && !isEmpty(value);

/** The text of a number, or of a string that may hold one. */
const scalarText = (value: Value): string =>
  value.kind === 'number' || value.kind === 'string' ? value.text : '';

const compare = (
  walk: Walk,
  left: Value | undefined,
  right: Value | undefined,
  place: Place,
): void => {
  if (isFull(walk)) return;
  if (left === undefined || right === undefined) {
    if (left !== undefined) only(walk, 'left', left, place);
    if (right !== undefined) only(walk, 'right', right, place);
    return;
  }
  const isSame = walk.identity.of(left) === walk.identity.of(right);
  const [inLeft, inRight] = [untagged(left), untagged(right)];
  if (isSame || (!hasMembers(inLeft.value) && !hasMembers(inRight.value))) {
    const [a] = linesOf(left, place, folded);
    const [b] = linesOf(right, place, folded);
    walk.rows.push(
      isSame
        ? { mark: ' ', left: a, right: b }
        : changedRow(a, b, scalarText(inLeft.value), scalarText(inRight.value)),
    );
    return;
  }
  const begin = (text: string): void => bracket(walk, `${place.key}${text}`, place);
  const end = (text: string): void => bracket(walk, text, place);
  // If the tags differ, the whole value is shown as changed.
  if (inLeft.tags === inRight.tags) {
    if (inLeft.value.kind === 'map' && inRight.value.kind === 'map') {
      begin('{');
      compareMaps(walk, inLeft.value, inRight.value, place);
      end('}');
      return;
    }
    if (inLeft.value.kind === 'list' && inRight.value.kind === 'list') {
      begin('[');
      compareLists(walk, inLeft.value, inRight.value, place);
      end(']');
      return;
    }
  }
  only(walk, 'left', left, place);
  only(walk, 'right', right, place);
};

/**
 * Compares values by structure: members by name, whatever their order, and list items by content. A
 * list or map that is equal on both sides takes one row.
 */
export const compareValues = (left: Value, right: Value): CompareRow[] => {
  const walk: Walk = {
    rows: [],
    identity: new ValueIdentity(),
    end: performance.now() + longestAlign,
  };
  compare(walk, left, right, { key: '', depth: 0 });
  if (!isFull(walk)) return walk.rows;
  const rest = `(more than ${count(mostRows)} rows: the rest is not compared)`;
  return [...walk.rows, { mark: '~', left: rest, right: rest }];
};
