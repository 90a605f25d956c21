import { plainness } from './find-names.ts';
import { indicesInOrder } from './letters-in-order.ts';

/** How well a text matches, the best highest: a name beats a description, and that beats scattered letters. */
export const grades = { scattered: 0, described: 1, inOnePiece: 2, start: 3, whole: 4 } as const;

const byPlainness = [grades.scattered, grades.inOnePiece, grades.start, grades.whole];

/** The grade of a name that has the letters of the text in order. */
export const gradeOfName = (name: string, text: string): number =>
  byPlainness[plainness(name, text)] ?? grades.scattered;

/** Whether each word of the text begins a word of a description. */
export const isDescribed = (about: string, text: string): boolean =>
  about !== '' && plainness(about, text) >= 2;

/** The grade of a name and its description; `undefined` if neither matches. */
export const gradeOf = (name: string, about: string, text: string): number | undefined => {
  const grade = gradeOfName(name, text);
  if (grade > grades.scattered) return grade;
  if (isDescribed(about, text)) return grades.described;
  return indicesInOrder([name], text).length > 0 ? grades.scattered : undefined;
};
