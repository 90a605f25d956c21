import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { keyOf } from '../keys/key-of.ts';
import { askToQuit } from '../quitting/actions.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { noFields, profileSheet } from './form-state.ts';
import { connectionsOpened, freeName, markedIndex, markedName, namesIn } from './list.ts';
import { leaveBroker } from './leave-broker.ts';
import type { ProfileBook, ProfileFields } from './profile-book.ts';
import type { ConnectionsSheet } from './state.ts';
import { openTest } from './test-actions.ts';

/** Why there is no list of connections: this is the demo or an opened file. */
export const noBook =
  'There are no connections to choose from here: start mqtt-tui without --demo or a file.';

/** A connection as a sentence names it. */
export const nameInWords = (name: string | undefined): string =>
  name === undefined ? 'the broker of this machine' : printable(name, 100);

/** Opens the list, with the profile of the shown connection marked, or else the one used last. */
export const openConnections = (context: ActionContext): string | undefined => {
  const { profiles, session, dispatch } = context;
  if (profiles === undefined) return noBook;
  dispatch(connectionsOpened(profiles, session.name));
  readAgain(context, profiles);
  return undefined;
};

/** Reads the file again, which another program may have changed, and shows what it says by then. */
export const readAgain = ({ session }: ActionContext, profiles: ProfileBook): void =>
  void profiles.refresh().then(() => session.clock.changedNow('connection'));

/** Acts on the list, which is open, and on the profiles, which are there. */
const inList =
  (act: (context: ActionContext, book: ProfileBook, sheet: ConnectionsSheet) => void) =>
  (context: ActionContext): void => {
    const sheet = sheetOfKind(context, 'connections');
    if (sheet !== undefined && context.profiles !== undefined)
      act(context, context.profiles, sheet);
  };

/** Acts on the marked profile and what it says; the broker of this machine has no profile. */
const onProfile = (
  act: (context: ActionContext, name: string, fields: ProfileFields) => void,
): ((context: ActionContext) => void) =>
  inList((context, book, sheet) => {
    const name = markedName(book, sheet);
    if (name === undefined) {
      context.session.notify(
        `The broker of this machine needs no settings: ${keyOf(context, connectionsActions.connect)} connects.`,
      );
      return;
    }
    const fields = book.read(name);
    if (fields !== undefined) act(context, name, fields);
    else
      context.session.notify(
        book.problem ?? `There is no connection ${nameInWords(name)} in ${book.path} any more.`,
      );
  });

/** Shows the list again with a profile marked. */
export const backToList = (
  { session, dispatch }: ActionContext,
  marked: string | undefined,
): void => {
  session.forgetNotice();
  dispatch({ type: 'sheet-changed', sheet: { kind: 'connections', marked } });
};

/** Moves the mark down (up if negative), within the list. */
export const moveInConnections = (context: ActionContext, by: number): void =>
  inList(({ dispatch }, book, sheet) => {
    const names = namesIn(book);
    const index = nearestIndex(markedIndex(book, sheet) + by, names.length);
    dispatch({ type: 'sheet-changed', sheet: { kind: 'connections', marked: names[index] } });
  })(context);

/** Connects, or goes to what is connected, and closes the list; tells what stands in the way. */
export const connectTo = async (
  { profiles, session, state, dispatch }: ActionContext,
  name: string | undefined,
): Promise<void> => {
  if (profiles === undefined) return;
  // A program that prints the password takes its time.
  session.notify(`Opening ${nameInWords(name)} …`);
  const problem = await profiles.open(name);
  session.forgetNotice();
  if (problem !== undefined) session.notify(problem);
  else if (state().sheet?.kind === 'connections')
    dispatch({ type: 'sheet-changed', sheet: undefined });
};

const connect = inList((context, book, sheet) => void connectTo(context, markedName(book, sheet)));

/** Disconnects; the list stays, also where another connection is on the screen by then. */
const disconnect = inList((context, book, sheet) => {
  const { workspace, of } = context;
  const name = markedName(book, sheet);
  const session = book.sessionOf(name);
  if (session !== undefined)
    leaveBroker(context, session, () =>
      of(workspace.current).dispatch(connectionsOpened(book, name)),
    );
});

/** Whether the marked connection is on the screen. */
export const isOpen = (context: ActionContext): boolean => {
  const sheet = sheetOfKind(context, 'connections');
  const { profiles } = context;
  return (
    sheet !== undefined &&
    profiles !== undefined &&
    profiles.stateOf(markedName(profiles, sheet)) !== 'closed'
  );
};

/** Whether a profile is marked, rather than the broker of this machine. */
export const isOnProfile = (context: ActionContext): boolean => {
  const sheet = sheetOfKind(context, 'connections');
  const { profiles } = context;
  return sheet !== undefined && profiles !== undefined && markedName(profiles, sheet) !== undefined;
};

const add = inList(({ dispatch }) =>
  dispatch({ type: 'sheet-changed', sheet: profileSheet('', noFields) }),
);

const change = onProfile(({ dispatch }, name, fields) =>
  dispatch({
    type: 'sheet-changed',
    sheet: profileSheet(name, fields, { name, isCopied: false }),
  }),
);

const copy = onProfile(({ dispatch, profiles }, name, fields) => {
  if (profiles === undefined) return;
  const sheet = profileSheet(freeName(profiles, name), fields, { name, isCopied: true });
  dispatch({ type: 'sheet-changed', sheet });
});

const test = onProfile((context, name, fields) => {
  const draft = { name, fields, from: { name, isCopied: false } };
  openTest(context, draft, { kind: 'connections', marked: name });
});

const openImport = inList(({ dispatch }, book, sheet) =>
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'import', line: emptyLine, top: 0, marked: markedName(book, sheet) },
  }),
);

const removeNow = async (
  context: ActionContext,
  book: ProfileBook,
  name: string,
): Promise<void> => {
  const names = namesIn(book);
  const at = names.indexOf(name);
  const isStillOpen = book.stateOf(name) !== 'closed';
  const problem = await book.remove(name);
  if (problem === undefined) backToList(context, names[at + 1] ?? names[at - 1]);
  const deleted = `Deleted the connection ${nameInWords(name)}`;
  context.session.notify(
    problem ??
      (isStillOpen ? `${deleted}; it stays open until you /disconnect it.` : `${deleted}.`),
  );
};

const remove = onProfile((context, name) => {
  const { profiles, dispatch } = context;
  if (profiles === undefined) return;
  dispatch({
    type: 'asked',
    question: {
      text: `Delete the connection ${nameInWords(name)} from ${printable(profiles.path, 300)}? This cannot be undone.`,
      isTyped: true,
      yes: () => void removeNow(context, profiles, name),
    },
  });
});

/** Closes the list; where nothing is behind it, asks whether to quit. */
const leave = (context: ActionContext): void => {
  if (context.session.isEmpty) askToQuit(context);
  else context.dispatch({ type: 'sheet-changed', sheet: undefined });
};

/** What the keys of the list do. */
export const connectionsActions = {
  connect,
  disconnect,
  add,
  change,
  copy,
  test,
  openImport,
  remove,
  leave,
} satisfies Record<string, (context: ActionContext) => void>;
