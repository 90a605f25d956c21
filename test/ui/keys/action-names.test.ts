import { describe, expect, it } from 'vitest';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { scopeName } from '../../../source/ui/keys/key-places.ts';

describe('the name of the action of a key', () => {
  it('is one or a few words with hyphens', () => {
    for (const { action } of keyBindings) expect(action).toMatch(/^[a-z]+(?:-[a-z]+|-[1-9])*$/);
  });

  it('is of one row in its place in the file', () => {
    const names = keyBindings.map(({ scope, action }) => `${scopeName(scope)}.${action}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
