import { setImmediate as whenIdle } from 'node:timers/promises';
import { printable } from '../../payload/printable.ts';
import type { ChatSession } from '../../session/chat/chat-session.ts';
import { RoomsSearch } from '../../session/chat/rooms-search.ts';
import { StoredSearch } from '../../session/chat/stored-search.ts';
import type { ActionContext } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { textOf } from '../widgets/line-editor.ts';

/** How long a search may hold up keys before it goes on between them, ms. */
const atOnce = 25;

const notFound = (text: string): string => `"${printable(text, 100)}" was not found in any room.`;

/** Searches on while the list of hits is open, and takes the text back into the box if there are none. */
const goOn = async (context: ActionContext, search: RoomsSearch): Promise<void> => {
  const { session, state, dispatch } = context;
  const isOpen = (): boolean => sheetOfKind(context, 'search')?.search === search;
  while (!search.isDone) {
    await whenIdle();
    if (!isOpen()) return;
    search.step();
    session.clock.changedNow('work');
  }
  if (search.hits.length > 0) return;
  dispatch({ type: 'sheet-changed', sheet: undefined });
  session.notify(notFound(search.text));
  if (textOf(state().input) === '')
    dispatch({ type: 'input-replaced', text: `/search ${search.text}` });
};

/**
 * Lists where a text was said in all rooms, newest first; what takes longer than a moment comes in while
 * the list is open. Returns one sentence if it was not said anywhere.
 */
export const searchRooms = (
  context: ActionContext,
  chat: ChatSession,
  text: string,
): string | undefined => {
  const rooms = chat.conversations;
  const { history } = chat;
  const stored = history === undefined ? undefined : new StoredSearch(history, rooms, text);
  const search = new RoomsSearch(text, rooms, stored);
  const end = performance.now() + atOnce;
  while (!search.isDone && performance.now() < end) search.step();
  if (search.isDone && search.hits.length === 0) return notFound(text);
  context.dispatch({ type: 'sheet-changed', sheet: { kind: 'search', search, marked: undefined } });
  void goOn(context, search);
  return undefined;
};
