/** An address (URL) in a text: where it stands, in UTF-16 units, and the URI that it is. */
export type WebAddress = { readonly start: number; readonly end: number; readonly uri: string };

/** The longest URI, in characters: terminals take no longer ones. */
export const longestUri = 2000;

/** Blanks, quotes, Chinese punctuation, and what no address may contain. */
const foreign = String.raw`\s\p{C}<>"\\^${'`'}{|}，。；：！？、（）【】《》〈〉「」『』“”‘’…␀-␡\ufffd`;

/** A scheme, and all that may belong to the address, up to what ends it. */
const candidate = new RegExp(
  String.raw`(?<![\w+.-])(?<text>https?://[^${foreign}]+)(?<behind>[…\\]?)`,
  'giu',
);

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** How many more of them are closed than opened. */
const surplus = (text: string, close: string): number =>
  text.split(close).length - text.split(closing[close] ?? '').length;

/** Without what belongs to the sentence around it: the punctuation at its end, brackets opened before it. */
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

/** The addresses of web pages in a text that has passed `printable`; not those of which only a part is there. */
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
