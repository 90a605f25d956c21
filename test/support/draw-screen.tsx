import { openApp } from './open-app.tsx';
import type { AtScreen } from './at-screen.ts';

/** The rows of a person's whole screen, as Ink draws it now; without colours. */
export const drawScreen = async (person: AtScreen): Promise<string[]> => {
  const app = openApp(person.session, {
    store: person.store,
    profiles: person.context.profiles,
    ...person.size,
    isKept: true,
  });
  await app.drawn();
  const rows = app.rows();
  app.close();
  return rows;
};
