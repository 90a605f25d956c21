import { createContext } from 'react';
import type { ActionTables } from './action-context.ts';

/** All keys and slash commands, provided by the root of the screen. */
export const TablesContext = createContext<ActionTables>({
  keys: [],
  sections: [],
  commands: [],
});
