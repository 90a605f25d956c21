/** The marks around an update that the terminal shows at once (DECSET 2026). */
export const syncBegin = '\u001b[?2026h';
export const syncEnd = '\u001b[?2026l';

export const cursorShow = '\u001b[?25h';
export const cursorHide = '\u001b[?25l';

export const alternateScreenEnter = '\u001b[?1049h';
export const alternateScreenLeave = '\u001b[?1049l';

/** Blanks from the cursor to the end of its row (EL); the cursor stays. */
export const eraseRowEnd = '\u001b[K';

/** A blank screen with plain style; the cursor moves to the corner. */
export const startOver = '\u001b[m\u001b[H\u001b[J';

/** Blanks from the cursor on (ECH); the cursor stays. */
export const eraseCells = (count: number): string => `\u001b[${count}X`;

/** A hyperlink (OSC 8), given as `parameters;URI`; an empty text ends it. */
export const hyperlink = (link: string): string => `\u001b]8;${link === '' ? ';' : link}\u001b\\`;
