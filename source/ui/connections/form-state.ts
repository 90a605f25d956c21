import { asArgument, quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import { editedLine, textOf } from '../widgets/line-editor.ts';
import { asText, type FieldName, fieldsOf, profileFields, type ProfileForm } from './fields.ts';
import type { DraftProblem, ProfileBook, ProfileDraft, ProfileFields } from './profile-book.ts';
import type { ProfileSheet } from './state.ts';

/** A profile in which nothing is set. */
export const noFields: ProfileFields = {
  servers: [],
  username: '',
  passwordSource: 'none',
  password: '',
  passwordCommand: [],
  cafile: '',
  cert: '',
  key: '',
  clientId: '',
  nick: '',
  rooms: [],
  filters: [],
  isReadOnly: false,
  theme: '',
};

/** The fields that are lists, typed with blanks between. */
const lists = ['servers', 'passwordCommand', 'rooms', 'filters'] as const;

/** A list as it is typed: what has blanks goes in double quotes. */
const listed = (values: readonly string[]): string => values.map(asArgument).join(' ');

const argumentsIn = (text: string): readonly string[] => {
  const found: string[] = [];
  for (let left = text.trim(); left !== '';) {
    const { first, rest } = takeArgument(left);
    found.push(first);
    left = rest.trim();
  }
  return found;
};

const formWith = (name: string, fields: ProfileFields): ProfileForm => ({
  ...fields,
  name,
  servers: listed(fields.servers),
  passwordCommand: listed(fields.passwordCommand),
  rooms: listed(fields.rooms),
  filters: listed(fields.filters),
});

/** The form as it is now, with the text being typed. */
export const formOf = ({ form, field, line }: ProfileSheet): ProfileForm => {
  const name = asText(field);
  return name === undefined || line === undefined ? form : { ...form, [name]: textOf(line) };
};

/** The sheet with another field active; what was typed in the previous one stays. */
export const goToField = (sheet: ProfileSheet, field: FieldName): ProfileSheet => {
  const form = formOf(sheet);
  const { line, ...rest } = sheet;
  const name = asText(field);
  return {
    ...rest,
    form,
    field,
    visited: new Set([...sheet.visited, sheet.field]),
    offers: undefined,
    ...(name === undefined ? {} : { line: editedLine(form[name], line?.killed ?? '') }),
  };
};

/** The sheet with the next (1) or previous (-1) field active. */
export const fieldBy = (sheet: ProfileSheet, by: 1 | -1): ProfileSheet => {
  const order = fieldsOf(formOf(sheet));
  const at = (order.indexOf(sheet.field) + by + order.length) % order.length;
  return goToField(sheet, order[at] ?? 'name');
};

/** The sheet with the next (1) or previous (-1) choice of the active field. */
export const stepChoice = (sheet: ProfileSheet, by: 1 | -1): ProfileSheet => {
  const { choices } = profileFields[sheet.field];
  return choices === undefined ? sheet : { ...sheet, form: choices.step(sheet.form, by) };
};

/** The form for a profile. */
export const profileSheet = (
  name: string,
  fields: ProfileFields,
  from?: ProfileDraft['from'],
): ProfileSheet => {
  const form = formWith(name, fields);
  return {
    kind: 'profile',
    before: { form, fields },
    form,
    field: 'name',
    line: editedLine(form.name),
    visited: new Set(),
    ...(from === undefined ? {} : { from }),
  };
};

/** What the form says. A list that was not touched stays as it was, even if it cannot be typed. */
export const draftOf = (sheet: ProfileSheet): ProfileDraft => {
  const { name, ...form } = formOf(sheet);
  const { before, from } = sheet;
  const listOf = (list: (typeof lists)[number]): readonly string[] =>
    form[list] === before.form[list] ? before.fields[list] : argumentsIn(form[list]);
  return {
    name: name.trim(),
    fields: {
      ...form,
      servers: listOf('servers'),
      passwordCommand: listOf('passwordCommand'),
      rooms: listOf('rooms'),
      filters: listOf('filters'),
    },
    ...(from === undefined ? {} : { from }),
  };
};

/** Whether anything was typed or chosen. */
export const isChanged = (sheet: ProfileSheet): boolean => {
  const form = formOf(sheet);
  return fieldsOf(form).some((name) => form[name] !== sheet.before.form[name]);
};

/** Everything that is wrong with the form. */
export const problemsIn = (
  sheet: ProfileSheet,
  { problemsWith }: ProfileBook,
): readonly DraftProblem[] => {
  const form = formOf(sheet);
  const quotes = lists.flatMap((field) => {
    const sentence = lastQuoteProblem(form[field]);
    return sentence === undefined ? [] : [{ field, sentence }];
  });
  return quotes.length > 0 ? quotes : problemsWith(draftOf(sheet));
};

const lastQuoteProblem = (text: string): string | undefined => {
  for (let left = text.trim(); left !== '';) {
    const problem = quoteProblem(left);
    if (problem !== undefined) return problem;
    left = takeArgument(left).rest.trim();
  }
  return undefined;
};

/**
 * The problem to tell: that of the field being typed, unless it is a path that cannot be right before it
 * is whole, or else of a field that was left.
 */
export const toldProblem = (
  sheet: ProfileSheet,
  problems: readonly DraftProblem[],
): string | undefined => {
  const { field, visited } = sheet;
  const form = formOf(sheet);
  const isTold = (name: FieldName): boolean =>
    visited.has(name) ||
    (name === field && form[name] !== '' && profileFields[name].isPath !== true);
  const told = problems.filter((one) => isTold(one.field));
  return (told.find((one) => one.field === field) ?? told[0])?.sentence;
};
