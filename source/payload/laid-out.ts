/** What a piece of a laid-out payload is; the screen gives each its colour. */
export type TokenRole = 'key' | 'string' | 'number' | 'literal' | 'punctuation' | 'text' | 'offset';

/** A piece of a line; already `printable`. */
export type Token = { readonly text: string; readonly role: TokenRole };

/** A line of a laid-out payload. */
export type TokenLine = readonly Token[];
