/** Something that the person should know, whatever is on the screen; `at` is in ms of `performance.now()`. */
export type Notice = { readonly text: string; readonly at: number };

/** How long a notice stays at least, ms; longer ones stay longer. */
const noticeTime = 6000;
const noticeTimePerCharacter = 50;

/** Whether a notice is still to be seen at a time of `performance.now()`. */
export const isFresh = ({ text, at }: Notice, steady: number): boolean =>
  steady - at < noticeTime + text.length * noticeTimePerCharacter;
