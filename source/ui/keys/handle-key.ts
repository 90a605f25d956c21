import { graphemes } from '../draw/cells.ts';
import type { ActionContext, KeyBinding, ActionTables, KeyScope } from '../action-context.ts';
import { showsChart } from '../chart/state.ts';
import { unmetNeed } from '../commands/slash-command.ts';
import { typeNumber } from '../dialogs/answers.ts';
import { typeText } from '../input/input-actions.ts';
import { beginsSentence } from '../log/on-topic.ts';
import { byKeyboard, byWeight } from './key-order.ts';
import { isText } from './key-places.ts';
import type { KeyPress } from './key-press.ts';
import { activeLine, type Mode, modeOf, type UiState } from '../ui-state.ts';

const isForm = (mode: Mode): boolean =>
  mode === 'question' || mode === 'credentials' || mode === 'name';

/** The scopes that apply now, the most specific first: if two rows share a key, the earlier scope wins. */
export const scopesOf = (state: UiState): readonly KeyScope[] => {
  const mode = modeOf(state);
  const isSheet = mode === 'sheet' || mode === 'reading';
  return [
    ...(mode === 'sheet' && state.sheet !== undefined ? [state.sheet.kind] : []),
    ...(mode === 'prompt' && state.prompt !== undefined
      ? ([`${state.prompt.kind} prompt`] as const)
      : []),
    ...(mode === 'log' && showsChart(state) ? (['chart'] as const) : []),
    mode,
    ...(activeLine(state) === undefined ? [] : (['line'] as const)),
    ...(isForm(mode) || isSheet ? [] : (['anywhere'] as const)),
    // What one broker asks for must not keep anybody from the rooms of another.
    ...(mode === 'question' || isSheet ? [] : (['rooms'] as const)),
    // A sheet leaves the recording's time on the screen.
    ...(isForm(mode) ? [] : (['recording'] as const)),
    'always',
  ];
};

const byScope = new WeakMap<ActionTables['keys'], ReadonlyMap<KeyScope, readonly KeyBinding[]>>();

/** The rows of the table by scope, the heaviest first in each; grouped once. */
const groupRows = ({ keys }: ActionTables): ReadonlyMap<KeyScope, readonly KeyBinding[]> => {
  const known = byScope.get(keys);
  if (known !== undefined) return known;
  const grouped = Map.groupBy(keys.toSorted(byKeyboard).toSorted(byWeight), ({ scope }) => scope);
  byScope.set(keys, grouped);
  return grouped;
};

/** The rows that apply now: those of the most specific scope first, the heaviest of each scope first. */
const rowsFor = ({ state, tables }: ActionContext): readonly KeyBinding[] =>
  scopesOf(state()).flatMap((scope) => groupRows(tables).get(scope) ?? []);

/** The row that handles a key now. */
const findRow = (fits: (key: string) => boolean, context: ActionContext): KeyBinding | undefined =>
  rowsFor(context).find(
    (binding) => binding.keys.some((key) => fits(key)) && binding.isEnabled?.(context) !== false,
  );

/** Why a row that publishes something cannot do so here: it is not shown, and its keys say this. */
const whyForbidden = ({ session }: ActionContext, { publishes }: KeyBinding): string | undefined =>
  publishes === true
    ? unmetNeed(
        session,
        session.recording === undefined ? ['publishing', 'broker'] : ['publishing'],
      )
    : undefined;

const runRow = (context: ActionContext, binding: KeyBinding): void => {
  const problem = whyForbidden(context, binding);
  if (problem === undefined) binding.run(context);
  else context.session.notify(problem);
};

/** A row that some of its keys lead to now, and the first of them. */
export type KeyHere = { readonly binding: KeyBinding; readonly key: string };

/** Whether a key can be pressed now: where a line is typed, characters go into it. */
const canPress = (context: ActionContext): ((key: string) => boolean) => {
  const { canReport = () => true } = context.tables;
  const types = activeLine(context.state()) !== undefined;
  return (key) => canReport(key) && !(types && isText(key));
};

/** Every row that applies now, each with the first key that leads to it. */
export const keysHere = (context: ActionContext): KeyHere[] => {
  const reaches = canPress(context);
  const taken = new Set<string>();
  return rowsFor(context).flatMap((binding) => {
    if (binding.isEnabled?.(context) === false) return [];
    const free = binding.keys.filter((key) => !taken.has(key));
    for (const key of free) taken.add(key);
    const key = free.find(reaches);
    return key === undefined || whyForbidden(context, binding) !== undefined
      ? []
      : [{ binding, key }];
  });
};

const findBinding = (name: string, context: ActionContext): KeyBinding | undefined =>
  findRow((key) => key === name, context);

/** Which of the rows that apply now each of some keys leads to. */
const rowsByKey = (
  context: ActionContext,
  rows: readonly KeyBinding[],
  keys: ReadonlySet<string>,
): ReadonlyMap<string, KeyBinding> => {
  const found = new Map<string, KeyBinding>();
  for (const binding of rows) {
    const free = binding.keys.filter((key) => keys.has(key) && !found.has(key));
    if (free.length === 0 || binding.isEnabled?.(context) === false) continue;
    for (const key of free) found.set(key, binding);
  }
  return found;
};

