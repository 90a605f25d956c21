/** A fenced block of a Markdown page. */
export type Fence = { readonly language: string; readonly text: string };

/** The fenced blocks of a page in their order. */
export const fencesOf = (page: string): Fence[] =>
  [...page.matchAll(/^( *)```(.*)\n([^]*?)^\1```$/gm)].map(
    ([, indent = '', language = '', text = '']) => ({
      language: language.trim(),
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
