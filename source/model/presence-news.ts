import type { Presence } from '../chat/presence.ts';
import { isPresent } from './known-presence.ts';

/** What a presence says that people see. */
type Told = Pick<Presence, 'user' | 'state' | 'text'>;

/** What is new in a client's presence, as a sentence; `undefined` if nothing is. */
export const presenceNews = (known: Told | undefined, now: Told): string | undefined => {
  const isHere = isPresent(now.state);
  if (known === undefined) return isHere ? `${now.user} is here` : undefined;
  const wasHere = isPresent(known.state);
  if (isHere && !wasHere) return `${now.user} is here`;
  if (isHere && known.user !== now.user) return `${known.user} is now ${now.user}`;
  if (isHere && known.state !== now.state)
    return now.state === 'away'
      ? `${now.user} is away${now.text === undefined ? '' : `: ${now.text}`}`
      : `${now.user} is back`;
  // A will message dates from CONNECT, so its name may be out of date.
  if (!isHere && wasHere)
    return now.state === 'lost'
      ? `${known.user} was lost (the connection broke)`
      : `${known.user} left`;
  return undefined;
};
