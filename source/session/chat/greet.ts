import type { RoomHistory } from './room-history.ts';

/**
 * Says the greeting in a room that we have come into, unless it was said there before and we have not left
 * the room since, in earlier runs too. While the history is being opened, it waits for that.
 */
export const greet = (topic: string, history: RoomHistory | undefined, say: () => void): void => {
  const sayOnce = (): void => {
    if (history?.takeGreeting(topic) !== false) say();
  };
  if (history === undefined || history.isOpen) sayOnce();
  else void history.open().then(sayOnce);
};
