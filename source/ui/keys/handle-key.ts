import { graphemes } from '../draw/cells.ts';
import type { Controls, KeyBinding, Tables, Where } from '../controls.ts';
import { typeText } from '../input/input-actions.ts';
import type { KeyPress } from './key-press.ts';
import { activeLine, type Mode, modeOf, shownSheet, type UiState } from '../ui-state.ts';

const isForm = (mode: Mode): boolean =>
  mode === 'question' || mode === 'credentials' || mode === 'name';

/** Which rows of the table count just now, the nearest first. */
const placesFor = (state: UiState): readonly Where[] => {
  const mode = modeOf(state);
  const sheet = shownSheet(state);
  const isSheet = mode === 'sheet' || mode === 'reading';
  return [
    ...(isSheet && sheet !== undefined ? [sheet.kind] : []),
    mode,
    ...(activeLine(state) === undefined ? [] : (['line'] as const)),
    ...(isForm(mode) || isSheet ? [] : (['anywhere'] as const)),
    // A sheet leaves the time of a recording on the screen.
    ...(isForm(mode) ? [] : (['recording'] as const)),
    'always',
  ];
};

const byPlace = new WeakMap<Tables['keys'], ReadonlyMap<Where, readonly KeyBinding[]>>();

/** The rows of the table by where they count; grouped once. */
const groupRows = ({ keys }: Tables): ReadonlyMap<Where, readonly KeyBinding[]> => {
  const known = byPlace.get(keys);
  if (known !== undefined) return known;
  const grouped = Map.groupBy(keys, ({ where }) => where);
  byPlace.set(keys, grouped);
  return grouped;
};

/** The rows of the table that count just now, the nearest first. */
const rowsFor = ({ state, tables }: Controls): readonly KeyBinding[] =>
  placesFor(state()).flatMap((where) => groupRows(tables).get(where) ?? []);

/** The nearest row with a key that fits. */
const findRow = (
  fits: (key: string) => boolean,
  controls: Controls,
  rows = rowsFor(controls),
): KeyBinding | undefined =>
  rows.find(
    (binding) => binding.keys.some((key) => fits(key)) && binding.when?.(controls) !== false,
  );

const findBinding = (name: string, controls: Controls): KeyBinding | undefined =>
  findRow((key) => key === name, controls);

/** The keys worth a hint just now, with what they do. */
export const keyHints = (controls: Controls): (readonly [string, string])[] => {
  const rows = rowsFor(controls);
  return controls.tables.keys.flatMap((binding) => {
    const [key = ''] = binding.keys;
    const isMeant =
      binding.hint !== undefined &&
      rows.includes(binding) &&
      findRow((other) => other === key, controls, rows) === binding;
    return isMeant && binding.hintWhen?.(controls) !== false
      ? [[key, binding.hint ?? ''] as const]
      : [];
  });
};

/** The second key of two, or any other, which only ends the waiting for it. */
const pressSecond = (controls: Controls, first: string, second: string): void => {
  controls.dispatch({ type: 'second-key-awaited', after: undefined });
  findBinding(`${first} ${second}`, controls)?.run(controls);
};

/**
 * Shift and Ctrl make no difference to these keys in most terminals: where one tells them and they
 * have no meaning, it is the plain key. All terminals report Shift+Tab.
 */
const withoutModifiers = (name: string): readonly string[] => {
  const { alt = '', key } =
    /^(?:Ctrl\+)?(?<alt>Alt\+)?(?:Shift\+)?(?<key>Enter|Tab|Esc|Backspace)$/.exec(name)?.groups ??
    {};
  return key === undefined || name === 'Shift+Tab' ? [name] : [name, alt + key];
};

const pressNamed = (controls: Controls, name: string): boolean => {
  if (findRow((key) => key.startsWith(`${name} `), controls) !== undefined) {
    controls.dispatch({ type: 'second-key-awaited', after: name });
    return true;
  }
  const binding = withoutModifiers(name)
    .map((spelling) => findBinding(spelling, controls))
    .find((found) => found !== undefined);
  binding?.run(controls);
  return binding !== undefined;
};

/** Whoever types on when asked whether to quit, stays: an Enter at the end of the sentence must not be the answer. */
const staysInstead = (controls: Controls, text: string): boolean =>
  controls.state().question?.ask.about === 'quit' &&
  findBinding(graphemes(text)[0] ?? '', controls) === undefined;

/** Does what a key is for: the one way from the keyboard to the program. */
export const handleKey = (controls: Controls, press: KeyPress): void => {
  const { pendingKey } = controls.state();
  if (pendingKey !== undefined) {
    const [first = '', ...rest] = 'name' in press ? [press.name] : graphemes(press.text);
    pressSecond(controls, pendingKey, first);
    if (rest.length > 0) handleKey(controls, { text: rest.join('') });
    return;
  }
  if ('name' in press) {
    pressNamed(controls, press.name);
    return;
  }
  if (activeLine(controls.state()) !== undefined) {
    typeText(controls, press.text);
    return;
  }
  if (staysInstead(controls, press.text)) {
    controls.dispatch({ type: 'answered' });
    handleKey(controls, press);
    return;
  }
  // What follows the answer to a question was typed before the next one was seen.
  const characters = graphemes(press.text);
  const taken = modeOf(controls.state()) === 'question' ? characters.slice(0, 1) : characters;
  for (const [index, character] of taken.entries()) {
    // What follows a key that led into the input box was typed for there.
    if (activeLine(controls.state()) !== undefined) {
      typeText(controls, taken.slice(index).join(''));
      return;
    }
    const isBound = pressNamed(controls, character === ' ' ? 'Space' : character);
    if (isBound || modeOf(controls.state()) !== 'log') continue;
    controls.dispatch({ type: 'pane-focused', pane: 'input' });
    typeText(controls, character);
  }
};
