import { expect, it } from 'vitest';
import { printTexts, shownTexts } from '../../scripts/docs/texts.ts';

const sentences = [...shownTexts()].flatMap(([path, texts]) =>
  texts.map((text) => `${path}: ${text}`),
);

/** Phrases that a native speaker would not use here. */
const stilted = /\b(?:is told|so many|anew|none at all|unasked|as was|so to say|of yours)\b/i;

it('finds the sentences of flags, notices, hints and components', () => {
  expect(sentences).toContain('source/command-line/flag-rows/scripts.ts: client identifier');
  expect(sentences).toContain('source/session/session.ts: Not connected: nothing was published.');
  expect(sentences).toContain('source/ui/topics/keys.ts: filter as you type');
  expect(sentences).toContain('source/ui/app.tsx: mqtt-tui needs …×… cells');
});

it('none of them reads like a translation', () => {
  expect(sentences.filter((sentence) => stilted.test(sentence))).toEqual([]);
});

// A change of what people read is seen in review: npm run texts > test/docs/texts.txt
it('are those of the list for review', async () => {
  await expect(printTexts()).toMatchFileSnapshot('texts.txt');
});
