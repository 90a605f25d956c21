/** Something that the user should know, whatever is on the screen; `at`: ms of `performance.now()`. */
export type Notice = { readonly text: string; readonly at: number };

/** How long a notice is shown: a base time and a time per character, ms. */
const noticeTime = 6000;
const noticeTimePerCharacter = 50;

/** Whether a notice is still shown at `monotonic`, ms of `performance.now()`. */
export const isFresh = ({ text, at }: Notice, monotonic: number): boolean =>
  monotonic - at < noticeTime + text.length * noticeTimePerCharacter;
