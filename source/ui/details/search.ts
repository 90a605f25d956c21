import type { Decoded } from '../../payload/decoded.ts';
import { noFolds, unfoldTo } from '../../payload/folds.ts';
import { type OutlineRow, outlineOf, pathOfRow } from '../../payload/outline.ts';
import { printable } from '../../payload/printable.ts';
import { untagged } from '../../payload/value.ts';
import type { ValuePath } from '../../payload/value-path.ts';
import type { ActionContext } from '../action-context.ts';
import { detailsNow, pointAtPath } from './actions.ts';
import { rowOfPath } from './shown-details.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';

/** The searchable texts of a payload, each with its path. */
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

/** The searchable texts of a payload, folded or not; cached. */
const searchedOf = (decoded: Decoded): Searched => {
  const known = searched.get(decoded);
  if (known !== undefined) return known;
  const fresh = prepare(decoded);
  searched.set(decoded, fresh);
  return fresh;
};

/**
 * Finds a text, starting at an index and wrapping around; unfolds what contains it and moves the cursor
 * there. Returns whether it was found.
 */
const find = (
  context: ActionContext,
  text: string,
  start: { readonly from: ValuePath | undefined; readonly step: 0 | 1 | -1 },
): boolean => {
  const shown = detailsNow(context);
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
    const folds = unfoldTo(context.state().details.folds, path);
    context.dispatch({ type: 'details-folded', folds });
    pointAtPath(context, path);
    return true;
  }
  return false;
};

const goOn = (context: ActionContext, step: 1 | -1): void => {
  const { searched: text, cursor } = context.state().details;
  if (text === '') context.session.notify('No search here yet: / starts one.');
  else if (!find(context, text, { from: cursor, step }))
    context.session.notify(`"${printable(text, 100)}" is not in this payload.`);
};

/** Searches again as the text is typed, always from where the search began; without a match it goes back there. */
export const followDetailsSearch = (context: ActionContext): void => {
  const { prompt } = context.state();
  if (prompt?.kind !== 'details') return;
  const text = textOf(prompt.line);
  context.dispatch({ type: 'details-returned', to: prompt.before });
  const isFound = find(context, text, { from: prompt.before.cursor, step: 0 });
  context.session.forgetNotice();
  if (text !== '' && !isFound)
    context.session.notify(`"${printable(text, 100)}" is not in this payload.`);
};

/** Ends the search at the match; `n` and `N` continue from there. A text without a match stays to be corrected. */
export const acceptDetailsSearch = (context: ActionContext): void => {
  const { prompt, details } = context.state();
  if (prompt?.kind !== 'details') return;
  const text = textOf(prompt.line);
  if (text !== '' && !find(context, text, { from: details.cursor, step: 0 })) return;
  if (text !== '') context.dispatch({ type: 'details-searched', text });
  context.dispatch({ type: 'prompt-closed' });
};

/** What the search keys of the details do. */
export const detailsSearch = {
  open: ({ state, dispatch }: ActionContext): void =>
    dispatch({
      type: 'prompt-opened',
      prompt: { kind: 'details', line: emptyLine, before: state().details },
    }),
  next: (context: ActionContext): void => goOn(context, 1),
  previous: (context: ActionContext): void => goOn(context, -1),
} satisfies Record<string, (context: ActionContext) => void>;
