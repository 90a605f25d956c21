import { createContext } from 'react';
import type { Tables } from './controls.ts';

/** What can be pressed and typed; the screen's root provides it. */
export const TablesContext = createContext<Tables>({ keys: [], commands: [] });
