import * as fc from 'fast-check';
import { printable } from '../../source/payload/printable.ts';
import { hostileTexts } from './arbitraries.ts';

/** What people see as one character, including all kinds that take several code points. */
export const character: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('a', 'b', 'Z', '7', '_', '.', '-'),
  fc.constantFrom('你', '好', '𠮷', 'あ', '한', '한', '，', 'ｱ'),
  fc.constantFrom('é', 'e\u0301', 'o\u0302\u0323', 'ก็', 'क्\u200dष', 'ש\u05c1\u05b8', 'ä'),
  fc.constantFrom('😀', '👍🏽', '👨\u200d👩\u200d👧\u200d👦', '🏳️\u200d🌈', '❤️', '☂', '⚠️', '1️⃣'),
  fc.constantFrom('🇩🇪', '🇯🇵', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'),
);

/** Sentences of such characters, with one or several spaces between words. */
export const sentences = (maxLength = 30): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      { weight: 4, arbitrary: character },
      { weight: 1, arbitrary: fc.constantFrom(' ', '  ') },
    ),
    maxLength,
  });

/** Any text that may reach the screen: what a stranger may send, after `printable`. */
export const screenTexts = (maxLength = 30): fc.Arbitrary<string> =>
  fc.oneof(
    sentences(maxLength),
    fc.string({ unit: 'grapheme', maxLength }).map((text) => printable(text)),
    hostileTexts(maxLength).map((text) => printable(text)),
  );
