import type { AtScreen } from './at-screen.ts';
import { drawScreen } from './draw-screen.tsx';

/** Everything that the palette lists, as it is drawn: kind, name, what it does, key. */
export const paletteRowsOf = async (person: AtScreen): Promise<string[]> =>
  (await drawScreen(person))
    .slice(2)
    .flatMap((row) => /^│ [▸ ] (\S.*?) *│$/.exec(row)?.[1] ?? [])
    .map((row) => row.replaceAll(/ {2,}/g, ' '));
