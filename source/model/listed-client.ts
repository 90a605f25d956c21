import { isPresent, type KnownPresence } from './known-presence.ts';
import type { Person } from './person.ts';

/** A client that has published its presence. */
export type ListedClient = Person &
  KnownPresence & {
    readonly clientId: string;
    /** Whether it may have said something that was not signed. */
    readonly hasSpoken: boolean;
    /** `expiresAt` as its newest presence has it. */
    readonly renewedUntil?: number;
    /** Whether its presence had expired when it came: it may be long gone. */
    readonly isUnheard?: true;
  };

/** Whether it signs its presence. */
export const isSigned = ({ key, clientId }: Person): boolean =>
  key !== undefined && clientId !== undefined;

/** Whether its signed presence says that it is here. */
export const isSignedHere = (client: ListedClient): boolean =>
  isSigned(client) && isPresent(client.state);
