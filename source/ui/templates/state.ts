import { printable } from '../../payload/printable.ts';
import type { Template } from '../../session/publish/template-json.ts';
import type { PublishSheet } from '../publish/state.ts';
import type { SheetBase } from '../sheets/sheet.ts';
import { type EditedLine, textOf } from '../widgets/line-editor.ts';

/** The templates: named forms of the publish editor. */
export type TemplatesSheet = SheetBase & {
  readonly kind: 'templates';
  /** The name to save under, which also filters the list. */
  readonly line: EditedLine;
  readonly index: number;
  /** The editor it was opened from. */
  readonly from: PublishSheet | undefined;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly templates: TemplatesSheet;
  }
}

/** A template's name, safe to draw. */
export const shownTemplateName = (name: string): string => printable(name, 60);

/** The templates whose names contain the typed text. */
export const matching = (
  all: readonly Template[],
  { line }: TemplatesSheet,
): readonly Template[] => {
  const typed = textOf(line).trim().toLowerCase();
  return all.filter(({ name }) => name.toLowerCase().includes(typed));
};
