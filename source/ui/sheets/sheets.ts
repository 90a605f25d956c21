import { compareSheet } from '../compare/compare-sheet.ts';
import { brokerSheet } from '../broker/broker-sheet.ts';
import { cleanSheet } from '../clean/clean-sheet.ts';
import type { Controls } from '../controls.ts';
import { jumpSheet } from '../jump/jump-sheet.ts';
import type { CellSize } from '../layout/cell-size.ts';
import { publishSheet } from '../publish/publish-sheet.ts';
import type { Sheet, SheetName } from './sheet.ts';
import type { DrawnSheet, SheetKind, View } from './sheet-base.ts';
import { subscriptionForm } from '../subscriptions/subscription-form.ts';
import { subscriptionsSheet } from '../subscriptions/subscriptions-sheet.ts';
import { templatesSheet } from '../publish/templates-sheet.ts';

const sheets: { readonly [Name in SheetName]: SheetKind<Extract<Sheet, { kind: Name }>> } = {
  compare: compareSheet,
  clean: cleanSheet,
  jump: jumpSheet,
  broker: brokerSheet,
  publish: publishSheet,
  templates: templatesSheet,
  subscriptions: subscriptionsSheet,
  subscription: subscriptionForm,
};

// The table pairs each name with its own kind, which the compiler cannot follow.
const kindOf = (sheet: Sheet): SheetKind<Sheet> =>
  sheets[sheet.kind] as unknown as SheetKind<Sheet>;

/** What a sheet shows inside its border, and what stands in the border. */
export const drawSheet = (sheet: Sheet, view: View, inside: CellSize): DrawnSheet =>
  kindOf(sheet).draw(sheet, view, inside);

/** Scrolls the sheet that is open down (or, negative, up) by rows. */
export const scrollSheet = (controls: Controls, by: number): void => {
  const { sheet } = controls.state();
  if (sheet !== undefined) kindOf(sheet).scroll?.(controls, by);
};
