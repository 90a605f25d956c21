import { createContext } from 'react';
import type { ActionTables } from './action-context.ts';

/** What can be pressed and typed; the screen's root provides it. */
export const TablesContext = createContext<ActionTables>({
  keys: [],
  sections: [],
  commands: [],
});
