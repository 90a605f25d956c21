/** The comparison operators; the longer of two that start alike comes first. */
export const operators = ['>=', '<=', '!=', '>', '<', '='] as const;
export type Operator = (typeof operators)[number];

/** The condition under which a watch reports. */
export type Condition = {
  readonly operator: Operator;
  /** The threshold, as text, and as a number if it is one. */
  readonly text: string;
  readonly number: number | undefined;
  /** The hysteresis: how far a number must come back to end the condition. Not negative. */
  readonly by: number;
};

/** The default hysteresis: 2 % of the threshold; none for `=` and `!=`. */
export const defaultBy = (operator: Operator, threshold: number): number =>
  operator === '=' || operator === '!=' ? 0 : Math.abs(threshold) * 0.02;

/** Whether a number meets a condition whose threshold is relaxed by `slack`. */
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
 * Whether a value meets a condition, given whether the previous one did: once it does, a number must come
 * back by the hysteresis to end it. `undefined` if the two cannot be compared.
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

/** Where a number stops meeting the condition, such as "29.4 or less"; `undefined` without hysteresis. */
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
