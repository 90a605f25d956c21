import type { Decoded } from '../../payload/decoded.ts';
import { noFolds, unfoldTo } from '../../payload/folds.ts';
import { type OutlineRow, outlineOf, pathOfRow } from '../../payload/outline.ts';
import { printable } from '../../payload/printable.ts';
import { untagged } from '../../payload/value.ts';
import type { ValuePath } from '../../payload/value-path.ts';
import type { Controls } from '../controls.ts';
import { detailsNow, pointAtPath } from './actions.ts';
import { rowOfPath } from './shown-details.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';

/** What a payload can be searched in: texts, each with its path. */
type Searched = {
  readonly texts: readonly string[];
  readonly pathOf: (index: number) => ValuePath;
  readonly indexOf: (path: ValuePath) => number;
};

const textOfRow = ({ value: tagged, member, role }: OutlineRow): string => {
  if (role === 'end') return '';
  const { value, tags } = untagged(tagged);
  const text =
    value.kind === 'string' || value.kind === 'number'
      ? value.text
      : value.kind === 'boolean'
        ? String(value.value)
        : value.kind === 'bytes'
          ? Buffer.from(value.bytes).toString('hex')
          : value.kind === 'null'
            ? 'null'
            : '';
  return `${member?.key ?? ''} ${text} ${tags}`.toLowerCase();
};

const searched = new WeakMap<Decoded, Searched>();

const prepare = ({ value, lines = [] }: Decoded): Searched => {
  if (value === undefined) {
    return {
      texts: lines.map((line) =>
        line
          .map(({ text }) => text)
          .join('')
          .toLowerCase(),
      ),
      pathOf: (index) => [`:${index}`],
      indexOf: ([segment = '']) => (segment.startsWith(':') ? Number(segment.slice(1)) : -1),
    };
  }
  const rows = outlineOf(value, noFolds);
  return {
    texts: rows.map((row) => textOfRow(row)),
    pathOf: (index) => pathOfRow(rows, index),
    indexOf: (path) => rowOfPath(rows, path),
  };
};

/** What can be searched of a payload, folded or not; worked out once. */
const searchedOf = (decoded: Decoded): Searched => {
  const known = searched.get(decoded);
  if (known !== undefined) return known;
  const fresh = prepare(decoded);
  searched.set(decoded, fresh);
  return fresh;
};

/** Finds a text from a place on, round and round, unfolds what it is in and goes there. Says whether it is there. */
const find = (
  controls: Controls,
  text: string,
  start: { readonly from: ValuePath | undefined; readonly step: 0 | 1 | -1 },
): boolean => {
  const shown = detailsNow(controls);
  if (shown === undefined || text === '') return false;
  const { texts, indexOf, pathOf } = searchedOf(shown.reading.decoded);
  const wanted = text.toLowerCase();
  const { length } = texts;
  const at = start.from === undefined ? (start.step === 0 ? 0 : -1) : indexOf(start.from);
  const by = start.step === -1 ? -1 : 1;
  for (let tried = 0; tried < length; tried += 1) {
    const index = (((at + start.step + by * tried) % length) + length) % length;
    if (texts[index]?.includes(wanted) !== true) continue;
    const path = pathOf(index);
    const folds = unfoldTo(controls.state().details.folds, path);
    controls.dispatch({ type: 'details-folded', folds });
    pointAtPath(controls, path);
    return true;
  }
  return false;
};

const goOn = (controls: Controls, step: 1 | -1): void => {
  const { searched: text, cursor } = controls.state().details;
  if (text === '') controls.session.notify('Nothing was searched here yet: / searches.');
  else if (!find(controls, text, { from: cursor, step }))
    controls.session.notify(`"${printable(text, 100)}" is not in this payload.`);
};

/** Follows the search while it is typed: from where it began. */
export const followDetailsSearch = (controls: Controls): void => {
  const { prompt } = controls.state();
  if (prompt?.kind !== 'details') return;
  const text = textOf(prompt.line);
  const isFound = find(controls, text, { from: prompt.from, step: 0 });
  controls.session.forgetNotice();
  if (text !== '' && !isFound)
    controls.session.notify(`"${printable(text, 100)}" is not in this payload.`);
};

/** Ends the search on what was found; `n` and `N` go on from there. */
export const acceptDetailsSearch = (controls: Controls): void => {
  const { prompt } = controls.state();
  if (prompt?.kind === 'details' && textOf(prompt.line) !== '')
    controls.dispatch({ type: 'details-searched', text: textOf(prompt.line) });
  controls.dispatch({ type: 'prompt-closed' });
  controls.dispatch({ type: 'pane-focused', pane: 'details' });
};

/** What the keys for searching in the details do. */
export const detailsSearch = {
  open: ({ state, dispatch }: Controls): void =>
    dispatch({
      type: 'prompt-opened',
      prompt: { kind: 'details', line: emptyLine, from: state().details.cursor },
    }),
  next: (controls: Controls): void => goOn(controls, 1),
  previous: (controls: Controls): void => goOn(controls, -1),
} satisfies Record<string, (controls: Controls) => void>;
