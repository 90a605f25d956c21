import { graphemes } from './cells.ts';
import type { Controls } from './controls.ts';
import { typeText } from './input-actions.ts';
import type { KeyBinding, Where } from './key-binding.ts';
import { keyBindings } from './key-bindings.ts';
import type { KeyPress } from './key-press.ts';
import { activeLine, type Mode, modeOf } from './ui-state.ts';

const isForm = (mode: Mode): boolean =>
  mode === 'question' || mode === 'credentials' || mode === 'name';

/** Which rows of the table count in a mode, the nearest first. */
const placesFor = (mode: Mode, isTyping: boolean): readonly Where[] => [
  mode,
  ...(isTyping ? (['line'] as const) : []),
  ...(isForm(mode) || mode === 'page' ? [] : (['anywhere'] as const)),
  'always',
];

const findBinding = (name: string, controls: Controls): KeyBinding | undefined => {
  const state = controls.state();
  for (const where of placesFor(modeOf(state), activeLine(state) !== undefined))
    for (const binding of keyBindings)
      if (
        binding.where === where &&
        binding.keys.includes(name) &&
        binding.when?.(controls) !== false
      )
        return binding;
  return undefined;
};

/** The keys worth a hint just now, with what they do. */
export const keyHints = (controls: Controls): (readonly [string, string])[] =>
  keyBindings.flatMap((binding) => {
    const [key = ''] = binding.keys;
    const isMeant = binding.hint !== undefined && findBinding(key, controls) === binding;
    return isMeant ? [[key, binding.hint ?? ''] as const] : [];
  });

const pressNamed = (controls: Controls, name: string): boolean => {
  const binding = findBinding(name, controls);
  binding?.run(controls);
  return binding !== undefined;
};

/** Does what a key is for: the one way from the keyboard to the program. */
export const handleKey = (controls: Controls, press: KeyPress): void => {
  if ('name' in press) {
    pressNamed(controls, press.name);
    return;
  }
  if (activeLine(controls.state()) !== undefined) {
    typeText(controls, press.text);
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
