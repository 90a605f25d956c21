import type { Attention } from '../../model/attention.ts';
import { printable } from '../../payload/printable.ts';

/** How the terminal takes a notification for the desktop: OSC 9 (most), or OSC 777 (rxvt, foot, VTE). */
export type DesktopForm = 'osc9' | 'osc777';

/** At most one notification in this many ms, so that a stranger cannot keep the bell ringing. */
const interval = 3000;

const longestTitle = 60;
const longestText = 160;

const bell = '\u0007';

/** On one line, without anything that could end the sequence or begin another. */
const plain = (text: string, limit: number): string =>
  printable(text.replaceAll(/\s+/g, ' '), limit).replaceAll(/\p{Cc}/gu, ' ');

/** The sequence for the desktop. It never begins with a digit, which OSC 9 means otherwise in some terminals. */
export const desktopNotification = (form: DesktopForm, title: string, text: string): string => {
  const head = plain(title, longestTitle).replaceAll(';', ',');
  const body = plain(text, longestText);
  return form === 'osc9'
    ? `\u001b]9;[${head}] ${body}${bell}`
    : `\u001b]777;notify;[${head}];${body.replaceAll(';', ',')}${bell}`;
};

/** Something that mentions the person. */
export type Mention = {
  /** What the conversation is called, with its mark, as "#chat". */
  readonly room: string;
  readonly user: string;
  /** `undefined` where it is nobody else's business: desktops keep what they have shown. */
  readonly say: string | undefined;
  /** Whether the room is on the screen. */
  readonly isShown: boolean;
};

/**
 * Makes what tells of a mention while nobody looks: returns the bytes for the terminal, empty for
 * none. `now` in ms.
 */
export const createNotifier = (
  attention: Attention,
  form: DesktopForm,
): ((mention: Mention, now: number) => string) => {
  let last = Number.NEGATIVE_INFINITY;
  return ({ room, user, say, isShown }, now) => {
    const { notify, hasFocus, reportsFocus } = attention;
    // A terminal that never tells of its focus may be looked at: then only what is hidden counts.
    const isSeen = hasFocus && (reportsFocus || isShown);
    const isDue = now - last >= interval || now < last;
    if (notify === 'off' || isSeen || !isDue) return '';
    last = now;
    return notify === 'bell'
      ? bell
      : desktopNotification(
          form,
          room,
          say === undefined ? `${user} writes to you` : `${user}: ${say}`,
        );
  };
};
