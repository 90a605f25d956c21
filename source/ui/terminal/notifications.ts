import type { Attention } from '../../model/attention.ts';
import { printable } from '../../payload/printable.ts';

/** How the terminal takes desktop notifications: OSC 9 (most), or OSC 777 (rxvt, foot, VTE). */
export type DesktopForm = 'osc9' | 'osc777';

/** At most one notification in this many ms, so that a stranger cannot keep the bell ringing. */
const interval = 3000;

const longestTitle = 60;
const longestText = 160;

const bell = '\u0007';

/** On one line, without anything that could end the sequence or start another. */
const plain = (text: string, limit: number): string =>
  printable(text.replaceAll(/\s+/g, ' '), limit).replaceAll(/\p{Cc}/gu, ' ');

/**
 * The sequence for a desktop notification. Its text never starts with a digit, which means something else
 * to some terminals after OSC 9.
 */
export const desktopNotification = (form: DesktopForm, title: string, text: string): string => {
  const head = plain(title, longestTitle).replaceAll(';', ',');
  const body = plain(text, longestText);
  return form === 'osc9'
    ? `\u001b]9;[${head}] ${body}${bell}`
    : `\u001b]777;notify;[${head}];${body.replaceAll(';', ',')}${bell}`;
};

/** A line that mentions the user. */
export type Mention = {
  /** The conversation's name with its mark, such as "#chat". */
  readonly room: string;
  readonly user: string;
  /** `undefined` if it is private: desktops keep what they have shown. */
  readonly say: string | undefined;
  /** Whether the room is on the screen. */
  readonly isShown: boolean;
};

/** When somebody was notified last, ms: several sessions share it. */
export type Notified = { at: number };

/**
 * Creates a function that announces a mention while nobody is looking: it returns bytes for the terminal,
 * or an empty string. `now` in ms.
 */
export const createNotifier = (
  attention: Attention,
  form: DesktopForm,
  last: Notified = { at: Number.NEGATIVE_INFINITY },
): ((mention: Mention, now: number) => string) => {
  return ({ room, user, say, isShown }, now) => {
    const { notify, hasFocus, reportsFocus } = attention;
    // Someone may be looking at a terminal that never reports focus: then only rooms out of sight count.
    const isSeen = hasFocus && (reportsFocus || isShown);
    const isDue = now - last.at >= interval || now < last.at;
    if (notify === 'off' || isSeen || !isDue) return '';
    last.at = now;
    return notify === 'bell'
      ? bell
      : desktopNotification(
          form,
          room,
          say === undefined ? `${user} writes to you` : `${user}: ${say}`,
        );
  };
};
