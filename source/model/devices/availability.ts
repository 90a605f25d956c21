/** Whether a device can be reached; `unknown` where it has not said so, or in words that nobody here reads. */
export type Availability = 'online' | 'asleep' | 'offline' | 'unknown';

/** What a device says of itself. */
export type ReportedAvailability = {
  readonly availability: Availability;
  /** Where its own word says more than that: `alert`, `lost`. Text from outside. */
  readonly word?: string;
};

/** Reads the text of a payload; `undefined` where it says nothing. */
export type Reader = (text: string) => ReportedAvailability | undefined;

export const unknownAvailability: ReportedAvailability = { availability: 'unknown' };

/** Reads one of several words, written in exactly that way. */
export const readWords =
  (words: Readonly<Record<string, ReportedAvailability>>): Reader =>
  (text) =>
    Object.hasOwn(words, text) ? words[text] : undefined;

/** `online` or `offline`, however it is capitalised. */
export const readOnline: Reader = (text) => {
  const word = text.trim().toLowerCase();
  return word === 'online' || word === 'offline' ? { availability: word } : undefined;
};
