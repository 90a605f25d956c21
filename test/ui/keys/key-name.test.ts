import { describe, expect, it } from 'vitest';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { readKey } from '../../../source/ui/keys/key-name.ts';
import { keyPresets } from '../../../source/ui/keys/presets/presets.ts';

describe('the name of a key', () => {
  const inTables = [
    ...keyBindings.flatMap(({ keys }) => keys),
    ...Object.values(keyPresets).flatMap((rows) => rows.flatMap(({ keys }) => keys)),
  ];

  it.each([...new Set(inTables)].filter((key) => key !== 'Ctrl+H'))('is read as it is: %s', (key) =>
    expect(readKey(key)).toEqual({ key }),
  );

  it.each([
    ['ctrl+n', 'Ctrl+N'],
    ['shift+ALT+ctrl+up', 'Ctrl+Alt+Shift+Up'],
    ['enter', 'Enter'],
    ['f12', 'F12'],
    ['alt++', 'Alt++'],
    ['ctrl+x  ctrl+e', 'Ctrl+X Ctrl+E'],
    ['N', 'N'],
    ['+', '+'],
    ['ü', 'ü'],
  ])('is read in any case: %s', (written, key) => expect(readKey(written)).toEqual({ key }));

  it.each([
    ['', 'A key has a name, such as "n" or "Ctrl+N".'],
    ['Crtl+X', 'There is no modifier "Crtl"; did you mean Ctrl?'],
    ['PgUp', 'There is no key "PgUp"; did you mean PageUp?'],
    ['F13', 'There is no key "F13"; did you mean F1?'],
    ['kangaroo', 'There is no key "kangaroo".'],
    ['a b c', 'At most two keys can make a sequence.'],
    ['Super+X', 'Super belongs to the window manager.'],
    ['Ctrl+I', 'Terminals send Tab for Ctrl+I.'],
    ['Ctrl+m', 'Terminals send Enter for Ctrl+M.'],
    ['Ctrl+[', 'Terminals send Esc for Ctrl+[.'],
    ['Ctrl+Shift+A', 'Terminals do not tell it with Shift from Ctrl+A.'],
    ['Alt+Shift+<', 'Write the sign that Shift makes instead of Shift.'],
    ['Shift+n', 'Shift+n is written as what it types, such as "N" or "!".'],
    ['Alt+[', 'Terminals begin other keys with what they send for Alt+[.'],
    ['Alt+Esc', 'Terminals do not tell Alt+Esc from Esc.'],
    ['Ctrl+F5', 'Terminals do not tell Ctrl+F5 from F5.'],
  ])('of %j is refused', (written, problem) => expect(readKey(written)).toEqual({ problem }));
});
