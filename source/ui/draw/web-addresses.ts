/** A web address in a text: its range in UTF-16 units, and its URI. */
export type WebAddress = { readonly start: number; readonly end: number; readonly uri: string };

/** The longest URI, in characters: terminals accept no longer ones. */
export const longestUri = 2000;

/** Blanks, quotes, Chinese punctuation, and characters no address may contain. */
const foreign = '\\s\\p{C}<>"\\\\^`{|}，。；：！？、（）【】《》〈〉「」『』“”‘’…␀-␡\ufffd';

/** A scheme, and everything that may belong to the address. */
const candidate = new RegExp(
  `(?<![\\w+.-])(?<text>https?://[^${foreign}]+)(?<behind>[…\\\\]?)`,
  'giu',
);

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** How many more closing than opening brackets of a kind there are. */
const surplus = (text: string, close: string): number =>
  text.split(close).length - text.split(closing[close] ?? '').length;

/** Drops what belongs to the sentence: punctuation at the end, brackets opened before the address. */
const withoutEnd = (text: string): string => {
  const left: Record<string, number> = { ')': surplus(text, ')'), ']': surplus(text, ']') };
  let end = text.length;
  for (; end > 0; end -= 1) {
    const last = text[end - 1] ?? '';
    if (".,;:!?'".includes(last)) continue;
    if ((left[last] ?? 0) <= 0) break;
    left[last] = (left[last] ?? 0) - 1;
  }
  return text.slice(0, end);
};

const none: readonly WebAddress[] = [];

/** The web addresses in a text that has passed `printable`, except those that were cut short. */
export const webAddressesIn = (text: string): readonly WebAddress[] => {
  if (!text.includes('://')) return none;
  const found: WebAddress[] = [];
  for (const match of text.matchAll(candidate)) {
    const { text: all = '', behind } = match.groups ?? {};
    if (behind !== '' || all.length > longestUri) continue;
    const shown = withoutEnd(all);
    if (!URL.canParse(shown)) continue;
    const { href: uri } = new URL(shown);
    if (uri.length <= longestUri)
      found.push({ start: match.index, end: match.index + shown.length, uri });
  }
  return found;
};
