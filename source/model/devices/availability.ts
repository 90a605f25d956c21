/** Whether a device can be reached; `unknown` if it has not reported it, or in words that we cannot read. */
export type Availability = 'online' | 'asleep' | 'offline' | 'unknown';

/** What a device reports about itself. */
export type ReportedAvailability = {
  readonly availability: Availability;
  /** The device's own word, if it says more: `alert`, `lost`. Text from outside. */
  readonly word?: string;
};

/** Reads the text of a payload; `undefined` if it reports no availability. */
export type Reader = (text: string) => ReportedAvailability | undefined;

export const unknownAvailability: ReportedAvailability = { availability: 'unknown' };

/** Reads one of several words, spelled exactly so. */
export const readWords =
  (words: Readonly<Record<string, ReportedAvailability>>): Reader =>
  (text) =>
    Object.hasOwn(words, text) ? words[text] : undefined;

/** Reads `online` or `offline`, ignoring case. */
export const readOnline: Reader = (text) => {
  const word = text.trim().toLowerCase();
  return word === 'online' || word === 'offline' ? { availability: word } : undefined;
};
