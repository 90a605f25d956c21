import { table } from './table.ts';

/** Something that a run must reach. */
export type Goal = {
  /** What it is about, with the bound: `idle CPU under 1 %`. */
  readonly what: string;
  /** What came out, in words. */
  readonly measured: string;
  readonly isReached: boolean;
};

type Bounded = {
  readonly what: string;
  readonly value: number;
  readonly bound: number;
  /** Writes value and bound. */
  readonly show: (value: number) => string;
};

/** A goal that is reached by a value of `bound` or less. A value that is no number reaches nothing. */
export const atMost = ({ what, value, bound, show }: Bounded): Goal => ({
  what: `${what}: at most ${show(bound)}`,
  measured: show(value),
  isReached: value <= bound,
});

/** A goal that is reached by a value of `bound` or more. */
export const atLeast = ({ what, value, bound, show }: Bounded): Goal => ({
  what: `${what}: at least ${show(bound)}`,
  measured: show(value),
  isReached: value >= bound,
});

/** The list of goals, as a markdown table. */
export const goalTable = (goals: readonly Goal[]): string =>
  table(
    ['goal', 'measured', ''],
    goals.map(({ what, measured, isReached }) => [
      what,
      measured,
      isReached ? 'reached' : '**NOT reached**',
    ]),
  );
