import {
  compareDecimals,
  type Decimal,
  negated,
  productOf,
  sizeOf,
  sumOf,
  zero,
} from '../payload/decimal.ts';

/** The comparison operators; the longer of two that start alike comes first. */
export const operators = ['>=', '<=', '!=', '>', '<', '='] as const;
export type Operator = (typeof operators)[number];

/** A number to compare with. */
export type Threshold = {
  readonly number: Decimal;
  /** The hysteresis: how far a number must come back to end the condition. Not negative. */
  readonly by: Decimal;
  /** The number less the hysteresis, and with it added. */
  readonly low: Decimal;
  readonly high: Decimal;
};

/** The condition under which a watch reports. */
export type Condition = {
  readonly operator: Operator;
  /** What to compare with, as text, and as a number if it is one. */
  readonly text: string;
  readonly threshold: Threshold | undefined;
};

const twoPercent: Decimal = { text: '0.02', double: 0.02 };

/** The default hysteresis: 2 % of the threshold; none for `=` and `!=`. */
export const defaultBy = (operator: Operator, number: Decimal): Decimal =>
  operator === '=' || operator === '!=' ? zero : productOf(sizeOf(number), twoPercent);

/** A condition, whose text may be a number; `undefined` if the threshold and its hysteresis are too far apart in size to be added exactly. */
export const conditionOf = (
  operator: Operator,
  text: string,
  number: Decimal | undefined,
  hysteresis?: Decimal,
): Condition | undefined => {
  if (number === undefined) return { operator, text, threshold: undefined };
  const by = hysteresis ?? defaultBy(operator, number);
  const [low, high] = [sumOf(number, negated(by)), sumOf(number, by)];
  if (low === undefined || high === undefined) return undefined;
  return { operator, text, threshold: { number, by, low, high } };
};

const holdsText = ({ operator, text }: Condition, value: string): boolean | undefined => {
  if (operator === '=') return value === text;
  return operator === '!=' ? value !== text : undefined;
};

/** Whether a number meets a condition, exactly; once the previous one did, the hysteresis is in its favour. */
const holds = (
  operator: Operator,
  value: Decimal,
  { number, low, high }: Threshold,
  didMeet: boolean,
): boolean => {
  switch (operator) {
    case '>':
      return compareDecimals(value, didMeet ? low : number) > 0;
    case '>=':
      return compareDecimals(value, didMeet ? low : number) >= 0;
    case '<':
      return compareDecimals(value, didMeet ? high : number) < 0;
    case '<=':
      return compareDecimals(value, didMeet ? high : number) <= 0;
    case '=':
      return didMeet
        ? compareDecimals(value, low) >= 0 && compareDecimals(value, high) <= 0
        : compareDecimals(value, number) === 0;
    case '!=':
      return didMeet
        ? compareDecimals(value, number) !== 0
        : compareDecimals(value, low) < 0 || compareDecimals(value, high) > 0;
  }
};

/**
 * Whether a value meets a condition, given whether the previous one did: once it does, a number must come
 * back by the hysteresis to end it. `undefined` if the two cannot be compared.
 */
export const meets = (
  condition: Condition,
  value: { readonly text: string; readonly number: Decimal | undefined },
  didMeet: boolean,
): boolean | undefined => {
  const { operator, threshold } = condition;
  return threshold === undefined || value.number === undefined
    ? holdsText(condition, value.text)
    : holds(operator, value.number, threshold, didMeet);
};

/** Where a number stops meeting the condition, such as "29.4 or less"; `undefined` without hysteresis. */
export const endInWords = ({ operator, threshold }: Condition): string | undefined => {
  if (threshold === undefined || compareDecimals(threshold.by, zero) === 0) return undefined;
  const { by, low, high } = threshold;
  switch (operator) {
    case '>':
      return `${low.text} or less`;
    case '>=':
      return `less than ${low.text}`;
    case '<':
      return `${high.text} or more`;
    case '<=':
      return `more than ${high.text}`;
    case '=':
      return `more than ${by.text} away`;
    case '!=':
      return undefined;
  }
};