/** The rows that take at least one of their keys now, with only those that they take. */
export const rowsInForce = (context: ActionContext): readonly KeyBinding[] => {
  const rows = rowsFor(context);
  const rowOf = rowsByKey(context, rows, new Set(rows.flatMap(({ keys }) => keys)));
  return rows.flatMap((binding) => {
    const keys = binding.keys.filter((key) => rowOf.get(key) === binding);
    return keys.length === 0 || whyForbidden(context, binding) !== undefined
      ? []
      : [{ ...binding, keys }];
  });
};

/** A key, and what it does in a word or two. */
export type Hint = readonly [key: string, does: string];

/** The hints to show now, the heaviest first. Asked for in every frame. */
export const keyHints = (context: ActionContext): Hint[] => {
  const rows = rowsFor(context);
  const reaches = canPress(context);
  const hinted = rows
    .filter(({ hint }) => hint !== undefined)
    .toSorted(byWeight)
    .flatMap((binding): KeyHere[] => {
      const key = binding.keys.find(reaches);
      return key === undefined ? [] : [{ binding, key }];
    });
  const rowOf = rowsByKey(context, rows, new Set(hinted.map(({ key }) => key)));
  return hinted.flatMap(({ binding, key }) => {
    const { hint = '', isHintShown } = binding;
    const isMeant =
      rowOf.get(key) === binding &&
      isHintShown?.(context) !== false &&
      whyForbidden(context, binding) === undefined;
    return isMeant ? [[key, typeof hint === 'string' ? hint : hint(context)] as const] : [];
  });
};

const isLetter = (key: string): boolean => graphemes(key).length === 1;

/** Handles the second key of a chord; any other key only ends the wait, but letters may have begun a sentence. */
const pressSecond = (context: ActionContext, first: string, second: string): void => {
  context.dispatch({ type: 'second-key-awaited', after: undefined });
  const binding = findBinding(`${first} ${second}`, context);
  if (binding !== undefined) runRow(context, binding);
  else if (isLetter(first) && isLetter(second) && beginsSentence(context))
    beginSentence(context, first + second);
};

/**
 * Most terminals report these keys alike with and without Shift or Ctrl: where a terminal does tell them
 * apart and the combination has no meaning, it is the plain key. All terminals report Shift+Tab.
 */
const withoutModifiers = (name: string): readonly string[] => {
  const { alt = '', key } =
    /^(?:Ctrl\+)?(?<alt>Alt\+)?(?:Shift\+)?(?<key>Enter|Tab|Esc|Backspace)$/.exec(name)?.groups ??
    {};
  return key === undefined || name === 'Shift+Tab' ? [name] : [name, alt + key];
};

const pressNamed = (context: ActionContext, name: string): boolean => {
  if (findRow((key) => key.startsWith(`${name} `), context) !== undefined) {
    context.dispatch({ type: 'second-key-awaited', after: name });
    return true;
  }
  const binding = withoutModifiers(name)
    .map((spelling) => findBinding(spelling, context))
    .find((found) => found !== undefined);
  if (binding !== undefined) runRow(context, binding);
  return binding !== undefined;
};

/** Typing on when asked whether to quit means no: an Enter at the end of the sentence must not be the answer. */
const staysInstead = (context: ActionContext, text: string): boolean =>
  context.state().question?.isAboutQuitting === true &&
  findBinding(graphemes(text)[0] ?? '', context) === undefined;

/** Closes the question whether to quit, and takes the text for what was typed before it. */
const typeOn = (context: ActionContext, text: string): void => {
  const { letter = '' } = context.state().question ?? {};
  context.dispatch({ type: 'answered' });
  if (letter !== '') beginSentence(context, letter + text);
  else handleKey(context, { text });
};

const beginSentence = (context: ActionContext, text: string): void => {
  context.dispatch({ type: 'pane-focused', pane: 'input' });
  typeText(context, text);
};

/** Handles a key: the one path from the keyboard to the program. */
export const handleKey = (context: ActionContext, press: KeyPress): void => {
  const { pendingKey } = context.state();
  if (pendingKey !== undefined) {
    const [first = '', ...rest] = 'name' in press ? [press.name] : graphemes(press.text);
    pressSecond(context, pendingKey, first);
    if (rest.length > 0) handleKey(context, { text: rest.join('') });
    return;
  }
  if ('name' in press) {
    pressNamed(context, press.name);
    return;
  }
  if (activeLine(context.state()) !== undefined) {
    typeText(context, press.text);
    return;
  }
  if (typeNumber(context, press.text)) return;
  if (staysInstead(context, press.text)) {
    typeOn(context, press.text);
    return;
  }
  // Keys after the answer to a question were typed before the next question was seen.
  const characters = graphemes(press.text);
  const taken = modeOf(context.state()) === 'question' ? characters.slice(0, 1) : characters;
  for (const [index, character] of taken.entries()) {
    // A second key may come in the same read as the first.
    if (context.state().pendingKey !== undefined) {
      handleKey(context, { text: taken.slice(index).join('') });
      return;
    }
    // Keys after one that leads into the input box were typed for the input box.
    if (activeLine(context.state()) !== undefined) {
      typeText(context, taken.slice(index).join(''));
      return;
    }
    // What came in one read with the key that asks whether to quit was typed before the question was seen.
    if (index > 0 && context.state().question?.isAboutQuitting === true) {
      typeOn(context, taken.slice(index).join(''));
      return;
    }
    const isBound = pressNamed(context, character === ' ' ? 'Space' : character);
    if (!isBound && beginsSentence(context)) beginSentence(context, character);
  }
};
