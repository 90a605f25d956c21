/** How a value may be compared with a threshold; the longer of two that begin alike stands first. */
export const operators = ['>=', '<=', '!=', '>', '<', '='] as const;
export type Operator = (typeof operators)[number];

/** What a value must be for a watch to tell. */
export type Condition = {
  readonly operator: Operator;
  /** What is compared with: as text, and as a number where it is one. */
  readonly text: string;
  readonly number: number | undefined;
  /** The hysteresis: so far a number must come back before the condition is over. Not negative. */
  readonly by: number;
};

/** The hysteresis where none is given: 2 % of the threshold; none for `=` and `!=`. */
export const defaultBy = (operator: Operator, threshold: number): number =>
  operator === '=' || operator === '!=' ? 0 : Math.abs(threshold) * 0.02;

/** Whether a number meets a condition, where the threshold gives way by `slack`. */
const holds = (operator: Operator, value: number, threshold: number, slack: number): boolean => {
  switch (operator) {
    case '>':
      return value > threshold - slack;
    case '>=':
      return value >= threshold - slack;
    case '<':
      return value < threshold + slack;
    case '<=':
      return value <= threshold + slack;
    case '=':
      return Math.abs(value - threshold) <= slack;
    case '!=':
      return value !== threshold;
  }
};

const holdsText = ({ operator, text }: Condition, value: string): boolean | undefined => {
  if (operator === '=') return value === text;
  return operator === '!=' ? value !== text : undefined;
};

/**
 * Whether a value meets a condition, given whether the one before did: once it does, a number has to
 * come back by the hysteresis before it does no longer. `undefined` when the two cannot be compared.
 */
export const meets = (
  condition: Condition,
  value: { readonly text: string; readonly number: number | undefined },
  didMeet: boolean,
): boolean | undefined => {
  const { operator, number: threshold, by } = condition;
  if (threshold === undefined || value.number === undefined)
    return holdsText(condition, value.text);
  if (operator === '!=' && !didMeet) return Math.abs(value.number - threshold) > by;
  return holds(operator, value.number, threshold, didMeet ? by : 0);
};

const rounded = (value: number): string => String(Number(value.toPrecision(6)));

/** Where a number stops meeting the condition, as "29.4 or less"; `undefined` where there is no hysteresis. */
export const endInWords = ({ operator, number, by }: Condition): string | undefined => {
  if (number === undefined || by === 0) return undefined;
  switch (operator) {
    case '>':
      return `${rounded(number - by)} or less`;
    case '>=':
      return `less than ${rounded(number - by)}`;
    case '<':
      return `${rounded(number + by)} or more`;
    case '<=':
      return `more than ${rounded(number + by)}`;
    case '=':
      return `more than ${rounded(by)} away`;
    case '!=':
      return undefined;
  }
};
