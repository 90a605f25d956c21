import type { ActionContext } from '../action-context.ts';
import { serverName } from '../server-name.ts';
import type { PaletteRow } from './row.ts';

/** Comes before the name of the broker in a row's identifier; no topic name has it. */
const separator = '\0';

/** The topic that a row goes to, by its identifier, if it is of that broker; `undefined` if it is another kind of row. */
export const topicIn = (id: string, server?: string): string | undefined => {
  const [name = '', of = ''] = id.split(separator);
  const isOf = server === undefined || of === server;
  return name.startsWith('topic ') && isOf ? name.slice('topic '.length) : undefined;
};

/** Where there are several brokers, the rows of one say its name, and choosing them leads there. */
export const placeOf = (
  there: ActionContext,
): { readonly server: string; readonly place: (row: PaletteRow) => PaletteRow } => {
  const { session, workspace } = there;
  if (!workspace.hasSeveral) return { server: '', place: (row) => row };
  const server = serverName(session);
  return {
    server,
    place: (row) => ({
      ...row,
      id: row.id + separator + server,
      after: [row.after, `· ${server}`].filter((part) => part !== '').join(' '),
      context: there,
      choose: () => row.choose(there),
    }),
  };
};
