import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemes } from '../../../source/ui/draw/cells.ts';
import {
  type EditName,
  edits,
  emptyLine,
  insert,
  type EditedLine,
  editedLine,
  textOf,
} from '../../../source/ui/widgets/line-editor.ts';
import { hostileTexts } from '../../support/arbitraries.ts';
import { character } from '../../support/screen-texts.ts';

/** `he|llo` is a line with the cursor before the first `l`. */
const at = (marked: string): EditedLine => {
  const [left = '', right = ''] = marked.split('|');
  return { characters: graphemes(left + right), cursor: graphemes(left).length, killed: '' };
};

const shown = (line: EditedLine): string =>
  `${line.characters.slice(0, line.cursor).join('')}|${line.characters.slice(line.cursor).join('')}`;

/** A plain list of characters with the cursor between two of them, edited as the manual of readline says. */
type Model = {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly killed: string;
};

const isWord = (one = ''): boolean => /[\p{L}\p{N}_]/u.test(one);

const wordBefore = (left: readonly string[]): number => {
  const end = left.findLastIndex((one) => isWord(one));
  const gap = left.slice(0, end + 1).findLastIndex((one) => !isWord(one));
  return end === -1 ? 0 : gap + 1;
};

const wordAfter = (right: readonly string[]): number => {
  const start = right.findIndex((one) => isWord(one));
  if (start === -1) return right.length;
  const gap = right.slice(start).findIndex((one) => !isWord(one));
  return gap === -1 ? right.length : start + gap;
};

const blankBefore = (left: readonly string[]): number => {
  const end = left.findLastIndex((one) => one !== ' ');
  return end === -1 ? 0 : left.slice(0, end + 1).lastIndexOf(' ') + 1;
};

const kill = (
  model: Model,
  removed: readonly string[],
  rest: Pick<Model, 'left' | 'right'>,
): Model => ({
  ...rest,
  killed: removed.length === 0 ? model.killed : removed.join(''),
});

const moved = ({ left, right, killed }: Model, to: number): Model => {
  const all = [...left, ...right];
  return { left: all.slice(0, to), right: all.slice(to), killed };
};

const swapped = (model: Model): Model => {
  const all = [...model.left, ...model.right];
  const place = Math.min(model.left.length, all.length - 1);
  if (place < 1) return model;
  const [a = '', b = ''] = all.slice(place - 1, place + 1);
  all.splice(place - 1, 2, b, a);
  return moved({ ...model, left: all, right: [] }, place + 1);
};

const naive: Readonly<Record<EditName, (model: Model) => Model>> = {
  start: (model) => moved(model, 0),
  end: (model) => moved(model, model.left.length + model.right.length),
  left: (model) => moved(model, Math.max(0, model.left.length - 1)),
  right: (model) => moved(model, model.left.length + 1),
  wordLeft: (model) => moved(model, wordBefore(model.left)),
  wordRight: (model) => moved(model, model.left.length + wordAfter(model.right)),
  deleteLeft: ({ left, right, killed }) => ({ left: left.slice(0, -1), right, killed }),
  deleteRight: ({ left, right, killed }) => ({ left, right: right.slice(1), killed }),
  killWordLeft: (model) => {
    const from = blankBefore(model.left);
    return kill(model, model.left.slice(from), { ...model, left: model.left.slice(0, from) });
  },
  killWordRight: (model) => {
    const to = wordAfter(model.right);
    return kill(model, model.right.slice(0, to), { ...model, right: model.right.slice(to) });
  },
  killLeft: (model) => kill(model, model.left, { left: [], right: model.right }),
  killRight: (model) => kill(model, model.right, { left: model.left, right: [] }),
  yank: (model) => ({ ...model, left: [...model.left, ...graphemes(model.killed)] }),
  transpose: swapped,
};

const names = Object.keys(edits) as EditName[];

type Step = EditName | { readonly type: readonly string[] };

const scripts = (unit: fc.Arbitrary<string>): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...names) },
      {
        weight: 2,
        arbitrary: fc.array(unit, { minLength: 1, maxLength: 6 }).map((type) => ({ type })),
      },
    ),
    { maxLength: 40 },
  );

const does = (line: EditedLine, step: Step): EditedLine =>
  typeof step === 'string' ? edits[step](line) : insert(line, step.type.join(''));

const doesNaively = (model: Model, step: Step): Model =>
  typeof step === 'string' ? naive[step](model) : { ...model, left: [...model.left, ...step.type] };

