import { hyperlink } from './sequences.ts';

/** The index of each attribute in a style. */
const attributes = {
  bold: 0,
  dim: 1,
  italic: 2,
  underline: 3,
  blink: 4,
  inverse: 5,
  hidden: 6,
  strikethrough: 7,
  overline: 8,
  foreground: 9,
  background: 10,
  underlineColour: 11,
} as const;

/** The parameter that switches each of them off. */
const offs = ['22', '22', '23', '24', '25', '27', '28', '29', '55', '39', '49', '59'] as const;

/** The attributes that show on blanks. */
const onBlanks = [
  attributes.underline,
  attributes.inverse,
  attributes.strikethrough,
  attributes.overline,
  attributes.background,
];

/** The attribute that each SGR parameter sets. */
const setBy = new Map<number, number>([
  [1, attributes.bold],
  [2, attributes.dim],
  [3, attributes.italic],
  [4, attributes.underline],
  [21, attributes.underline],
  [5, attributes.blink],
  [6, attributes.blink],
  [7, attributes.inverse],
  [8, attributes.hidden],
  [9, attributes.strikethrough],
  [53, attributes.overline],
  [38, attributes.foreground],
  [48, attributes.background],
  [58, attributes.underlineColour],
]);
for (let colour = 0; colour < 8; colour += 1) {
  setBy.set(30 + colour, attributes.foreground).set(90 + colour, attributes.foreground);
  setBy.set(40 + colour, attributes.background).set(100 + colour, attributes.background);
}

/** The look of a cell. */
export type Style = {
  readonly id: number;
  /** The SGR parameters of each attribute; empty if it is off. */
  readonly values: readonly string[];
  /** `parameters;URI`, or empty. */
  readonly link: string;
  /** Whether a blank of this style looks different from a plain one. */
  readonly showsOnBlank: boolean;
  /** The styles that have followed it so far, by SGR parameters. */
  readonly next: Map<string, Style>;
  /** The escape sequences that change it into other styles. */
  readonly changes: Map<Style, string>;
};

const noValues: readonly string[] = offs.map(() => '');

/** The number of parameters of a colour beyond the first 16, by its form. */
const colourLengths: Readonly<Record<string, number>> = { '5': 3, '2': 5 };

/** The values after `ESC[…m`; what it switches off is as on the `ground`. */
const applied = (
  before: readonly string[],
  parameters: string,
  ground: readonly string[],
): string[] => {
  const values = [...before];
  const parts = parameters.split(';');
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    const number = Number(part);
    const attribute = setBy.get(number);
    if (number === 0) values.splice(0, values.length, ...ground);
    else if (attribute === undefined) {
      for (const [each, off] of offs.entries()) if (off === part) values[each] = ground[each] ?? '';
    } else if (number === 38 || number === 48 || number === 58) {
      const length = colourLengths[parts[index + 1] ?? ''];
      if (length === undefined || index + length > parts.length) return values;
      values[attribute] = parts.slice(index, index + length).join(';');
      index += length - 1;
    } else values[attribute] = part;
  }
  return values;
};

// oxlint-disable-next-line no-control-regex -- these are escape sequences
const sgrSequence = /\u001b\[([\d;]*)m(?=.* )/g;

const sgr = (parameters: readonly string[]): string => `\u001b[${parameters.join(';')}m`;

const looksChange = (from: Style, to: Style): string => {
  if (from.values.every((value, attribute) => value === to.values[attribute])) return '';
  const wanted = to.values.filter((value) => value !== '');
  if (wanted.length === 0) return sgr([]);
  const gone = new Set(
    offs.filter((_, attribute) => from.values[attribute] !== '' && to.values[attribute] === ''),
  );
  const set = to.values.filter(
    (value, attribute) =>
      value !== '' &&
      // Bold and dim are switched off together.
      (value !== from.values[attribute] || (attribute <= attributes.dim && gone.has('22'))),
  );
  const step = sgr([...gone, ...set]);
  const whole = sgr(['0', ...wanted]);
  return step.length <= whole.length ? step : whole;
};

const madeStyle = (id: number, values: readonly string[], link: string): Style => ({
  id,
  values,
  link,
  showsOnBlank: link !== '' || onBlanks.some((attribute) => values[attribute] !== ''),
  next: new Map(),
  changes: new Map(),
});

/** How many different styles to keep; the screen has a few dozen, links may add more. */
const capacity = 1000;

/** Gives each style a number, and knows the shortest change from one to another. */
export class StyleTable {
  readonly #byKey = new Map<string, Style>();
  readonly #all: Style[] = [];
  #ground = noValues;
  #plain = this.#style(noValues, '');
  /** How the terminal is between frames. */
  readonly none = madeStyle(-1, noValues, '');

  /** The style of everything without another one: the terminal's own, or the ground. */
  get plain(): Style {
    return this.#plain;
  }

  get isFull(): boolean {
    return this.#all.length > capacity;
  }

  /** Forgets all but the plain style; ids given out so far become meaningless. */
  clear(): void {
    this.#all.length = 0;
    this.#byKey.clear();
    this.none.changes.clear();
    this.#plain = this.#style(this.#ground, '');
  }

  /** Sets what is beneath all text, as the SGR sequences before a sample; ids given out so far become meaningless. */
  setGround(sample: string): void {
    this.#ground = noValues;
    for (const [, parameters = ''] of sample.matchAll(sgrSequence))
      this.#ground = applied(this.#ground, parameters, noValues);
    this.clear();
  }

  at(id: number): Style {
    return this.#all[id] ?? this.plain;
  }

  /** The style after `ESC[…m`. */
  after(style: Style, parameters: string): Style {
    let next = style.next.get(parameters);
    if (next === undefined) {
      next = this.#style(applied(style.values, parameters, this.#ground), style.link);
      style.next.set(parameters, next);
    }
    return next;
  }

  /** The style with another link, or without one. */
  linked(style: Style, link: string): Style {
    return this.#style(style.values, link);
  }

  /** The escape sequence between cells of two styles. */
  change(from: Style, to: Style): string {
    if (from === to) return '';
    let change = from.changes.get(to);
    if (change === undefined) {
      change = looksChange(from, to) + (from.link === to.link ? '' : hyperlink(to.link));
      from.changes.set(to, change);
    }
    return change;
  }

  #key(values: readonly string[], link: string): string {
    return `${values.join('|')}|${link}`;
  }

  #style(values: readonly string[], link: string): Style {
    const key = this.#key(values, link);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const style = madeStyle(this.#all.length, values, link);
    this.#byKey.set(key, style);
    this.#all.push(style);
    return style;
  }
}
