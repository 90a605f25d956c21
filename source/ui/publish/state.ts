import { emptyForm, type PublishForm } from '../../session/publish/publish-form.ts';
import { editedLine, textOf } from '../widgets/line-editor.ts';
import type { Offers } from '../widgets/offers.ts';
import { type FieldName, fieldOf } from './fields.ts';
import type { SheetBase } from '../sheets/sheet.ts';

/** The publish editor. */
export type PublishSheet = SheetBase & {
  readonly kind: 'publish';
  /** The forms published or started before, oldest first, and the one shown. */
  readonly forms: readonly PublishForm[];
  /** Which form is shown. The text being typed is in `line`. */
  readonly at: number;
  readonly field: FieldName;
  /** Whether the MQTT 5 properties are shown. */
  readonly isUnfolded?: boolean | undefined;
  readonly offers?: Offers | undefined;
  /** What is wrong with the form, in one sentence. */
  readonly problem?: string | undefined;
  /** How many rows the lower part is scrolled down. */
  readonly top: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly publish: PublishSheet;
  }
}

/** How many forms to keep. */
const mostForms = 20;

/** The form as it is now, with the text being typed. */
export const formOf = ({ forms, at, field, line }: PublishSheet): PublishForm => {
  const form = forms[at] ?? emptyForm('');
  const member = fieldOf(field).member?.(form);
  return member === undefined || line === undefined ? form : { ...form, [member]: textOf(line) };
};

/** The sheet with the shown form replaced. */
const withShown = (sheet: PublishSheet, form: PublishForm): PublishSheet => ({
  ...sheet,
  forms: sheet.forms.with(sheet.at, form),
});

/** The sheet with another field active; what was typed in the previous one stays. */
export const goToField = (sheet: PublishSheet, field: FieldName): PublishSheet => {
  const form = formOf(sheet);
  const { line, ...rest } = withShown(sheet, form);
  const { member, isMultiLine = false, isNew = false } = fieldOf(field);
  return {
    ...rest,
    field,
    isUnfolded: isNew || rest.isUnfolded,
    offers: undefined,
    isMultiLine: isMultiLine && !(field === 'payload' && form.format === 'file'),
    ...(member === undefined ? {} : { line: editedLine(form[member(form)], line?.killed ?? '') }),
  };
};

/** The sheet with its form changed. */
export const changeForm = (
  sheet: PublishSheet,
  change: (form: PublishForm) => PublishForm,
): PublishSheet => {
  const { line: _, ...rest } = withShown(sheet, change(formOf(sheet)));
  return goToField(rest, sheet.field);
};

const isSame = (one: PublishForm | undefined, other: PublishForm): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const isBlank = (form: PublishForm): boolean => isSame(form, emptyForm(form.topic));

/** Whether nothing has been entered into a form, not even a topic. */
export const isUntouched = (form: PublishForm): boolean => isSame(form, emptyForm(''));

const bounded = (forms: readonly PublishForm[]): readonly PublishForm[] => forms.slice(-mostForms);

/** A sheet with a new form; the forms of an earlier sheet come before it. */
export const publishSheetWith = (
  form: PublishForm,
  field: FieldName,
  earlier?: PublishSheet,
): PublishSheet => {
  const before = earlier === undefined ? [] : earlier.forms.with(earlier.at, formOf(earlier));
  const forms = bounded([...before.filter((one) => !isBlank(one)), form]);
  return goToField(
    { kind: 'publish', isKept: true, forms, at: forms.length - 1, field, top: 0 },
    field,
  );
};

/** The sheet with the previous (-1) or next (1) form; after the last one, an empty form. */
export const walkForms = (sheet: PublishSheet, by: 1 | -1): PublishSheet => {
  const form = formOf(sheet);
  let at = sheet.at + by;
  // A form that was published and not changed since appears twice.
  while (isSame(sheet.forms[at], form)) at += by;
  if (at < 0 || (at >= sheet.forms.length && isUntouched(form))) return sheet;
  const kept = withShown(sheet, form).forms;
  const forms = at < kept.length ? kept : bounded([...kept, emptyForm('')]);
  const { line: _, problem: __, ...rest } = sheet;
  const field = forms === kept ? sheet.field : 'topic';
  return goToField({ ...rest, forms, at: Math.min(at, forms.length - 1) }, field);
};

/** The sheet after its form was published: keeps the form as it was, and lets it be changed again. */
export const keepForm = (sheet: PublishSheet): PublishSheet => {
  const form = formOf(sheet);
  const before = sheet.forms.slice(0, sheet.at);
  if (isSame(before.at(-1), form)) return sheet;
  const forms = [...before, form, form, ...sheet.forms.slice(sheet.at + 1)];
  const dropped = Math.max(0, forms.length - mostForms);
  return { ...sheet, forms: forms.slice(dropped), at: sheet.at + 1 - dropped };
};