describe('editing', () => {
  it('does what a plain list of characters would, in any order of keys', () => {
    // Two flags in a row or a mark after them would melt into other characters: not for a plain list.
    const separate = fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(' ', '\n') },
      { weight: 3, arbitrary: character.filter((one) => !/\p{RI}/u.test(one)) },
    );
    fc.assert(
      fc.property(scripts(separate), (steps) => {
        let line = emptyLine;
        let model: Model = { left: [], right: [], killed: '' };
        for (const step of steps) {
          line = does(line, step);
          model = doesNaively(model, step);
          expect([shown(line), line.killed]).toEqual([
            `${model.left.join('')}|${model.right.join('')}`,
            model.killed,
          ]);
          expect(line.cursor).toBe(model.left.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the cursor within the line, and the line a list of whole characters, whatever is typed', () => {
    fc.assert(
      fc.property(scripts(hostileTexts(4).filter((text) => text !== '')), (steps) => {
        let line = emptyLine;
        for (const step of steps) {
          line = does(line, step);
          expect(line.characters).toEqual(graphemes(textOf(line)));
          expect(line.cursor).toBeGreaterThanOrEqual(0);
          expect(line.cursor).toBeLessThanOrEqual(line.characters.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('loses no text but what it deletes', () => {
    fc.assert(
      fc.property(hostileTexts(20), hostileTexts(10), fc.nat(20), (text, typed, place) => {
        const line = editedLine(text);
        const inside = { ...line, cursor: Math.min(place, line.characters.length) };
        const left = inside.characters.slice(0, inside.cursor).join('');
        expect(textOf(insert(inside, typed))).toBe(left + typed + text.slice(left.length));
      }),
    );
  });
});

describe('a key of readline', () => {
  it.each<readonly [EditName, string, string]>([
    ['left', '你好|', '你|好'],
    ['left', '👨\u200d👩\u200d👧|', '|👨\u200d👩\u200d👧'],
    ['left', '|a', '|a'],
    ['right', '|e\u0301a', 'e\u0301|a'],
    ['right', 'a|', 'a|'],
    ['start', 'a b|', '|a b'],
    ['end', '|a b', 'a b|'],
    ['wordLeft', 'one, two|', 'one, |two'],
    ['wordLeft', 'one, |two', '|one, two'],
    ['wordLeft', 'naïve|', '|naïve'],
    ['wordRight', '|one, two', 'one|, two'],
    ['wordRight', 'one|, two', 'one, two|'],
    ['deleteLeft', '你好|吗', '你|吗'],
    ['deleteLeft', 'e\u0301|', '|'],
    ['deleteLeft', '🇩🇪|', '|'],
    ['deleteLeft', '|a', '|a'],
    ['deleteRight', '|👍🏽!', '|!'],
    ['deleteRight', 'a|', 'a|'],
    ['killWordLeft', 'rm -rf /tmp/x|', 'rm -rf |'],
    ['killWordLeft', 'one  |two', '|two'],
    ['killWordRight', '|one two', '| two'],
    ['killLeft', 'one |two', '|two'],
    ['killRight', 'one |two', 'one |'],
    ['transpose', 'ab|c', 'acb|'],
    ['transpose', 'ab|', 'ba|'],
    ['transpose', '你|好', '好你|'],
    ['transpose', '|ab', '|ab'],
    ['transpose', 'a|', 'a|'],
    ['yank', 'a|b', 'a|b'],
  ])('%s makes of %s this: %s', (name, before, after) => {
    expect(shown(edits[name](at(before)))).toBe(after);
  });

  it.each<readonly [EditName, string, string]>([
    ['killWordLeft', 'say hello|', 'hello'],
    ['killWordRight', 'say| hello', ' hello'],
    ['killLeft', '你好 |x', '你好 '],
    ['killRight', 'x|👍🏽', '👍🏽'],
  ])('%s keeps what it cuts of %s for Ctrl+Y', (name, before, killed) => {
    const cut = edits[name](at(before));
    expect(cut.killed).toBe(killed);
    expect(shown(edits.yank(edits.end(cut)))).toBe(`${textOf(cut)}${killed}|`);
  });

  it('that cuts nothing leaves what was cut before', () => {
    const line = { ...at('|'), killed: 'before' };
    expect(edits.killLeft(line).killed).toBe('before');
    expect(edits.killWordRight(line).killed).toBe('before');
  });

  it('that only deletes keeps nothing', () => {
    expect(edits.deleteLeft({ ...at('ab|'), killed: 'before' }).killed).toBe('before');
  });
});

describe('typing', () => {
  it('a combining mark changes the character before it', () => {
    const line = insert(at('e|'), '\u0301');
    expect(line.characters).toEqual(['e\u0301']);
    expect(line.cursor).toBe(1);
  });

  it('the second half of a flag joins the first', () => {
    const line = insert(insert(emptyLine, '🇩'), '🇪');
    expect([line.characters, line.cursor]).toEqual([['🇩🇪'], 1]);
  });

  it('between two halves of what then joins keeps the cursor where it belongs', () => {
    const line = edits.deleteLeft(at('e\n|\u0301a'));
    expect(line.characters).toEqual(['e\u0301', 'a']);
    expect(line.cursor).toBe(1);
  });
});
