import { boundKeys } from '../../ui/keys/bound-keys.ts';
import { namedActions } from '../../ui/keys/named-actions.ts';
import { tables } from '../../ui/tables.ts';
import type { Table } from './config.ts';

/** The list of keys as TOML writes it. */
const listed = (keys: readonly string[]): string =>
  `[${keys.map((key) => JSON.stringify(key)).join(', ')}]`;

/** `[keys]` with all that may be in it and the keys in force, each with what it does: TOML that changes nothing. */
export const keysText = (table: Table = {}): string => {
  const { rows } = boundKeys(tables.keys, table);
  const places = [...namedActions(rows, tables.sections)].map(([place, actions]) => {
    const settings = actions.map(({ action, keys }) => `${action} = ${listed(keys)}`);
    const width = Math.max(...settings.map(({ length }) => length));
    const lines = settings.map(
      (setting, index) => `${setting.padEnd(width)}  # ${actions[index]?.description}\n`,
    );
    return `[keys.${place}]\n${lines.join('')}`;
  });
  return places.join('\n');
};
