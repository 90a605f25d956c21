import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { keysText } from '../../source/command-line/config/keys-text.ts';
import { boundKeys, type KeysTable } from '../../source/ui/keys/bound-keys.ts';
import { keyBindings } from '../../source/ui/keys/key-bindings.ts';

const keysIn = (toml: string): KeysTable => parse(toml)['keys'] as KeysTable;

describe('what docs/keys.md says to write', () => {
  const samples = [...readFileSync('docs/keys.md', 'utf8').matchAll(/```toml\n([^]*?)```/g)].map(
    ([, text = '']) => text,
  );

  it('is right', () => {
    expect(samples.length).toBe(2);
    for (const sample of samples)
      expect(boundKeys(keyBindings, keysIn(sample)).problems).toEqual([]);
  });
});

describe('what mqtt-tui config keys prints', () => {
  it.each([{}, { preset: 'vim' }, { preset: 'emacs', tree: { sort: 'S' } }])(
    'changes nothing, written into the file: %j',
    (table) => {
      const { rows } = boundKeys(keyBindings, table);
      const printed = Object.fromEntries(Object.entries(keysIn(`[keys]\n${keysText(table)}`)));
      const again = boundKeys(keyBindings, { ...table, ...printed });
      expect(again.problems).toEqual([]);
      expect(again.rows.map(({ keys }) => keys)).toEqual(rows.map(({ keys }) => keys));
    },
  );
});
