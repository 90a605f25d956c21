import { plural } from '../format/count.ts';
import { size } from '../format/size.ts';
import type { Folds } from './folds.ts';
import { hexPreview } from './hex.ts';
import type { TokenLine, Token } from './laid-out.ts';
import { cut, printable } from './printable.ts';
import { memberSegments } from './value-path.ts';
import { type Member, untagged, type Value } from './value.ts';

/** A line of a laid-out value: a scalar, or the start or end of a list or map. */
export type OutlineRow = {
  readonly value: Value;
  /** Index of the row where the list or map around it begins; -1 if there is none. */
  readonly parent: number;
  /** The last segment of its path; empty at the top. */
  readonly segment: string;
  readonly member: Member | undefined;
  readonly depth: number;
  readonly role: 'scalar' | 'begin' | 'folded' | 'end';
  readonly hasComma: boolean;
};

/** Deeper levels are not indented further: they would leave the pane. */
const deepestIndent = 16;

/** Longer texts are cut on the screen; copying takes the whole text. */
const longest = 4096;

/** How many bytes of a byte string are shown. */
const bytesShown = 64;

type Place = Omit<OutlineRow, 'value' | 'role'>;

const lengthOf = (value: Value): number => {
  if (value.kind === 'list') return value.items.length;
  return value.kind === 'map' ? value.members.length : 0;
};

/** All rows of a value, in order. A folded list or map takes one. */
export const outlineOf = (root: Value, folds: Folds): OutlineRow[] => {
  const rows: OutlineRow[] = [];
  const lay = (
    value: Value,
    place: Place,
    fold: { readonly own: Folds | undefined; readonly inherited: boolean },
  ): void => {
    const inner = untagged(value).value;
    const length = lengthOf(inner);
    if ((inner.kind !== 'list' && inner.kind !== 'map') || length === 0) {
      rows.push({ ...place, value, role: 'scalar' });
      return;
    }
    if (fold.own?.own ?? fold.inherited) {
      rows.push({ ...place, value, role: 'folded' });
      return;
    }
    const parent = rows.length;
    rows.push({ ...place, value, role: 'begin', hasComma: false });
    const inherited = fold.own?.below ?? fold.inherited;
    const depth = place.depth + 1;
    const below = (segment: string, member: Member | undefined, item: Value, index: number): void =>
      lay(
        item,
        { parent, segment, member, depth, hasComma: index < length - 1 },
        { own: fold.own?.children.get(segment), inherited },
      );
    if (inner.kind === 'list')
      for (const [index, item] of inner.items.entries())
        below(`[${index}]`, undefined, item, index);
    else {
      const segments = memberSegments(inner.members.map(({ key }) => key));
      for (const [index, member] of inner.members.entries())
        below(segments[index] ?? '', member, member.value, index);
    }
    rows.push({ ...place, value, role: 'end' });
  };
  const top = { parent: -1, segment: '', member: undefined, depth: 0, hasComma: false };
  lay(root, top, { own: folds, inherited: false });
  return rows;
};

const quoted = (text: string, source: string | undefined): string =>
  source === undefined
    ? printable(JSON.stringify(cut(text, longest)), longest + 100)
    : printable(`"${source}"`, longest);

const scalarToken = (value: Value): Token => {
  switch (value.kind) {
    case 'null':
    case 'undefined':
      return { role: 'literal', text: value.kind };
    case 'boolean':
      return { role: 'literal', text: String(value.value) };
    case 'number':
      return { role: 'number', text: printable(value.text) };
    case 'string':
      return { role: 'string', text: quoted(value.text, value.source) };
    case 'bytes':
      return {
        role: 'string',
        text:
          value.bytes.length === 0
            ? '(no bytes)'
            : `${hexPreview(value.bytes, bytesShown)} (${size(value.bytes.length)})`,
      };
    case 'omitted':
      return { role: 'offset', text: `(${value.why})` };
    case 'list':
      return { role: 'punctuation', text: '[]' };
    case 'map':
    case 'tag':
      return { role: 'punctuation', text: '{}' };
  }
};

const keyTokens = ({ member, role }: OutlineRow): Token[] => {
  if (member === undefined || role === 'end') return [];
  const text =
    member.source === undefined ? quoted(member.key, undefined) : printable(member.source, longest);
  return [
    { role: 'key', text },
    { role: 'punctuation', text: ': ' },
  ];
};

/** The text of a row, as tokens; `unit` is that of its number, if known otherwise. Text from outside. */
export const rowTokens = (row: OutlineRow, unit?: string): TokenLine => {
  const { value, tags } = untagged(row.value);
  const [begin, end] = value.kind === 'list' ? ['[', ']'] : ['{', '}'];
  const [one, many] = value.kind === 'list' ? ['item', 'items'] : ['member', 'members'];
  const bodies: Readonly<Record<OutlineRow['role'], Token>> = {
    scalar: scalarToken(value),
    begin: { role: 'punctuation', text: begin },
    end: { role: 'punctuation', text: end },
    folded: {
      role: 'punctuation',
      text: `${begin}… ${plural(lengthOf(value), one, many)}${end}`,
    },
  };
  return [
    { role: 'punctuation', text: '  '.repeat(Math.min(row.depth, deepestIndent)) },
    ...keyTokens(row),
    bodies[row.role],
    ...(row.hasComma ? [{ role: 'punctuation' as const, text: ',' }] : []),
    ...(unit === undefined ? [] : [{ role: 'offset' as const, text: ` ${printable(unit)}` }]),
    ...(tags === '' || row.role === 'end'
      ? []
      : [{ role: 'offset' as const, text: `  ${printable(tags, 300)}` }]),
  ];
};

/** The path of a row. */
export const pathOfRow = (rows: readonly OutlineRow[], index: number): string[] => {
  const path: string[] = [];
  for (let row = rows[index]; row !== undefined && row.parent >= 0; row = rows[row.parent])
    path.unshift(row.segment);
  return path;
};

const simple = /^[ !#-[\]-~]*$/;

const simpleLength = (text: string): number => (simple.test(text) ? text.length : Infinity);

const scalarLength = (value: Value, role: OutlineRow['role']): number => {
  switch (value.kind) {
    case 'number':
      return simpleLength(value.text);
    case 'string':
      return simpleLength(value.source ?? value.text) + 2;
    case 'null':
    case 'undefined':
    case 'boolean':
      return 9;
    case 'list':
    case 'map':
      return role === 'folded' ? 30 : 2;
    case 'bytes':
    case 'tag':
    case 'omitted':
      return Infinity;
  }
};

/** The most cells that a row can take; infinite if finding out would be slow. Cheap. */
export const rowLength = ({ value, member, depth, role }: OutlineRow): number =>
  2 * Math.min(depth, deepestIndent) +
  (member === undefined ? 0 : simpleLength(member.source ?? member.key) + 4) +
  scalarLength(value, role) +
  1;
